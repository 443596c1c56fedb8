using System.Net;

namespace NgoDashboard.Access.ScreenPairing;

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

    public int CountOfNetwork(IPAddress network) => networks.TryGetValue(network, out var known) ? known.Count : 0;

    public WaitingScreen? LongestIdle() => idle.First?.Value;

    public WaitingScreen? LongestIdle(IPAddress network) => networks.TryGetValue(network, out var known) ? known.Idle.First?.Value : null;

    public void Add(WaitingScreen screen)
    {
        byAge.AddLast(screen.AgeNode);
        if (!networks.TryGetValue(screen.Network, out var network))
            networks[screen.Network] = network = new();
        network.Count++;
        MarkIdle(screen);
    }

    /// <summary>Its page has asked just now, and does not ask at this moment.</summary>
    public void MarkIdle(WaitingScreen screen)
    {
        idle.AddLast(screen.IdleNode);
        networks[screen.Network].Idle.AddLast(screen.NetworkIdleNode);
    }

    /// <summary>Its page asks, or its key is on the way.</summary>
    public static void MarkBusy(WaitingScreen screen)
    {
        screen.IdleNode.List?.Remove(screen.IdleNode);
        screen.NetworkIdleNode.List?.Remove(screen.NetworkIdleNode);
    }

    public void Remove(WaitingScreen screen)
    {
        MarkBusy(screen);
        byAge.Remove(screen.AgeNode);
        if (networks[screen.Network] is var network && --network.Count == 0)
            networks.Remove(screen.Network);
    }

    sealed class Network
    {
        public int Count { get; set; }

        public LinkedList<WaitingScreen> Idle { get; } = new();
    }
}
