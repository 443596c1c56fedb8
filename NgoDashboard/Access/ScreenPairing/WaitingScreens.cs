using System.Net;

namespace NgoDashboard.Access.ScreenPairing;

/// <summary>
/// The waiting screens by age, and those without an open poll by the time of their last poll, overall and per network. All operations
/// are O(1), because unauthenticated clients decide how often they run. Not thread-safe: <see cref="Pairing"/> locks.
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

    /// <summary>Its last open poll has just ended.</summary>
    public void MarkIdle(WaitingScreen screen)
    {
        idle.AddLast(screen.IdleNode);
        networks[screen.Network].Idle.AddLast(screen.NetworkIdleNode);
    }

    /// <summary>Its page polls, or its key is being issued.</summary>
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
