using System.Globalization;
using System.Text.RegularExpressions;
using NgoDashboard.Figures.Cube;
using NgoDashboard.Figures.Provinces;
using NgoDashboard.Figures.Text;
using NgoDashboard.Reports.Captions;
using NgoDashboard.Reports.Headers;
using NgoDashboard.Reports.Places;
using NgoDashboard.Reports.Values;

namespace NgoDashboard.Reports.Tables;

/// <summary>The owner of a table, as a title line names it.</summary>
/// <param name="Codes">The provinces that may be meant; empty if it is the whole country.</param>
public sealed record TitleOwner(IReadOnlyList<ProvinceCode> Codes, string Text);

/// <summary>
/// The lines above a table, the nearest last, and what they state. Each value is parsed once and cached, however many rows below may begin
/// a table and however many tables stand side by side below.
/// </summary>
/// <param name="ofSheet">The year in the sheet's name; null if it names none.</param>
public sealed partial class TableTitles(int? ofSheet)
{
    /// <summary>First words of letter lines, which name an addressee or an address and not an owner.</summary>
    static readonly string[] LetterLines = ["kinh gui", "gui", "noi nhan", "dia chi"];

    readonly List<string> lines = [];
    readonly HashSet<int> years = [];
    Lazy<Period?>? period;
    Lazy<decimal?>? rate;
    Lazy<MoneyUnit>? unit;
    Lazy<Measure?>? measure;
    (TitleOwner? Owner, IReadOnlyList<ProvinceCode> Around)? owners;

    public IReadOnlyList<string> Lines => lines;

    /// <summary>The one year that the lines name, or else the year in the sheet's name.</summary>
    public int? Year => years.Count == 1 ? years.Single() : ofSheet;

    public Period? Period => (period ??= new(() => PeriodParser.FindInTitles(lines))).Value;

    /// <summary>The round exchange rate with which the office converted, as it declares it: "Tỷ giá: 23.000 đồng/USD".</summary>
    public decimal? DeclaredVndPerUsd => (rate ??= new(ReadRate)).Value;

    /// <summary>
    /// The unit that the nearest line names. The declared exchange rate is removed first, because it names two currencies and no unit.
    /// </summary>
    public MoneyUnit Unit => (unit ??= new(() => lines.AsEnumerable().Reverse()
        .Select(title => MoneyUnit.FindIn(RateWithin().Replace(SearchLimit.TruncateForSearch(title), " ")))
        .FirstOrDefault(candidate => !candidate.IsNone))).Value;

    public Measure? Measure =>
        (measure ??= new(() => lines.AsEnumerable().Reverse().Select(ReadMeasure)
            .FirstOrDefault(candidate => candidate is not null))).Value;

    public bool IsEstimate { get; private set; }

    public void AddLine(string line)
    {
        IsEstimate |= EstimateWords.IsEstimate(line);
        lines.Add(line);
        years.UnionWith(PeriodParser.FindYears(line));
        (period, rate, unit, measure, owners) = (null, null, null, null, null);
    }

    /// <summary>A copy of the lines, to which others may be added independently.</summary>
    public TableTitles Copy() => new TableTitles(ofSheet).AddLines(lines);

    public TableTitles AddLines(IEnumerable<string> more)
    {
        foreach (var line in more)
            AddLine(line);
        return this;
    }

    /// <summary>The owner that the nearest line names; null if none does. Lines of a letter (addressee, address) are skipped.</summary>
    public TitleOwner? FindOwner(NameLookup names) => (owners ??= ReadOwners(names)).Owner;

    /// <summary>All provinces that one of the lines may mean, those of the nearest line first.</summary>
    public IReadOnlyList<ProvinceCode> FindProvincesAround(NameLookup names) => (owners ??= ReadOwners(names)).Around;

    /// <summary>The owner that one text names; null if it names none.</summary>
    public static TitleOwner? FindOwnerIn(string text, NameLookup names) =>
        IsLetterLine(text) ? null
        : names.FindProvincesIn(text) is { Count: > 0 } codes ? new(codes, text)
        : NamesWholeCountry(text) ? new([], text)
        : null;

    public static IReadOnlyList<ProvinceCode> FindProvincesAroundIn(string text, NameLookup names) =>
        IsLetterLine(text) ? [] : names.FindProvincesAround(text);

    (TitleOwner? Owner, IReadOnlyList<ProvinceCode> Around) ReadOwners(NameLookup names)
    {
        var (owner, around) = ((TitleOwner?)null, new List<ProvinceCode>());
        var seen = new HashSet<ProvinceCode>();
        for (var i = lines.Count - 1; i >= 0; i--)
        {
            owner ??= FindOwnerIn(lines[i], names);
            around.AddRange(FindProvincesAroundIn(lines[i], names).Where(seen.Add));
        }

        // "Giải ngân tại Việt Nam" is the country's only where no line names a province.
        return (owner ?? (around.Count == 0 && lines.Exists(IsInVietNam) ? new([], "") : null), around);
    }

    static bool IsInVietNam(string line) => $" {TextFolding.Fold(line)} " is var folded
        && (folded.Contains(" tai viet nam ", StringComparison.Ordinal) || folded.Contains(" in viet nam ", StringComparison.Ordinal)
            || folded.Contains(" in vietnam ", StringComparison.Ordinal));

    decimal? ReadRate() => lines.Select(title => RateWithin().Match(SearchLimit.TruncateForSearch(title))).Where(match => match.Success)
        .Select(match => string.Concat((match.Groups[1].Value + match.Groups[2].Value).Where(char.IsAsciiDigit)))
        .Select(digits => decimal.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var parsed) ? parsed : 0)
        .Where(parsed => parsed is > 10_000 and < 100_000).Cast<decimal?>().FirstOrDefault();

    static Measure? ReadMeasure(string title)
    {
        var folded = TextFolding.Fold(title);
        if (ColumnTypes.IsCumulative(folded))
            return null;
        var named = ColumnTypes.FindMeasureIn(folded);
        return HeaderCellParser.IsPercentageShare(folded) && named != Figures.Cube.Measure.DisbursementRate ? null : named;
    }

    static bool IsLetterLine(string text)
    {
        var folded = TextFolding.Fold(text);
        return Array.Exists(LetterLines, words => folded == words || folded.StartsWith(words + " ", StringComparison.Ordinal));
    }

    static bool NamesWholeCountry(string text)
    {
        var folded = $" {TextFolding.Fold(text)} ";
        return folded.Contains(" toan quoc ", StringComparison.Ordinal) || folded.Contains(" ca nuoc ", StringComparison.Ordinal)
            || folded.Contains(" nationwide ", StringComparison.Ordinal);
    }

    [GeneratedRegex(@"(?:tỷ giá|tỉ giá|ty gia|exchange rate)\D{0,40}?(\d{2}[.,]?\d{3})(?!\d)(?:\s*(?:đồng|VNĐ|VND)\s*/\s*USD)?|1\s*(?:USD|US\$|đô la(?:\s+Mỹ)?)\s*=\s*(\d{2}[.,]?\d{3})(?!\d)\s*(?:đồng|VNĐ|VND)?",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex RateWithin();
}
