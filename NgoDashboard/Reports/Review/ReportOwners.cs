using NgoDashboard.Figures.Provinces;
using NgoDashboard.Language;
using NgoDashboard.Reports.Places;
using NgoDashboard.Reports.Questions;

namespace NgoDashboard.Reports.Review;

/// <summary>
/// Whose a line of a report is to mend. A line that could not be read has no place among the figures; then what it is about, the other lines
/// of its file, the name of the file or that of the sheet tell it.
/// </summary>
sealed class ReportOwners
{
    readonly ReferenceData reference;
    readonly NameLookup names;
    readonly Dictionary<string, ProvinceCode> ofFiles;
    readonly Dictionary<string, ProvinceCode?> named = [];
    readonly string nation = Words.Subject["nationwide"];
    readonly string unknown = Words.Reports["send-back-unknown"];

    public ReportOwners(ReportReview review, ReferenceData reference)
    {
        (this.reference, names) = (reference, new(reference, []));
        ofFiles = review.Lines.Where(line => line.Key is not null).GroupBy(line => line.File)
            .Select(file => (file.Key, Codes: file.Select(line => line.Key!.Value.Province).Distinct().ToArray()))
            // The same province before the merger and after it is one, where it was not merged.
            .Where(file => file.Codes.All(code => code is not null) && file.Codes.Select(code => NameOf(code!.Value)).Distinct().Count() == 1)
            .ToDictionary(file => file.Key, file => file.Codes[0]!.Value);
    }

    public string OwnerOf(ReviewLine line) =>
        line.Key is { } key ? key.Province is { } code ? NameOf(code) : nation
        : OwnerOf(line.Findings.Select(finding => finding.ResponsibleProvince).FirstOrDefault(code => code is not null) ?? FindByName(line.WrittenText), line.File, line.Location.SheetName);

    public string OwnerOf(ReportFinding finding) => OwnerOf(finding.ResponsibleProvince, finding.File, finding.Location?.SheetName ?? "");

    /// <summary>Provinces first, then the country, and last what nobody knows.</summary>
    public int SortOrder(string owner) => owner == unknown ? 2 : owner == nation ? 1 : 0;

    string OwnerOf(ProvinceCode? told, string file, string sheet)
    {
        var code = told ?? (ofFiles.TryGetValue(file, out var one) ? one : FindWithin(Path.GetFileNameWithoutExtension(file)) ?? FindWithin(sheet));
        return code is { } known ? NameOf(known) : unknown;
    }

    string NameOf(ProvinceCode code) => DisplayNames.ForProvince(code, reference);

    ProvinceCode? FindByName(string text) => Cached($"={text}", () => names.FindProvinces(text));

    ProvinceCode? FindWithin(string text) => Cached(text, () => names.FindProvincesIn(text));

    /// <summary>Of two that are called alike the one of today: the other sends no reports any more. Each text is looked up once, for many rows bear it.</summary>
    ProvinceCode? Cached(string text, Func<IReadOnlyList<ProvinceCode>> find)
    {
        if (!named.TryGetValue(text, out var code))
            named.Add(text, code = find() is { Count: > 0 } found ? found.MaxBy(one => one.Basis == ProvinceCode.CurrentBasis) : null);
        return code;
    }
}
