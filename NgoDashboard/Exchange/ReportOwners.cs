using NgoDashboard.Figures;
using NgoDashboard.Language;
using NgoDashboard.Reports;

namespace NgoDashboard.Exchange;

/// <summary>
/// Whose a line of a report is to mend. A line that could not be read has no place among the figures; then what it is about, the other lines
/// of its file, the name of the file or that of the sheet tell it.
/// </summary>
sealed class ReportOwners
{
    readonly Reference reference;
    readonly KnownNames names;
    readonly Dictionary<string, ProvinceCode> ofFiles;
    readonly Dictionary<string, ProvinceCode?> named = [];
    readonly string nation = Words.Subject["nationwide"];
    readonly string unknown = Words.Reports["send-back-unknown"];

    public ReportOwners(ReportReview review, Reference reference)
    {
        (this.reference, names) = (reference, new(reference, []));
        ofFiles = review.Lines.Where(line => line.Key is not null).GroupBy(line => line.File)
            .Select(file => (file.Key, Codes: file.Select(line => line.Key!.Value.Province).Distinct().ToArray()))
            // The same province before the merger and after it is one, where it was not merged.
            .Where(file => file.Codes.All(code => code is not null) && file.Codes.Select(code => Called(code!.Value)).Distinct().Count() == 1)
            .ToDictionary(file => file.Key, file => file.Codes[0]!.Value);
    }

    public string Of(ReviewLine line) =>
        line.Key is { } key ? key.Province is { } code ? Called(code) : nation
        : Of(line.Findings.Select(finding => finding.Province).FirstOrDefault(code => code is not null) ?? Named(line.Received), line.File, line.Where.Sheet);

    public string Of(ReportFinding finding) => Of(finding.Province, finding.File, finding.Where?.Sheet ?? "");

    /// <summary>Provinces first, then the country, and last what nobody knows.</summary>
    public int Place(string owner) => owner == unknown ? 2 : owner == nation ? 1 : 0;

    string Of(ProvinceCode? told, string file, string sheet)
    {
        var code = told ?? (ofFiles.TryGetValue(file, out var one) ? one : Within(Path.GetFileNameWithoutExtension(file)) ?? Within(sheet));
        return code is { } known ? Called(known) : unknown;
    }

    string Called(ProvinceCode code) => Names.Of(code, reference);

    ProvinceCode? Named(string text) => Once($"={text}", () => names.Provinces(text));

    ProvinceCode? Within(string text) => Once(text, () => names.ProvincesWithin(text));

    /// <summary>Of two that are called alike the one of today: the other sends no reports any more. Each text is looked up once, for many rows bear it.</summary>
    ProvinceCode? Once(string text, Func<IReadOnlyList<ProvinceCode>> find)
    {
        if (!named.TryGetValue(text, out var code))
            named.Add(text, code = find() is { Count: > 0 } found ? found.MaxBy(one => one.Basis == ProvinceCode.Current) : null);
        return code;
    }
}
