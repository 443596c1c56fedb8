using NgoDashboard.Figures.Provinces;
using NgoDashboard.Language;
using NgoDashboard.Reports.Places;
using NgoDashboard.Reports.Questions;

namespace NgoDashboard.Reports.Review;

/// <summary>
/// The owner to whom each line of a review is sent back. A line that could not be read has no figure key; then its text, the other lines of
/// its file, the file's name or the sheet's name tell the owner.
/// </summary>
sealed class ReportOwners
{
    readonly ReferenceData reference;
    readonly NameLookup names;
    readonly Dictionary<string, ProvinceCode> provinceByFile;
    readonly Dictionary<string, ProvinceCode?> provinceByText = [];
    readonly DisplayLanguage language;
    readonly string nation, unknown;

    public ReportOwners(ReportReview review, ReferenceData reference, DisplayLanguage language)
    {
        (this.reference, this.language, names) = (reference, language, new(reference, []));
        (nation, unknown) = (language.Words.Subject["nationwide"], language.Words.Reports["send-back-unknown"]);
        provinceByFile = review.Lines.Where(line => line.Key is not null).GroupBy(line => line.File)
            .Select(file => (file.Key, Codes: file.Select(line => line.Key!.Value.Province).Distinct().ToArray()))
            // A province that was not merged has a code on both bases and is one owner.
            .Where(file => file.Codes.All(code => code is not null)
                && file.Codes.Select(code => NameOf(code!.Value)).Distinct().Count() == 1)
            .ToDictionary(file => file.Key, file => file.Codes[0]!.Value);
    }

    public string OwnerOf(ReviewLine line) =>
        line.Key is { } key ? key.Province is { } code ? NameOf(code) : nation
        : OwnerOf(line.Findings.Select(finding => finding.ResponsibleProvince).FirstOrDefault(code => code is not null)
            ?? FindByName(line.WrittenText), line.File, line.Location.SheetName);

    public string OwnerOf(ReportFinding finding) => OwnerOf(finding.ResponsibleProvince, finding.File, finding.Location?.SheetName ?? "");

    /// <summary>Provinces first, then the whole country, then unknown owners.</summary>
    public int SortOrder(string owner) => owner == unknown ? 2 : owner == nation ? 1 : 0;

    string OwnerOf(ProvinceCode? province, string file, string sheet)
    {
        var code = province ?? (provinceByFile.TryGetValue(file, out var fromFile) ? fromFile
            : FindWithin(Path.GetFileNameWithoutExtension(file)) ?? FindWithin(sheet));
        return code is { } known ? NameOf(known) : unknown;
    }

    string NameOf(ProvinceCode code) => language.DisplayNames.ForProvince(code, reference);

    ProvinceCode? FindByName(string text) => Cached($"={text}", () => names.FindProvinces(text));

    ProvinceCode? FindWithin(string text) => Cached(text, () => names.FindProvincesIn(text));

    /// <summary>
    /// Of two provinces with the same name it is today's, because the other no longer sends reports. Each text is looked up once, because
    /// many rows share it.
    /// </summary>
    ProvinceCode? Cached(string text, Func<IReadOnlyList<ProvinceCode>> find)
    {
        if (!provinceByText.TryGetValue(text, out var code))
            provinceByText.Add(
                text, code = find() is { Count: > 0 } found ? found.MaxBy(candidate => candidate.Basis == ProvinceCode.CurrentBasis)
                    : null);
        return code;
    }
}
