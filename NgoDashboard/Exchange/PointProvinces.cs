using NgoDashboard.Figures;
using NgoDashboard.Live;

namespace NgoDashboard.Exchange;

/// <summary>Today's provinces by what lists call them. A name that only a province of before July 2025 had leads to its successor.</summary>
sealed class PointProvinces
{
    static readonly string[] Prefixes = ["tinh ", "thanh pho ", "tp "];

    readonly Reference reference;
    readonly ILookup<string, ProvinceCode> today;
    readonly ILookup<string, ProvinceCode> before;

    public PointProvinces(Reference reference)
    {
        this.reference = reference;
        today = Names(reference.OnBasis(ProvinceCode.Current), province => province.Code);
        before = Names(reference.OnBasis(ProvinceCode.Old).Where(province => province.Successor is not null), province => province.Successor!.Value);
    }

    public (ProvinceCode? Code, PointFaultKind? Fault, bool IsOld) Find(string text)
    {
        if (ProvinceCode.TryParse(text, out var code))
        {
            return reference.Province(code) is not { } province ? (null, PointFaultKind.ProvinceUnknown, false)
                : code.IsCurrent ? (code, null, false)
                : (province.Successor, null, true);
        }

        // Seven codes mean another province since 2025: a code never stands alone.
        if (text.All(letter => char.IsDigit(letter) || char.IsWhiteSpace(letter)))
            return (null, PointFaultKind.ProvinceBareCode, false);
        var name = Folding.Fold(text);
        string[] names = [name, .. Prefixes.Where(prefix => name.StartsWith(prefix, StringComparison.Ordinal)).Select(prefix => name[prefix.Length..])];
        foreach (var (lookup, isOld) in ((ILookup<string, ProvinceCode>, bool)[])[(today, false), (before, true)])
        {
            foreach (var one in names)
            {
                ProvinceCode[] meant = [.. lookup[one].Distinct()];
                if (meant.Length > 0)
                    return meant.Length == 1 ? (meant[0], null, isOld) : (null, PointFaultKind.ProvinceAmbiguous, false);
            }
        }

        return (null, PointFaultKind.ProvinceUnknown, false);
    }

    static ILookup<string, ProvinceCode> Names(IEnumerable<Province> provinces, Func<Province, ProvinceCode> code) =>
        provinces.SelectMany(province => ((string[])[province.Name, province.NameEn, .. province.Aliases]).Select(name => (Name: Folding.Fold(name), Code: code(province))))
            .ToLookup(one => one.Name, one => one.Code);
}
