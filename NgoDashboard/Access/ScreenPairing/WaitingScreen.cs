using System.Net;
using NgoDashboard.Access.Keys;

namespace NgoDashboard.Access.ScreenPairing;

/// <summary>A screen that shows a code and waits to be told at which bridge point it stands.</summary>
public sealed class WaitingScreen
{
    readonly TaskCompletionSource<AccessKey> paired = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <param name="code">Eight letters and digits that nobody takes for one another.</param>
    /// <param name="device">The secret by which its browser is known.</param>
    /// <param name="network">Where it comes from, as <see cref="ClientAddress"/> counts it.</param>
    /// <param name="until">Past it the code is worth nothing.</param>
    internal WaitingScreen(string code, string device, IPAddress network, DateTimeOffset until)
    {
        (Code, DeviceSecret, Network, ExpiresAt) = (code, device, network, until);
        (AgeNode, IdleNode, NetworkIdleNode) = (new(this), new(this), new(this));
    }

    public string Code { get; }

    public DateTimeOffset ExpiresAt { get; }

    /// <summary>Ends with the screen's own key when somebody has entered the code.</summary>
    public Task<AccessKey> PairedKey => paired.Task;

    internal string DeviceSecret { get; }

    internal IPAddress Network { get; }

    /// <summary>Its place among all screens, the oldest first.</summary>
    internal LinkedListNode<WaitingScreen> AgeNode { get; }

    /// <summary>Its place among those that nobody asks for at this moment, the longest forgotten first.</summary>
    internal LinkedListNode<WaitingScreen> IdleNode { get; }

    /// <summary>The same among those of its network.</summary>
    internal LinkedListNode<WaitingScreen> NetworkIdleNode { get; }

    /// <summary>How many questions of its page are open.</summary>
    internal int OpenPolls { get; set; }

    /// <summary>The screen has come for its key.</summary>
    internal bool IsCollected { get; set; }

    internal AccessKey? Key => paired.Task.IsCompletedSuccessfully ? paired.Task.Result : null;

    internal void SetKey(AccessKey key) => paired.TrySetResult(key);
}
