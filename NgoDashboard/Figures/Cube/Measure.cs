namespace NgoDashboard.Figures.Cube;

/// <summary>What a figure counts (chỉ tiêu).</summary>
public enum Measure
{
    /// <summary>Paid out in the period (giải ngân).</summary>
    Disbursed,

    /// <summary>Committed for the period (cam kết): the denominator of the published disbursement rate.</summary>
    Committed,

    /// <summary>Committed over the whole life of the grants (tổng cam kết).</summary>
    CommittedTotal,

    /// <summary>Foreign non-governmental organisations: not additive, because one works in many provinces.</summary>
    Organisations,

    /// <summary>Programmes and projects.</summary>
    Projects,

    /// <summary>Grants that are not projects (phi dự án).</summary>
    NonProjects,

    /// <summary>Countries that the organisations come from: not additive.</summary>
    Countries,

    /// <summary>Disbursed ÷ committed for the same period; derived unless a source states it.</summary>
    DisbursementRate,
}

/// <summary>The unit a figure was reported in. A published number keeps its unit for ever.</summary>
public enum Unit
{
    Usd,
    Vnd,
    Count,
    Percent,
}

/// <summary>How exact the source is (gần, hơn/trên, khoảng). Part of the figure and always shown with it.</summary>
public enum Qualifier
{
    Exact,
    Nearly,
    Over,
    About,
}

/// <summary>How reliable a figure is.</summary>
public enum Status
{
    Provisional,
    Confirmed,

    /// <summary>Changed at the desk after another value had been stated.</summary>
    Corrected,
}

/// <summary>The arithmetic that a measure and a unit allow.</summary>
public static class MeasureRules
{
    public static readonly IReadOnlyList<Measure> All = Enum.GetValues<Measure>();

    extension(Measure measure)
    {
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
    extension(Unit unit)
    {
        public bool IsMoney => unit is Unit.Usd or Unit.Vnd;

        /// <summary>Minor units in one whole: cents in a dollar, hundredths in a percent.</summary>
        public int MinorUnitsPerWhole => unit is Unit.Usd or Unit.Percent ? 100 : 1;
    }
}
