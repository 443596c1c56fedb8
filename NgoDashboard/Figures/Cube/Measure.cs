using System.Collections.Immutable;
using NgoDashboard.Figures.Codes;

namespace NgoDashboard.Figures.Cube;

/// <summary>What a figure counts (chỉ tiêu).</summary>
public enum Measure
{
    /// <summary>Paid out in the period (giải ngân).</summary>
    [Code("disbursed")] Disbursed,

    /// <summary>Committed for the period (cam kết): the denominator of the published disbursement rate.</summary>
    [Code("committed")] Committed,

    /// <summary>Committed over the whole life of the grants (tổng cam kết).</summary>
    [Code("committed_total")] CommittedTotal,

    /// <summary>Foreign non-governmental organisations: not additive, because one works in many provinces.</summary>
    [Code("organisations")] Organisations,

    /// <summary>Programmes and projects.</summary>
    [Code("projects")] Projects,

    /// <summary>Grants that are not projects (phi dự án).</summary>
    [Code("non_projects")] NonProjects,

    /// <summary>Countries that the organisations come from: not additive.</summary>
    [Code("countries")] Countries,

    /// <summary>Disbursed ÷ committed for the same period; derived unless a source states it.</summary>
    [Code("disbursement_rate")] DisbursementRate,
}

/// <summary>The unit a figure was reported in. A published number keeps its unit for ever.</summary>
public enum Unit
{
    [Code("USD")] Usd,
    [Code("VND")] Vnd,
    [Code("count")] Count,
    [Code("percent")] Percent,
}

/// <summary>How exact the source is (gần, hơn/trên, khoảng). Part of the figure and always shown with it.</summary>
public enum Qualifier
{
    [Code("exact")] Exact,
    [Code("nearly")] Nearly,
    [Code("over")] Over,
    [Code("about")] About,
}

/// <summary>How reliable a figure is.</summary>
public enum Status
{
    [Code("provisional")] Provisional,
    [Code("confirmed")] Confirmed,

    /// <summary>Changed at the desk after another value had been stated.</summary>
    [Code("corrected")] Corrected,
}

/// <summary>The arithmetic that a measure and a unit allow.</summary>
public static class MeasureRules
{
    /// <summary>In the order of lists and tables.</summary>
    public static readonly ImmutableArray<Measure> All =
    [
        Measure.Disbursed, Measure.Committed, Measure.CommittedTotal, Measure.Organisations, Measure.Projects, Measure.NonProjects,
        Measure.Countries, Measure.DisbursementRate,
    ];

    extension(Measure measure)
    {
        /// <summary>The position in <see cref="All"/>.</summary>
        public int SortOrder => All.IndexOf(measure);

        public bool IsMoney => measure is Measure.Disbursed or Measure.Committed or Measure.CommittedTotal;

        /// <summary>Whether parts of this measure may be added up to a whole.</summary>
        public bool IsAdditive => measure.IsMoney || measure is Measure.Projects or Measure.NonProjects;

        public bool AllowsUnit(Unit unit) => unit switch
        {
            Unit.Usd or Unit.Vnd => measure.IsMoney,
            Unit.Percent => measure == Measure.DisbursementRate,
            _ => !measure.IsMoney && measure != Measure.DisbursementRate,
        };
    }
}

/// <summary>How amounts of a unit are stored.</summary>
public static class UnitRules
{
    /// <summary>In the order of preference where a chart holds as many values of one unit as of another.</summary>
    public static readonly ImmutableArray<Unit> All = [Unit.Usd, Unit.Vnd, Unit.Count, Unit.Percent];

    extension(Unit unit)
    {
        /// <summary>The position in <see cref="All"/>.</summary>
        public int SortOrder => All.IndexOf(unit);

        public bool IsMoney => unit is Unit.Usd or Unit.Vnd;

        /// <summary>Minor units in one whole: cents in a dollar, hundredths in a percent.</summary>
        public int MinorUnitsPerWhole => unit is Unit.Usd or Unit.Percent ? 100 : 1;
    }
}

/// <summary>The qualifiers in the order of lists and legends.</summary>
public static class QualifierRules
{
    public static readonly ImmutableArray<Qualifier> All = [Qualifier.Exact, Qualifier.Nearly, Qualifier.Over, Qualifier.About];
}
