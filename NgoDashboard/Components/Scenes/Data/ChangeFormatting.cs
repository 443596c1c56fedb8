using System.Globalization;
using NgoDashboard.Figures.Cube;
using NgoDashboard.Language;
using NgoDashboard.Live.State;

namespace NgoDashboard.Components.Scenes.Data;

/// <summary>How a change is told on the stage: old and new value, and the time of the hall.</summary>
public static class ChangeFormatting
{
    extension(AiredChange change)
    {
        public string TimeText => VietnamTime.ToLocal(change.OccurredAt).ToString("HH:mm", CultureInfo.InvariantCulture);

        public string OldText => Numbers.FormatOrUnpublished(change.Before, change.QualifierBefore);

        public string NewText => Numbers.FormatOrUnpublished(change.After, change.QualifierAfter);

        /// <summary>"3,9 → 4,05 triệu USD": the unit once where both have it; a first figure stands alone.</summary>
        public string OldToNewText => change switch
        {
            { Before: null } => change.NewText,
            { After: { } now, Before: { } before } when before.Unit == now.Unit =>
                $"{Numbers.WithQualifier(change.QualifierBefore ?? Qualifier.Exact, Numbers.FormatInMagnitude(before, Numbers.MagnitudeOf(now)).Number)} → {change.NewText}",
            _ => $"{change.OldText} → {change.NewText}",
        };

        /// <summary>As <see cref="Values"/>, without a unit that both have: it stands over the number.</summary>
        public string OldToNewDigits => change is { After: { } now, Before: { } before } && before.Unit == now.Unit
            ? string.Join(" → ", new[] { (before, change.QualifierBefore ?? Qualifier.Exact), (now, change.QualifierAfter) }
                .Select(value => Numbers.WithQualifier(value.Item2, Numbers.FormatInMagnitude(value.Item1, Numbers.MagnitudeOf(now)).Number)))
            : change.OldToNewText;
    }
}
