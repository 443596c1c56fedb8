using System.Collections.Immutable;
using NgoDashboard.Figures;

namespace NgoDashboard.Live;

/// <summary>A change as the screens tell it: what it was, what it is, and when.</summary>
public sealed record AiredChange(
    FigureKey Key, Quantity? Before, Qualifier? QualifierBefore, Quantity After, Qualifier QualifierAfter, DateTimeOffset At, long Version);

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
