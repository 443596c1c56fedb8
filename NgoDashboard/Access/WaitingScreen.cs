using System.Net;

namespace NgoDashboard.Access;

/// <summary>A screen that shows a code and waits to be told at which bridge point it stands.</summary>
/// <param name="code">Eight letters and digits that nobody takes for one another.</param>
/// <param name="until">Past it the code is worth nothing.</param>
public sealed class WaitingScreen(string code, IPAddress address, DateTimeOffset until)
{
    readonly TaskCompletionSource<AccessKey> paired = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public string Code => code;

    public DateTimeOffset Until => until;

    /// <summary>Ends with the screen's own key when somebody has entered the code.</summary>
    public Task<AccessKey> Paired => paired.Task;

    internal IPAddress Address => address;

    /// <summary>The screen has come for its key.</summary>
    internal bool IsCollected { get; set; }

    internal AccessKey? Key => paired.Task.IsCompletedSuccessfully ? paired.Task.Result : null;

    internal void Pair(AccessKey key) => paired.TrySetResult(key);
}
