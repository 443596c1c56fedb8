using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Protocol;

namespace NgoDashboard.Screens.Frames;

/// <summary>The hub message with a whole frame.</summary>
/// <param name="Journal">"ID/GENERATION": a screen compares versions only within one.</param>
/// <param name="GzippedHtml">gzip; base64 in JSON.</param>
/// <param name="AckDelayMs">Minimum delay of the acknowledgement: the server is still sending to other screens during that time.</param>
/// <param name="AckJitterMs">Maximum random addition to it, so that thousands of acknowledgements do not arrive at the same time.</param>
public sealed record FrameMessage(
    long Version,
    string Journal,
    [property: JsonPropertyName("html")] byte[] GzippedHtml,
    [property: JsonPropertyName("wait")] int AckDelayMs,
    [property: JsonPropertyName("spread")] int AckJitterMs);

/// <summary>The hub message with the difference from a frame of the same journal that the screen has painted.</summary>
/// <param name="Journal">See <see cref="FrameMessage"/>.</param>
/// <param name="Steps">The output of <see cref="HtmlDifference"/>, where compression would not make it shorter; else null.</param>
/// <param name="GzippedSteps">Its gzip, where that is shorter; else null.</param>
/// <param name="Checksum">Of the resulting HTML, see <see cref="HtmlDifference.Checksum"/>.</param>
public sealed record FrameChangeMessage(
    long Version,
    string Journal,
    [property: JsonPropertyName("from")] long BaseVersion,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] JsonElement? Steps,
    [property: JsonPropertyName("change"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] byte[]? GzippedSteps,
    [property: JsonPropertyName("sum")] uint Checksum,
    [property: JsonPropertyName("wait")] int AckDelayMs,
    [property: JsonPropertyName("spread")] int AckJitterMs);

/// <summary>When the screens acknowledge, counted from painting: see <see cref="FrameMessage"/>.</summary>
readonly record struct AckDelay(int MinimumMs, int JitterMs)
{
    /// <summary>
    /// One processor sends this many frames (<c>bench -- screens</c>, where the same number is used): acknowledgements start when all are
    /// sent, because otherwise they delay the frames of other screens.
    /// </summary>
    const int FramesPerMillisecond = 25;

    /// <summary>Leaves one processor time for other work (<c>bench -- screens</c>).</summary>
    const int AcknowledgementsPerMillisecond = 20;

    /// <summary>Until the last screen has acknowledged.</summary>
    public TimeSpan Total => TimeSpan.FromMilliseconds(MinimumMs + JitterMs);

    /// <summary>Proportional to the number of screens; zero for fewer than 20.</summary>
    public static AckDelay ForScreens(int screens) => new(screens / FramesPerMillisecond, screens / AcknowledgementsPerMillisecond);
}

/// <summary>The hub message with a province's own strip.</summary>
public sealed record ProvinceStripMessage(long Version, [property: JsonPropertyName("html")] byte[] GzippedHtml);

/// <summary>
/// One version for all screens of a language. Each message is serialized once, and all connections share its bytes. Thread-safe.
/// </summary>
sealed class Broadcast
{
    /// <summary>A screen that is further behind gets the whole frame.</summary>
    const int MaxEarlierFrames = 4;

    /// <summary>Up to this length gzip with base64 is not shorter than plain JSON.</summary>
    const int MaxUnpackedBytes = 256;

    /// <summary>gzip does not compress a page further: a shorter difference is sent without compressing the whole to compare.</summary>
    const int MaxCompressionRatio = 8;

    readonly ImmutableArray<Frame> earlier;
    readonly ConcurrentDictionary<long, SerializedHubMessage> changes = new();
    readonly Lazy<SerializedHubMessage> wholeFrame;
    readonly AckDelay ackDelay;

    public Broadcast(Frame frame, Broadcast? before = null, AckDelay ackDelay = default)
    {
        (Frame, this.ackDelay) = (frame, ackDelay);
        earlier = before is null ? [] : [before.Frame, .. before.earlier.Take(MaxEarlierFrames - 1)];
        // Lazy, because most screens get the difference and should not wait for compressing the whole frame.
        wholeFrame = new(() => CreateMessage(
            "Show", new FrameMessage(frame.Version, frame.Journal, frame.GzippedHtml, ackDelay.MinimumMs, ackDelay.JitterMs)));
    }

    public Frame Frame { get; }

    public long Version => Frame.Version;

    public SerializedHubMessage WholeFrame => wholeFrame.Value;

    /// <summary>For a screen that shows that version: the difference, or the whole frame where that is shorter.</summary>
    public SerializedHubMessage DifferenceFrom(long version) =>
        changes.TryGetValue(version, out var known) ? known : changes.GetOrAdd(version, CreateChange);

    public static SerializedHubMessage CreateMessage(string target, object argument) => new(new InvocationMessage(target, [argument]));

    SerializedHubMessage CreateChange(long version)
    {
        if (earlier.FirstOrDefault(frame => frame.Version == version) is not { } from
            || HtmlDifference.TryCreate(from.Html, Frame.Html) is not { } difference)
            return WholeFrame;
        if (difference.Length <= MaxUnpackedBytes && difference.Length * MaxCompressionRatio <= Frame.Html.Length)
            return CreateMessage("Change", ChangeMessage(from, JsonElement.Parse(difference), packed: null));
        var packed = Frame.Gzip(difference);
        return packed.Length >= Frame.GzippedHtml.Length ? WholeFrame
            // gzip is sent as base64: 4 characters for 3 bytes.
            : difference.Length <= packed.Length * 4 / 3
                ? CreateMessage("Change", ChangeMessage(from, JsonElement.Parse(difference), packed: null))
            : CreateMessage("Change", ChangeMessage(from, steps: null, packed));
    }

    FrameChangeMessage ChangeMessage(Frame from, JsonElement? steps, byte[]? packed)
    {
        var checksum = HtmlDifference.Checksum(Frame.Html);
        return new(Version, Frame.Journal, from.Version, steps, packed, checksum, ackDelay.MinimumMs, ackDelay.JitterMs);
    }
}
