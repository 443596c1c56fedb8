namespace NgoDashboard.Figures.Cube;

/// <summary>Stable codes of measures, units, qualifiers and statuses in the API, in data files and in the journal.</summary>
public static class EnumCodes
{
    static readonly CodeTable<Measure> Measures = new(
        (Measure.Disbursed, "disbursed"),
        (Measure.Committed, "committed"),
        (Measure.CommittedTotal, "committed_total"),
        (Measure.Organisations, "organisations"),
        (Measure.Projects, "projects"),
        (Measure.NonProjects, "non_projects"),
        (Measure.Countries, "countries"),
        (Measure.DisbursementRate, "disbursement_rate"));

    static readonly CodeTable<Unit> Units = new(
        (Unit.Usd, "USD"), (Unit.Vnd, "VND"), (Unit.Count, "count"), (Unit.Percent, "percent"));

    static readonly CodeTable<Qualifier> Qualifiers = new(
        (Qualifier.Exact, "exact"), (Qualifier.Nearly, "nearly"), (Qualifier.Over, "over"), (Qualifier.About, "about"));

    static readonly CodeTable<Status> Statuses = new(
        (Status.Provisional, "provisional"), (Status.Confirmed, "confirmed"), (Status.Corrected, "corrected"));

    public static string ToCode(this Measure measure) => Measures.ToCode(measure);

    public static string ToCode(this Unit unit) => Units.ToCode(unit);

    public static string ToCode(this Qualifier qualifier) => Qualifiers.ToCode(qualifier);

    public static string ToCode(this Status status) => Statuses.ToCode(status);

    public static bool TryParse(string? code, out Measure measure) => Measures.TryParse(code, out measure);

    public static bool TryParse(string? code, out Unit unit) => Units.TryParse(code, out unit);

    public static bool TryParse(string? code, out Qualifier qualifier) => Qualifiers.TryParse(code, out qualifier);

    public static bool TryParse(string? code, out Status status) => Statuses.TryParse(code, out status);

    sealed class CodeTable<T>(params (T Value, string Code)[] pairs)
        where T : struct, Enum
    {
        readonly Dictionary<T, string> codes = pairs.ToDictionary(pair => pair.Value, pair => pair.Code);
        readonly Dictionary<string, T> values = pairs.ToDictionary(pair => pair.Code, pair => pair.Value, StringComparer.Ordinal);

        public string ToCode(T value) => codes[value];

        public bool TryParse(string? word, out T value) => values.TryGetValue(word ?? "", out value);
    }
}
