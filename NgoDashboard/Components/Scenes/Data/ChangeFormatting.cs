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

        public string OldText(DisplayLanguage language) => language.Numbers.FormatOrUnpublished(change.Before, change.QualifierBefore);

        public string NewText(DisplayLanguage language) => language.Numbers.FormatOrUnpublished(change.After, change.QualifierAfter);

        /// <summary>"3,9 → 4,05 triệu USD": the unit once if both values have it; a first value stands alone.</summary>
        public string OldToNewText(DisplayLanguage language) => change switch
        {
            { Before: null } => change.NewText(language),
            { After: { } now, Before: { } before } when before.Unit == now.Unit =>
                $"{WithoutUnit(before, change.QualifierBefore ?? Qualifier.Exact, now, language)} → {change.NewText(language)}",
            _ => $"{change.OldText(language)} → {change.NewText(language)}",
        };

        /// <summary>As <c>OldToNewText</c>, but without a unit that both values have, because it is written above the number.</summary>
        public string OldToNewDigits(DisplayLanguage language) =>
            change is { After: { } now, Before: { } before } && before.Unit == now.Unit
                ? $"{WithoutUnit(before, change.QualifierBefore ?? Qualifier.Exact, now, language)} → "
                + $"{WithoutUnit(now, change.QualifierAfter, now, language)}"
            : change.OldToNewText(language);
    }

    static string WithoutUnit(Quantity value, Qualifier qualifier, Quantity scaledLike, DisplayLanguage language) =>
        language.Numbers.WithQualifier(qualifier, language.Numbers.FormatInMagnitude(value, Numbers.MagnitudeOf(scaledLike)).Number);
}
