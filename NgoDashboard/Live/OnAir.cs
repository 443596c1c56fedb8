using System.Collections.Immutable;
using NgoDashboard.Figures;

namespace NgoDashboard.Live;

/// <summary>A change as the screens tell it: what it was, what it is, and when.</summary>
/// <param name="After">Null where a take was taken back and nothing had been published before it.</param>
/// <param name="IsCorrection">The desk says that what was on air was wrong (đính chính), not merely out of date.</param>
public sealed record AiredChange(
    FigureKey Key, Quantity? Before, Qualifier? QualifierBefore, Quantity? After, Qualifier QualifierAfter, DateTimeOffset At, long Version,
    bool IsCorrection = false);

/// <summary>What stands before the picture.</summary>
public enum Cover
{
    /// <summary>Every take goes on air.</summary>
    None,

    /// <summary>The screens keep the picture they have, marked as held; editing goes on behind it (giữ hình).</summary>
    Held,

    /// <summary>The screens show the meeting's card and no figure.</summary>
    Blank,
}

/// <summary>The meeting that is being held.</summary>
/// <param name="Opened">The version that opened it: its agenda and its record hang on that.</param>
/// <param name="Name">Empty where nobody has named it.</param>
/// <param name="NeedsTwo">Takes need a second person, at another desk.</param>
public sealed record Meeting(long Opened, string Name, DateOnly HeldOn, bool NeedsTwo)
{
    public const int LongestName = 200;
}

/// <summary>
/// Everything that a screen shows, under one version (bản). Immutable: whoever holds it can render it, at any time, on any thread.
/// </summary>
/// <param name="At">When this version was taken.</param>
/// <param name="Recent">Changes younger than <see cref="MarkedFor"/> when this version was taken; marked on the screens.</param>
/// <param name="Latest">The changes of the last version that had any: they stand in the footer until the next.</param>
public sealed record OnAir(
    long Version,
    DateTimeOffset At,
    Snapshot Snapshot,
    Scene Scene,
    ImmutableArray<AiredChange> Recent,
    ImmutableArray<AiredChange> Latest,
    bool IsRehearsal)
{
    public static readonly TimeSpan MarkedFor = TimeSpan.FromSeconds(30);

    public Meeting Meeting { get; init; } = new(1, "", DateOnly.MinValue, NeedsTwo: false);

    public Cover Cover { get; init; }

    /// <summary>Corrections that the desk lets stand on the screens, the newest first; at most one of a figure.</summary>
    public ImmutableArray<AiredChange> Corrections { get; init; } = [];

    /// <summary>What this meeting changed: for each figure its value before the meeting and now, the latest change first.</summary>
    public ImmutableArray<AiredChange> Changes { get; init; } = [];

    /// <summary>When that figure changed, where it did lately; the screen drops the mark by itself.</summary>
    public DateTimeOffset? ChangedAt(FigureKey key)
    {
        foreach (var change in Recent)
        {
            if (change.Key == key)
                return change.At;
        }

        return null;
    }
}
