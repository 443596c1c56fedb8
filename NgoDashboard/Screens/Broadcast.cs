using System.Collections.Concurrent;
using System.Collections.Immutable;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Protocol;

namespace NgoDashboard.Screens;

/// <summary>A whole frame on the wire.</summary>
/// <param name="Html">gzip; base64 in JSON.</param>
/// <param name="Spread">
/// Within how many milliseconds the screen acknowledges, at a moment of its own choice: so that the acknowledgements of thousands do
/// not stand in the way of the frames.
/// </param>
public sealed record ShownFrame(long Version, byte[] Html, int Spread);

/// <summary>A frame on the wire as its difference from one that the screen has painted.</summary>
/// <param name="Change">gzip of what <see cref="Difference"/> writes.</param>
/// <param name="Sum">Of the text that comes out.</param>
public sealed record ChangedFrame(long Version, long From, byte[] Change, uint Sum, int Spread);

/// <summary>A province's own strip on the wire.</summary>
public sealed record OwnFrame(long Version, byte[] Html);

/// <summary>
/// One version on its way to all screens of a language: every message is made once, and its bytes are shared. Safe on any thread.
/// </summary>
sealed class Broadcast
{
    /// <summary>A screen that is further behind than so many versions is sent the whole.</summary>
    const int Kept = 4;

    readonly ImmutableArray<Frame> earlier;
    readonly ConcurrentDictionary<long, SerializedHubMessage> changes = new();
    readonly int spread;

    public Broadcast(Frame frame, Broadcast? before = null, int spread = 0)
    {
        (Frame, this.spread) = (frame, spread);
        earlier = before is null ? [] : [before.Frame, .. before.earlier.Take(Kept - 1)];
        Whole = Message("Show", new ShownFrame(frame.Version, frame.Html, spread));
    }

    public Frame Frame { get; }

    public long Version => Frame.Version;

    public SerializedHubMessage Whole { get; }

    /// <summary>For a screen that shows that version: the difference, where it is shorter than the whole.</summary>
    public SerializedHubMessage After(long version) =>
        earlier.FirstOrDefault(frame => frame.Version == version) is { } known ? changes.GetOrAdd(version, _ => Change(known)) : Whole;

    public static SerializedHubMessage Message(string target, object argument) => new(new InvocationMessage(target, [argument]));

    SerializedHubMessage Change(Frame from) =>
        Difference.Between(from.Content, Frame.Content) is { } difference && Frame.Pack(difference) is var packed && packed.Length < Frame.Html.Length
            ? Message("Change", new ChangedFrame(Version, from.Version, packed, Difference.Sum(Frame.Content), spread))
            : Whole;
}
