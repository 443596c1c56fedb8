using System.Net;

namespace NgoDashboard.Access;

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
        (Code, Device, Network, Until) = (code, device, network, until);
        (Age, Idle, IdleOfNetwork) = (new(this), new(this), new(this));
    }

    public string Code { get; }

    public DateTimeOffset Until { get; }

    /// <summary>Ends with the screen's own key when somebody has entered the code.</summary>
    public Task<AccessKey> Paired => paired.Task;

    internal string Device { get; }

    internal IPAddress Network { get; }

    /// <summary>Its place among all screens, the oldest first.</summary>
    internal LinkedListNode<WaitingScreen> Age { get; }

    /// <summary>Its place among those that nobody asks for at this moment, the longest forgotten first.</summary>
    internal LinkedListNode<WaitingScreen> Idle { get; }

    /// <summary>The same among those of its network.</summary>
    internal LinkedListNode<WaitingScreen> IdleOfNetwork { get; }

    /// <summary>How many questions of its page are open.</summary>
    internal int Polls { get; set; }

    /// <summary>The screen has come for its key.</summary>
    internal bool IsCollected { get; set; }

    internal AccessKey? Key => paired.Task.IsCompletedSuccessfully ? paired.Task.Result : null;

    internal void Pair(AccessKey key) => paired.TrySetResult(key);
}
