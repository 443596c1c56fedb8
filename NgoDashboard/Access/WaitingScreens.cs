using System.Net;

namespace NgoDashboard.Access;

/// <summary>
/// The screens that wait, in the order of their coming, and those of them that nobody asks for, in the order in which they were last asked
/// for: of all, and of each network. Every step takes the same time however many wait, because whoever asks without a key sets the pace.
/// Not safe on several threads: <see cref="Pairing"/> takes turns.
/// </summary>
sealed class WaitingScreens
{
    readonly LinkedList<WaitingScreen> byAge = new();
    readonly LinkedList<WaitingScreen> idle = new();
    readonly Dictionary<IPAddress, Network> networks = [];

    public WaitingScreen? Oldest => byAge.First?.Value;

    public int Count(IPAddress network) => networks.TryGetValue(network, out var known) ? known.Count : 0;

    public WaitingScreen? LongestIdle() => idle.First?.Value;

    public WaitingScreen? LongestIdle(IPAddress network) => networks.TryGetValue(network, out var known) ? known.Idle.First?.Value : null;

    public void Add(WaitingScreen screen)
    {
        byAge.AddLast(screen.Age);
        if (!networks.TryGetValue(screen.Network, out var network))
            networks[screen.Network] = network = new();
        network.Count++;
        Idle(screen);
    }

    /// <summary>Its page has asked just now, and does not ask at this moment.</summary>
    public void Idle(WaitingScreen screen)
    {
        idle.AddLast(screen.Idle);
        networks[screen.Network].Idle.AddLast(screen.IdleOfNetwork);
    }

    /// <summary>Its page asks, or its key is on the way.</summary>
    public static void Busy(WaitingScreen screen)
    {
        screen.Idle.List?.Remove(screen.Idle);
        screen.IdleOfNetwork.List?.Remove(screen.IdleOfNetwork);
    }

    public void Remove(WaitingScreen screen)
    {
        Busy(screen);
        byAge.Remove(screen.Age);
        if (networks[screen.Network] is var network && --network.Count == 0)
            networks.Remove(screen.Network);
    }

    sealed class Network
    {
        public int Count { get; set; }

        public LinkedList<WaitingScreen> Idle { get; } = new();
    }
}
