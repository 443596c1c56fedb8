namespace NgoDashboard.Figures;

/// <summary>The fixed words that stand for measures, units, qualifiers and statuses in the API, in data files and in the journal.</summary>
public static class Wire
{
    static readonly Codes<Measure> Measures = new(
        (Measure.Disbursed, "disbursed"),
        (Measure.Committed, "committed"),
        (Measure.CommittedTotal, "committed_total"),
        (Measure.Organisations, "organisations"),
        (Measure.Projects, "projects"),
        (Measure.NonProjects, "non_projects"),
        (Measure.Countries, "countries"),
        (Measure.DisbursementRate, "disbursement_rate"));

    static readonly Codes<Unit> Units = new(
        (Unit.Usd, "USD"), (Unit.Vnd, "VND"), (Unit.Count, "count"), (Unit.Percent, "percent"));

    static readonly Codes<Qualifier> Qualifiers = new(
        (Qualifier.Exact, "exact"), (Qualifier.Nearly, "nearly"), (Qualifier.Over, "over"), (Qualifier.About, "about"));

    static readonly Codes<Status> Statuses = new(
        (Status.Provisional, "provisional"), (Status.Confirmed, "confirmed"), (Status.Corrected, "corrected"));

    public static string Word(this Measure measure) => Measures.Of(measure);

    public static string Word(this Unit unit) => Units.Of(unit);

    public static string Word(this Qualifier qualifier) => Qualifiers.Of(qualifier);

    public static string Word(this Status status) => Statuses.Of(status);

    public static bool TryRead(string? word, out Measure measure) => Measures.TryRead(word, out measure);

    public static bool TryRead(string? word, out Unit unit) => Units.TryRead(word, out unit);

    public static bool TryRead(string? word, out Qualifier qualifier) => Qualifiers.TryRead(word, out qualifier);

    public static bool TryRead(string? word, out Status status) => Statuses.TryRead(word, out status);

    sealed class Codes<T>(params (T Value, string Word)[] pairs)
        where T : struct, Enum
    {
        readonly Dictionary<T, string> words = pairs.ToDictionary(pair => pair.Value, pair => pair.Word);
        readonly Dictionary<string, T> values = pairs.ToDictionary(pair => pair.Word, pair => pair.Value, StringComparer.Ordinal);

        public string Of(T value) => words[value];

        public bool TryRead(string? word, out T value) => values.TryGetValue(word ?? "", out value);
    }
}
