namespace NgoDashboard.Figures.Provinces;

/// <summary>
/// Identifies a province on one of the two bases: 63 units until 30 June 2025, 34 since (Resolution 202/2025/QH15). Seven codes mean
/// another province on the other basis, so a code is never used without its basis. Written "63:31".
/// </summary>
public readonly record struct ProvinceCode(int Basis, string Code) : IComparable<ProvinceCode>
{
    public const int OldBasis = 63;
    public const int CurrentBasis = 34;

    /// <summary>The first day of the 34 units.</summary>
    public static readonly DateOnly MergerDate = new(2025, 7, 1);

    public bool IsCurrent => Basis == CurrentBasis;

    public static bool TryParse(string? text, out ProvinceCode code)
    {
        code = default;
        if (text is not [_, _, ':', _, _] || !char.IsAsciiDigit(text[3]) || !char.IsAsciiDigit(text[4]))
            return false;
        int? basis = text[..2] switch { "63" => OldBasis, "34" => CurrentBasis, _ => null };
        if (basis is null)
            return false;
        code = new(basis.Value, text[3..]);
        return true;
    }

    /// <exception cref="FormatException">The text is not of the form "63:31".</exception>
    public static ProvinceCode Parse(string text) =>
        TryParse(text, out var code) ? code : throw new FormatException($"'{text}' is not a province code such as 63:31.");

    public int CompareTo(ProvinceCode other) =>
        Basis != other.Basis ? Basis.CompareTo(other.Basis) : string.CompareOrdinal(Code, other.Code);

    public static bool operator <(ProvinceCode left, ProvinceCode right) => left.CompareTo(right) < 0;

    public static bool operator >(ProvinceCode left, ProvinceCode right) => left.CompareTo(right) > 0;

    public static bool operator <=(ProvinceCode left, ProvinceCode right) => left.CompareTo(right) <= 0;

    public static bool operator >=(ProvinceCode left, ProvinceCode right) => left.CompareTo(right) >= 0;

    public override string ToString() => $"{Basis}:{Code}";
}

/// <summary>A province of one basis: reference data.</summary>
/// <param name="Successor">On the 63 basis, the unit of the 34 basis that it became or joined.</param>
public sealed record Province(
    ProvinceCode Code, string Name, string NameEn, string Region, bool IsCity, ProvinceCode? Successor, IReadOnlyList<string> Aliases);
