using System.Globalization;
using System.Text.RegularExpressions;
using NgoDashboard.Figures.Cube;
using NgoDashboard.Figures.Provinces;
using NgoDashboard.Figures.Text;
using NgoDashboard.Reports.Headers;
using NgoDashboard.Reports.Places;
using NgoDashboard.Reports.Values;

namespace NgoDashboard.Reports.Tables;

/// <summary>Whose a table is by a line above it.</summary>
/// <param name="Codes">The provinces that may be meant; none where it is the whole country's.</param>
public sealed record TitleOwner(IReadOnlyList<ProvinceCode> Codes, string Text);

/// <summary>
/// The lines above a table, the nearest last, and what they say. Each is read once, however many rows below it may begin a table and however
/// many tables stand beside each other below it.
/// </summary>
/// <param name="ofSheet">The year that the sheet's name says.</param>
public sealed partial class TableTitles(int? ofSheet)
{
    /// <summary>How the lines of a letter begin that name a place and no owner.</summary>
    static readonly string[] LetterLines = ["kinh gui", "gui", "noi nhan", "dia chi"];

    readonly List<string> lines = [];
    readonly HashSet<int> years = [];
    Lazy<Period?>? period;
    Lazy<decimal?>? rate;
    Lazy<MoneyUnit>? unit;
    Lazy<Measure?>? measure;
    (TitleOwner? Owner, IReadOnlyList<ProvinceCode> Around)? owners;

    public IReadOnlyList<string> Lines => lines;

    /// <summary>The one year that the lines name, or else the sheet's name does.</summary>
    public int? Year => years.Count == 1 ? years.Single() : ofSheet;

    public Period? Period => (period ??= new(() => PeriodParser.FindInTitles(lines))).Value;

    /// <summary>"Tỷ giá: 23.000 đồng/USD": the round rate at which an office has reckoned.</summary>
    public decimal? DeclaredVndPerUsd => (rate ??= new(ReadRate)).Value;

    /// <summary>Of the nearest line that says one; the rate at which was reckoned says none.</summary>
    public MoneyUnit Unit => (unit ??= new(() => lines.AsEnumerable().Reverse()
        .Select(title => MoneyUnit.FindIn(RateWithin().Replace(SearchLimit.TruncateForSearch(title), " "))).FirstOrDefault(one => !one.IsNone))).Value;

    public Measure? Measure => (measure ??= new(() => lines.AsEnumerable().Reverse().Select(ReadMeasure).FirstOrDefault(one => one is not null))).Value;

    public void AddLine(string line)
    {
        lines.Add(line);
        years.UnionWith(PeriodParser.FindYears(line));
        (period, rate, unit, measure, owners) = (null, null, null, null, null);
    }

    /// <summary>The same lines, to which others may be added.</summary>
    public TableTitles Copy() => new TableTitles(ofSheet).AddLines(lines);

    public TableTitles AddLines(IEnumerable<string> more)
    {
        foreach (var line in more)
            AddLine(line);
        return this;
    }

    /// <summary>Whose the table is by the nearest line that says so; null where none does. To whom a letter goes, and where an office lies, says nothing.</summary>
    public TitleOwner? FindOwner(NameLookup names) => (owners ??= ReadOwners(names)).Owner;

    /// <summary>All provinces that may be meant by one of the lines, those of the nearest first.</summary>
    public IReadOnlyList<ProvinceCode> FindProvincesAround(NameLookup names) => (owners ??= ReadOwners(names)).Around;

    /// <summary>Whose a table is by one text.</summary>
    public static TitleOwner? FindOwnerIn(string text, NameLookup names) =>
        IsLetterLine(text) ? null
        : names.FindProvincesIn(text) is { Count: > 0 } codes ? new(codes, text)
        : NamesWholeCountry(text) ? new([], text)
        : null;

    public static IReadOnlyList<ProvinceCode> FindProvincesAroundIn(string text, NameLookup names) => IsLetterLine(text) ? [] : names.FindProvincesAround(text);

    (TitleOwner? Owner, IReadOnlyList<ProvinceCode> Around) ReadOwners(NameLookup names)
    {
        var (owner, around) = ((TitleOwner?)null, new List<ProvinceCode>());
        var seen = new HashSet<ProvinceCode>();
        for (var i = lines.Count - 1; i >= 0; i--)
        {
            owner ??= FindOwnerIn(lines[i], names);
            around.AddRange(FindProvincesAroundIn(lines[i], names).Where(seen.Add));
        }

        return (owner, around);
    }

    decimal? ReadRate() => lines.Select(title => RateWithin().Match(SearchLimit.TruncateForSearch(title))).Where(match => match.Success)
        .Select(match => string.Concat((match.Groups[1].Value + match.Groups[2].Value).Where(char.IsAsciiDigit)))
        .Select(digits => decimal.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var told) ? told : 0)
        .Where(told => told is > 10_000 and < 100_000).Cast<decimal?>().FirstOrDefault();

    static Measure? ReadMeasure(string title)
    {
        var folded = TextFolding.Fold(title);
        if (ColumnTypes.IsCumulative(folded))
            return null;
        var told = ColumnTypes.FindMeasureIn(folded);
        return HeaderCellParser.IsPercentageShare(folded) && told != Figures.Cube.Measure.DisbursementRate ? null : told;
    }

    static bool IsLetterLine(string text)
    {
        var folded = TextFolding.Fold(text);
        return Array.Exists(LetterLines, words => folded == words || folded.StartsWith(words + " ", StringComparison.Ordinal));
    }

    static bool NamesWholeCountry(string text)
    {
        var folded = $" {TextFolding.Fold(text)} ";
        return folded.Contains(" toan quoc ", StringComparison.Ordinal) || folded.Contains(" ca nuoc ", StringComparison.Ordinal) || folded.Contains(" nationwide ", StringComparison.Ordinal);
    }

    [GeneratedRegex(@"(?:tỷ giá|tỉ giá|ty gia|exchange rate)\D{0,40}?(\d{2}[.,]?\d{3})(?!\d)(?:\s*(?:đồng|VNĐ|VND)\s*/\s*USD)?|1\s*(?:USD|US\$|đô la(?:\s+Mỹ)?)\s*=\s*(\d{2}[.,]?\d{3})(?!\d)\s*(?:đồng|VNĐ|VND)?", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex RateWithin();
}
