using System.Globalization;
using System.Text;
using NgoDashboard.Figures.Text;

namespace NgoDashboard.Meeting.Points;

/// <summary>Validates bridge points.</summary>
public static class PointRules
{
    /// <param name="others">The existing points; may include the point itself.</param>
    public static IReadOnlyList<PointFault> Check(Point point, PointIndex others)
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

    /// <summary>For a text that <see cref="CheckText"/> accepts.</summary>
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
    /// Refuses what may not be shown (<see cref="TextSanitizer"/>) and what a spreadsheet would run as a formula, because names appear on
    /// screens and in the record's files. Refused instead of cleaned, because the author of a list can correct it.
    /// </summary>
    public static PointFault? CheckText(string text)
    {
        if (FormulaInjection.LooksLikeFormula(text))
            return new(PointFaultKind.LooksLikeFormula);
        var trimmed = text.Trim();
        if (trimmed.Contains('\uFFFD', StringComparison.Ordinal))
            return new(PointFaultKind.UnreadableCharacters);
        if (TextSanitizer.FindFirstForbidden(trimmed) is not { } letter)
            return null;
        return letter.Value switch
        {
            '\n' or '\r' or '\v' or '\f' or 0x85 or 0x2028 or 0x2029 => new(PointFaultKind.LineBreak),
            0xFFFD => new(PointFaultKind.UnreadableCharacters),
            _ when Rune.IsControl(letter) => new(PointFaultKind.ControlCharacter, Args: [CodePointText(letter)]),
            _ => new(PointFaultKind.InvisibleCharacter, Args: [CodePointText(letter)]),
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
