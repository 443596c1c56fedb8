using System.Net;
using NgoDashboard.Access.Keys;

namespace NgoDashboard.Access.ScreenPairing;

/// <summary>A screen that shows a code and waits to be paired with a bridge point.</summary>
public sealed class WaitingScreen
{
    readonly TaskCompletionSource<AccessKey> paired = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <param name="code">Eight characters that are not confused with one another.</param>
    /// <param name="device">The secret of its browser's cookie.</param>
    /// <param name="network">The client's network, see <see cref="ClientAddress.RateLimitNetwork"/>.</param>
    /// <param name="until">When the code expires.</param>
    internal WaitingScreen(string code, string device, IPAddress network, DateTimeOffset until)
    {
        (Code, DeviceSecret, Network, ExpiresAt) = (code, device, network, until);
        (AgeNode, IdleNode, NetworkIdleNode) = (new(this), new(this), new(this));
    }

    public string Code { get; }

    public DateTimeOffset ExpiresAt { get; }

    /// <summary>Completes with the screen's own key when the code has been entered.</summary>
    public Task<AccessKey> PairedKey => paired.Task;

    internal string DeviceSecret { get; }

    internal IPAddress Network { get; }

    /// <summary>Its node in the list of all screens, oldest first.</summary>
    internal LinkedListNode<WaitingScreen> AgeNode { get; }

    /// <summary>Its node in the list of screens without an open poll, longest idle first; not in the list while a poll is open.</summary>
    internal LinkedListNode<WaitingScreen> IdleNode { get; }

    /// <summary>The same for the list of its network.</summary>
    internal LinkedListNode<WaitingScreen> NetworkIdleNode { get; }

    /// <summary>Number of open polls of its page.</summary>
    internal int OpenPolls { get; set; }

    /// <summary>The browser has fetched its key.</summary>
    internal bool IsCollected { get; set; }

    internal AccessKey? Key => paired.Task.IsCompletedSuccessfully ? paired.Task.Result : null;

    internal void SetKey(AccessKey key) => paired.TrySetResult(key);
}
