using NgoDashboard.Figures.Provinces;
using NgoDashboard.Meeting.Points;
using NgoDashboard.Reports.Places;

namespace NgoDashboard.Files.Parsing;

/// <summary>
/// Resolves names in lists to today's provinces. A name that only a province of before July 2025 had leads to its successor.
/// </summary>
sealed class PointProvinceResolver(ReferenceData reference)
{
    readonly NameLookup names = new(reference, []);

    public (ProvinceCode? Code, PointFaultKind? Fault, bool IsOld) ResolveProvince(string text)
    {
        // Seven codes mean another province since July 2025, so a code without its basis is not accepted.
        if (text.All(letter => char.IsDigit(letter) || char.IsWhiteSpace(letter)))
            return (null, PointFaultKind.ProvinceCodeWithoutBasis, false);
        var named = names.FindProvincesOfPlace(text);
        var isOld = !named.Any(code => code.IsCurrent);
        ProvinceCode[] meant =
            [.. named.Select(code => isOld ? reference.FindProvince(code)?.Successor : code.IsCurrent ? code : null).OfType<ProvinceCode>()
                .Distinct()];
        return meant.Length switch
        {
            0 => (null, PointFaultKind.ProvinceUnknown, false),
            1 => (meant[0], null, isOld),
            _ => (null, PointFaultKind.ProvinceAmbiguous, false),
        };
    }
}
