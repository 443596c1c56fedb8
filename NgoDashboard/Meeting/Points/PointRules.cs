using System.Globalization;
using System.Text;
using NgoDashboard.Figures.Text;

namespace NgoDashboard.Meeting.Points;

/// <summary>What a bridge point may be called, and what it must have.</summary>
public static class PointRules
{
    /// <param name="others">The points that are there, itself among them or not.</param>
    public static IReadOnlyList<PointFault> Check(Point point, Live.BridgePoints.Points others)
    {
        var faults = new List<PointFault>();
        if ((CheckText(point.Name) ?? CheckName(point.Name)) is { } name)
            faults.Add(name with { Column = nameof(point.Name) });
        else if (others.FindByName(point.Name, point.Province) is { } other && other.Id != point.Id)
            faults.Add(new(PointFaultKind.NameTaken, Column: nameof(point.Name)));
        if ((CheckText(point.Place) ?? CheckPlace(point.Place)) is { } place)
            faults.Add(place with { Column = nameof(point.Place) });
        if (CheckProvince(point.Kind, point.Province is not null) is { } province)
            faults.Add(province with { Column = nameof(point.Province) });
        return faults;
    }

    /// <summary>Of a text that <see cref="CheckText"/> lets through.</summary>
    public static PointFault? CheckName(string text) => Point.NormalizeName(text) switch
    {
        "" => new(PointFaultKind.NameMissing),
        { Length: > Point.MaxNameLength } => new(PointFaultKind.NameTooLong, Args: [Point.MaxNameLength]),
        var name when !name.Any(char.IsLetter) => new(PointFaultKind.NameWithoutLetters, Args: [name]),
        _ => null,
    };

    /// <inheritdoc cref="CheckName"/>
    public static PointFault? CheckPlace(string text) =>
        Point.NormalizeName(text).Length > Point.MaxPlaceLength ? new(PointFaultKind.PlaceTooLong, Args: [Point.MaxPlaceLength]) : null;

    /// <summary>
    /// Nothing that may not be shown (<see cref="TextSanitizer"/>), and nothing that a spreadsheet would run: names stand in the record's
    /// files, and on the screens. Refused, not cleaned: a list has an author who can mend it.
    /// </summary>
    public static PointFault? CheckText(string text)
    {
        if (FormulaInjection.LooksLikeFormula(text))
            return new(PointFaultKind.LooksLikeFormula);
        var told = text.Trim();
        if (told.Contains('\uFFFD', StringComparison.Ordinal))
            return new(PointFaultKind.LostLetters);
        if (TextSanitizer.FindFirstForbidden(told) is not { } letter)
            return null;
        return letter.Value switch
        {
            '\n' or '\r' or '\v' or '\f' or 0x85 or 0x2028 or 0x2029 => new(PointFaultKind.LineBreak),
            0xFFFD => new(PointFaultKind.LostLetters),
            _ => new(Rune.IsControl(letter) ? PointFaultKind.ControlCharacter : PointFaultKind.InvisibleCharacter, Args: [CodePointText(letter)]),
        };
    }

    public static PointFault? CheckProvince(PointKind kind, bool hasProvince) => (kind, hasProvince) switch
    {
        (PointKind.Ministry, true) => new(PointFaultKind.ProvinceOfMinistry),
        (PointKind.Province or PointKind.Local, false) => new(PointFaultKind.ProvinceMissing),
        _ => null,
    };

    static string CodePointText(Rune letter) => string.Create(CultureInfo.InvariantCulture, $"U+{letter.Value:X4}");
}
