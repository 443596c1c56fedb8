using System.Globalization;
using NgoDashboard.Figures;
using NgoDashboard.Language;
using NgoDashboard.Live;

namespace NgoDashboard.Components.Scenes;

/// <summary>How a change is told on the stage: old and new value, and the time of the hall.</summary>
public static class ToldChange
{
    extension(AiredChange change)
    {
        public string Time => VietNam.Time(change.At).ToString("HH:mm", CultureInfo.InvariantCulture);

        public string Old => Numbers.Told(change.Before, change.QualifierBefore);

        public string New => Numbers.Told(change.After, change.QualifierAfter);

        /// <summary>"3,9 → 4,05 triệu USD": the unit once where both have it; a first figure stands alone.</summary>
        public string Values => change switch
        {
            { Before: null } => change.New,
            { After: { } now, Before: { } before } when before.Unit == now.Unit =>
                $"{Numbers.Qualified(change.QualifierBefore ?? Qualifier.Exact, Numbers.In(before, Numbers.MagnitudeOf(now)).Number)} → {change.New}",
            _ => $"{change.Old} → {change.New}",
        };

        /// <summary>As <see cref="Values"/>, without a unit that both have: it stands over the number.</summary>
        public string Digits => change is { After: { } now, Before: { } before } && before.Unit == now.Unit
            ? string.Join(" → ", new[] { (before, change.QualifierBefore ?? Qualifier.Exact), (now, change.QualifierAfter) }
                .Select(value => Numbers.Qualified(value.Item2, Numbers.In(value.Item1, Numbers.MagnitudeOf(now)).Number)))
            : change.Values;
    }
}
