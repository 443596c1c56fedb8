using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Protocol;

namespace NgoDashboard.Screens.Frames;

/// <summary>A whole frame on the wire.</summary>
/// <param name="Journal">"ID/GENERATION": a screen compares versions only within one.</param>
/// <param name="GzippedHtml">gzip; base64 in JSON.</param>
/// <param name="AckDelayMs">For so many milliseconds the screen does not acknowledge: the others are still being sent theirs.</param>
/// <param name="AckJitterMs">Within so many more it does, at a moment of its own choice: those of thousands do not come all at once.</param>
public sealed record FrameMessage(
    long Version,
    string Journal,
    [property: JsonPropertyName("html")] byte[] GzippedHtml,
    [property: JsonPropertyName("wait")] int AckDelayMs,
    [property: JsonPropertyName("spread")] int AckJitterMs);

/// <summary>A frame on the wire as its difference from one of the same journal that the screen has painted.</summary>
/// <param name="Journal">See <see cref="FrameMessage"/>.</param>
/// <param name="Steps">What <see cref="HtmlDifference"/> writes, where it is no longer than when it is packed: the screen need not unpack it.</param>
/// <param name="GzippedSteps">Else its gzip.</param>
/// <param name="Checksum">Of the text that comes out.</param>
public sealed record FrameChangeMessage(
    long Version,
    string Journal,
    [property: JsonPropertyName("from")] long BaseVersion,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] JsonElement? Steps,
    [property: JsonPropertyName("change"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] byte[]? GzippedSteps,
    [property: JsonPropertyName("sum")] uint Checksum,
    [property: JsonPropertyName("wait")] int AckDelayMs,
    [property: JsonPropertyName("spread")] int AckJitterMs);

/// <summary>When the screens acknowledge, in milliseconds from the painting: see <see cref="FrameMessage"/>.</summary>
readonly record struct AckDelay(int MinimumMs, int JitterMs)
{
    /// <summary>So many frames are sent by a processor that does nothing else but the desk's edits: nobody has theirs late for another's acknowledgement.</summary>
    const int FramesPerMillisecond = 25;

    /// <summary>So many leave a processor time for everything else.</summary>
    const int AcknowledgementsPerMillisecond = 20;

    /// <summary>Until the last has.</summary>
    public TimeSpan Total => TimeSpan.FromMilliseconds(MinimumMs + JitterMs);

    /// <summary>For so many screens; nothing for a room full of them.</summary>
    public static AckDelay ForScreens(int screens) => new(screens / FramesPerMillisecond, screens / AcknowledgementsPerMillisecond);
}

/// <summary>A province's own strip on the wire.</summary>
public sealed record ProvinceStripMessage(long Version, [property: JsonPropertyName("html")] byte[] GzippedHtml);

/// <summary>
/// One version on its way to all screens of a language: every message is made once, and its bytes are shared. Safe on any thread.
/// </summary>
sealed class Broadcast
{
    /// <summary>A screen that is further behind than so many versions is sent the whole.</summary>
    const int MaxEarlierFrames = 4;

    /// <summary>Of so few bytes gzip makes no fewer once they are base64.</summary>
    const int MaxUnpackedBytes = 256;

    /// <summary>To so little of it gzip does not get a page: a shorter difference need not be compared.</summary>
    const int MaxCompressionRatio = 8;

    readonly ImmutableArray<Frame> earlier;
    readonly ConcurrentDictionary<long, SerializedHubMessage> changes = new();
    readonly Lazy<SerializedHubMessage> wholeFrame;
    readonly AckDelay ackDelay;

    public Broadcast(Frame frame, Broadcast? before = null, AckDelay pace = default)
    {
        (Frame, this.ackDelay) = (frame, pace);
        earlier = before is null ? [] : [before.Frame, .. before.earlier.Take(MaxEarlierFrames - 1)];
        // Most screens are sent the difference: they do not wait until the whole is packed for those that come.
        wholeFrame = new(() => CreateMessage("Show", new FrameMessage(frame.Version, frame.Journal, frame.GzippedHtml, pace.MinimumMs, pace.JitterMs)));
    }

    public Frame Frame { get; }

    public long Version => Frame.Version;

    public SerializedHubMessage WholeFrame => wholeFrame.Value;

    /// <summary>For a screen that shows that version: the difference, where it is shorter than the whole.</summary>
    public SerializedHubMessage DifferenceFrom(long version) => changes.TryGetValue(version, out var known) ? known : changes.GetOrAdd(version, CreateChange);

    public static SerializedHubMessage CreateMessage(string target, object argument) => new(new InvocationMessage(target, [argument]));

    SerializedHubMessage CreateChange(long version)
    {
        if (earlier.FirstOrDefault(frame => frame.Version == version) is not { } from || HtmlDifference.TryCreate(from.Html, Frame.Html) is not { } difference)
            return WholeFrame;
        if (difference.Length <= MaxUnpackedBytes && difference.Length * MaxCompressionRatio <= Frame.Html.Length)
            return CreateMessage("Change", ChangeMessage(from, JsonElement.Parse(difference), packed: null));
        var packed = Frame.Gzip(difference);
        return packed.Length >= Frame.GzippedHtml.Length ? WholeFrame
            // Packed, it is base64: four letters for three bytes.
            : difference.Length <= packed.Length * 4 / 3 ? CreateMessage("Change", ChangeMessage(from, JsonElement.Parse(difference), packed: null))
            : CreateMessage("Change", ChangeMessage(from, steps: null, packed));
    }

    FrameChangeMessage ChangeMessage(Frame from, JsonElement? steps, byte[]? packed) =>
        new(Version, Frame.Journal, from.Version, steps, packed, HtmlDifference.Checksum(Frame.Html), ackDelay.MinimumMs, ackDelay.JitterMs);
}
