using System.Globalization;
using NgoDashboard.Figures.Cube;
using NgoDashboard.Language;
using NgoDashboard.Live.State;

namespace NgoDashboard.Components.Scenes.Data;

/// <summary>A change as text on the stage: old and new value, and the time in Vietnam.</summary>
public static class ChangeFormatting
{
    extension(AiredChange change)
    {
        public string TimeText => VietnamTime.ToLocal(change.OccurredAt).ToString("HH:mm", CultureInfo.InvariantCulture);

        public string OldText => Numbers.FormatOrUnpublished(change.Before, change.QualifierBefore);

        public string NewText => Numbers.FormatOrUnpublished(change.After, change.QualifierAfter);

        /// <summary>"3,9 → 4,05 triệu USD": the unit once if both values have it; a first value stands alone.</summary>
        public string OldToNewText => change switch
        {
            { Before: null } => change.NewText,
            { After: { } now, Before: { } before } when before.Unit == now.Unit =>
                $"{WithoutUnit(before, change.QualifierBefore ?? Qualifier.Exact, now)} → {change.NewText}",
            _ => $"{change.OldText} → {change.NewText}",
        };

        /// <summary>As <c>OldToNewText</c>, but without a unit that both values have, because it is written above the number.</summary>
        public string OldToNewDigits => change is { After: { } now, Before: { } before } && before.Unit == now.Unit
            ? $"{WithoutUnit(before, change.QualifierBefore ?? Qualifier.Exact, now)} → {WithoutUnit(now, change.QualifierAfter, now)}"
            : change.OldToNewText;
    }

    static string WithoutUnit(Quantity value, Qualifier qualifier, Quantity scaledLike) =>
        Numbers.WithQualifier(qualifier, Numbers.FormatInMagnitude(value, Numbers.MagnitudeOf(scaledLike)).Number);
}
