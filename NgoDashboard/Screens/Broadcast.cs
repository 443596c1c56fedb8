using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Protocol;

namespace NgoDashboard.Screens;

/// <summary>A whole frame on the wire.</summary>
/// <param name="Journal">"ID/GENERATION": a screen compares versions only within one.</param>
/// <param name="Html">gzip; base64 in JSON.</param>
/// <param name="Wait">For so many milliseconds the screen does not acknowledge: the others are still being sent theirs.</param>
/// <param name="Spread">Within so many more it does, at a moment of its own choice: those of thousands do not come all at once.</param>
public sealed record ShownFrame(long Version, string Journal, byte[] Html, int Wait, int Spread);

/// <summary>A frame on the wire as its difference from one of the same journal that the screen has painted.</summary>
/// <param name="Journal">See <see cref="ShownFrame"/>.</param>
/// <param name="Steps">What <see cref="Difference"/> writes, where it is no longer than when it is packed: the screen need not unpack it.</param>
/// <param name="Change">Else its gzip.</param>
/// <param name="Sum">Of the text that comes out.</param>
public sealed record ChangedFrame(
    long Version,
    string Journal,
    long From,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] JsonElement? Steps,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] byte[]? Change,
    uint Sum,
    int Wait,
    int Spread);

/// <summary>When the screens acknowledge, in milliseconds from the painting: see <see cref="ShownFrame"/>.</summary>
readonly record struct Pace(int Wait, int Spread)
{
    /// <summary>So many frames are sent by a processor that does nothing else but the desk's edits: nobody has theirs late for another's acknowledgement.</summary>
    const int FramesPerMillisecond = 25;

    /// <summary>So many leave a processor time for everything else.</summary>
    const int AcknowledgementsPerMillisecond = 20;

    /// <summary>Until the last has.</summary>
    public TimeSpan Whole => TimeSpan.FromMilliseconds(Wait + Spread);

    /// <summary>For so many screens; nothing for a room full of them.</summary>
    public static Pace Of(int screens) => new(screens / FramesPerMillisecond, screens / AcknowledgementsPerMillisecond);
}

/// <summary>A province's own strip on the wire.</summary>
public sealed record OwnFrame(long Version, byte[] Html);

/// <summary>
/// One version on its way to all screens of a language: every message is made once, and its bytes are shared. Safe on any thread.
/// </summary>
sealed class Broadcast
{
    /// <summary>A screen that is further behind than so many versions is sent the whole.</summary>
    const int Kept = 4;

    /// <summary>Of so few bytes gzip makes no fewer once they are base64.</summary>
    const int Short = 256;

    /// <summary>To so little of it gzip does not get a page: a shorter difference need not be compared.</summary>
    const int MostPacked = 8;

    readonly ImmutableArray<Frame> earlier;
    readonly ConcurrentDictionary<long, SerializedHubMessage> changes = new();
    readonly Lazy<SerializedHubMessage> whole;
    readonly Pace pace;

    public Broadcast(Frame frame, Broadcast? before = null, Pace pace = default)
    {
        (Frame, this.pace) = (frame, pace);
        earlier = before is null ? [] : [before.Frame, .. before.earlier.Take(Kept - 1)];
        // Most screens are sent the difference: they do not wait until the whole is packed for those that come.
        whole = new(() => Message("Show", new ShownFrame(frame.Version, frame.Journal, frame.Html, pace.Wait, pace.Spread)));
    }

    public Frame Frame { get; }

    public long Version => Frame.Version;

    public SerializedHubMessage Whole => whole.Value;

    /// <summary>For a screen that shows that version: the difference, where it is shorter than the whole.</summary>
    public SerializedHubMessage After(long version) => changes.TryGetValue(version, out var known) ? known : changes.GetOrAdd(version, Change);

    public static SerializedHubMessage Message(string target, object argument) => new(new InvocationMessage(target, [argument]));

    SerializedHubMessage Change(long version)
    {
        if (earlier.FirstOrDefault(frame => frame.Version == version) is not { } from || Difference.Between(from.Content, Frame.Content) is not { } difference)
            return Whole;
        if (difference.Length <= Short && difference.Length * MostPacked <= Frame.Content.Length)
            return Message("Change", Changed(from, JsonElement.Parse(difference), packed: null));
        var packed = Frame.Pack(difference);
        return packed.Length >= Frame.Html.Length ? Whole
            // Packed, it is base64: four letters for three bytes.
            : difference.Length <= packed.Length * 4 / 3 ? Message("Change", Changed(from, JsonElement.Parse(difference), packed: null))
            : Message("Change", Changed(from, steps: null, packed));
    }

    ChangedFrame Changed(Frame from, JsonElement? steps, byte[]? packed) =>
        new(Version, Frame.Journal, from.Version, steps, packed, Difference.Sum(Frame.Content), pace.Wait, pace.Spread);
}
