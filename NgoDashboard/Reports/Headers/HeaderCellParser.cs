using System.Text.RegularExpressions;
using NgoDashboard.Figures.Cube;
using NgoDashboard.Figures.Provinces;
using NgoDashboard.Figures.Text;
using NgoDashboard.Reports.Places;
using NgoDashboard.Reports.Values;

namespace NgoDashboard.Reports.Headers;

/// <summary>Reads what stands above a column: a field, or a measure and a place, each in a line of its own or in one.</summary>
static partial class HeaderCellParser
{
    static readonly HashSet<string> SumCaptions = ["cong", "tong", "tong cong", "tong so", "total", "sum", "grand total", "tong chung"];

    /// <summary>What stands above sectors or provinces and says that they are some: "Chia theo lĩnh vực", "Trong đó".</summary>
    static readonly string[] Captions = ["linh vuc", "nganh", "tinh", "dia phuong", "dia ban", "trong do", "chia ra", "chia theo", "bao gom", "sector", "sectors", "province", "provinces", "of which"];

    static readonly string[] ComparisonWords = ["cung ky", "nam truoc", "tang giam", "so voi", "so sanh", "chenh lech"];

    static readonly string[] ShareWords = ["ty trong", "ti trong", "co cau", "phan tram", "ty le", "ti le"];

    static readonly string[] BreakdownWords = ["nguon von", "huyen", "loai", "phuong xa", "nhom", "giai doan"];

    static readonly string[] OfWhichWords = ["trong do", "chia ra", "bao gom", "of which"];

    static readonly string[] AmountWords = ["gia tri", "kinh phi", "so tien", "so von"];

    static readonly HashSet<string> NeutralWords =
    [
        .. "ket qua thuc hien tinh hinh vien tro khoan cac pcpnn pcp phi chinh phu nuoc ngoai gia tri so lieu tien kinh trong do nam ky bao cao chi tieu noi dung cua chung va thong ke von quy i ii iii iv 1 2 3 4 results aid figures".Split(' '),
    ];

    /// <summary>"Tổng số", "Cộng": beside the parts it is their sum.</summary>
    public static bool IsSumCaption(string text) => SumCaptions.Contains(TextFolding.Fold(RemoveUnitAndPeriod(text)));

    /// <param name="year">What the lines above the table speak of: "Quý I" says no year of its own.</param>
    public static TypedColumn ParseCell(int column, string above, string below, NameLookup names, int? year)
    {
        var key = (above, below, year);
        return (names.HeaderCache.TryGetValue(key, out var known) ? known : names.HeaderCache.Store(key, ParseUncached(column, above, below, names, year))) with { Index = column };
    }

    static TypedColumn ParseUncached(int column, string above, string below, NameLookup names, int? year)
    {
        if ((PeriodParser.FindSingleYear([above]) ?? year) is { } known)
            (above, below) = (PeriodParser.CompleteWithYear(above, known), PeriodParser.CompleteWithYear(below, known));
        var (up, down) = (NormalizeCaption(above), NormalizeCaption(below));
        if ((IsPercentageShare(above) || IsPercentageShare(below)) && !IsDisbursementRate(up) && !IsDisbursementRate(down) && !IsDisbursementRate($"{up} {down}"))
            return new(column, $"{above} {below}".Trim());
        var head = new TypedColumn(
            column, $"{above} {below}".Trim(), Period: PeriodParser.FindIn(below) ?? PeriodParser.FindIn(above), Unit: MoneyUnit.FindIn(below).WithDefaults(MoneyUnit.FindIn(above)));
        if (above.Length > 0 && below.Length > 0 && ParsePlaceAndMeasure(head, above, below, names) is { } placed)
            return placed;
        if (CombineLines(up, down, PeriodParser.FindIn(above) is not null) is { } field)
            return head with { Type = field, Measure = ColumnTypes.MeasureForType(field) };
        if (IsSumCaption(below) || (RemoveUnitAndPeriod(below).Length == 0 && IsSumCaption(above)))
            return head with { IsSum = true, Measure = FindMeasure(up) };
        if (FindPlaceOrSector(above.Length > 0 ? above : below, names) is { } place && (above.Length == 0 || below.Length == 0))
            return head with { Sector = place.Sector, Provinces = place.Provinces };
        var words = $"{up} {down}".Trim();
        if (head.Period is not null && words is "" or "nam")
            return head;
        return AsUnknown(head, words);
    }

    /// <summary>Without its unit, its year, what it counts, and diacritics.</summary>
    public static string NormalizeCaption(string text)
    {
        var plain = Bracketed().Replace(MoneyUnit.RemoveUnit(text), inner => CellNumber.IsCountedNoun(inner.Groups[1].Value) ? " " : inner.Value);
        var words = TextFolding.FoldToWords(PeriodParser.RemovePeriod(plain));
        if (PeriodParser.FindIn(plain) is null)
            return string.Join(' ', words);
        // "Giải ngân cả năm" of "Giải ngân cả năm 2023", "Năm cam kết" of "Năm 2023 cam kết": without its number that says nothing.
        var (first, last) = (words is ["nam", ..] ? 1 : 0, words is [.., "ca", "nam"] ? 2 : words is [_, .., "nam"] ? 1 : 0);
        return string.Join(' ', words[first..^last]);
    }

    /// <summary>What was planned, what another year had, and by how much they differ, is no figure of this one.</summary>
    public static bool IsPlanOrComparison(string folded) => IsPlan(folded) || Array.Exists(ComparisonWords, word => folded.Contains(word, StringComparison.Ordinal));

    public static bool IsPlan(string folded) =>
        folded.Replace("ke hoach va dau tu", "", StringComparison.Ordinal).Contains("ke hoach", StringComparison.Ordinal) || folded.Contains("du kien", StringComparison.Ordinal);

    /// <summary>"Cơ cấu (%)": a part of a hundred, and none of the money that stands beside it.</summary>
    public static bool IsPercentageShare(string text) => text.Contains('%', StringComparison.Ordinal) || Array.Exists(ShareWords, TextFolding.Fold(text).Contains);

    /// <summary>"Trong đó", over "Dự án": of how many, or of how much?</summary>
    static bool IsOfWhichCaption(string up) => Array.Exists(OfWhichWords, up.Contains);

    /// <summary>Whether a head that is not known divides what its row has: "Nguồn vốn", "Huyện".</summary>
    public static bool IsBreakdown(string text) => Array.Exists(BreakdownWords, TextFolding.Fold(text).Contains);

    static bool IsDisbursementRate(string folded) => (ColumnTypes.FindMeasureByCaption(folded) ?? ColumnTypes.FindMeasureIn(folded)) == Measure.DisbursementRate;

    /// <summary>Whether what stands above a measure says no more than that there is one: "Kết quả thực hiện", "Viện trợ PCPNN".</summary>
    static bool AddsNoMeaning(string up, Measure below) =>
        (IsCaption(up) || up.Split(' ').All(NeutralWords.Contains)) && (below.IsMoney || !Array.Exists(AmountWords, up.Contains));

    /// <summary>Of two lines one names a place, and the other what is told of it. Null where neither does.</summary>
    static TypedColumn? ParsePlaceAndMeasure(TypedColumn head, string above, string below, NameLookup names)
    {
        var (up, down) = (NormalizeCaption(above), NormalizeCaption(below));
        var (upper, lower) = (FindPlaceOrSector(above, names), FindPlaceOrSector(below, names));
        if (lower is { } own)
        {
            // "Vốn đối ứng" above "Y tế" is another amount than the table's.
            return upper is null && !IsCaption(up) ? head with { Period = null }
                : head with { Sector = own.Sector ?? upper?.Sector, Provinces = own.Provinces ?? upper?.Provinces, Measure = FindMeasure(up) };
        }

        if (upper is not { } place)
            return null;
        var placed = head with { Sector = place.Sector, Provinces = place.Provinces };
        if (IsSumCaption(below))
            return placed with { IsSum = true };
        if (down.Length == 0 || ColumnTypes.FindByCaption(down) == ColumnType.Value)
            return placed;
        return ColumnTypes.FindMeasureByCaption(down) is { } measure ? placed with { Measure = measure } : AsUnknown(placed, down);
    }

    /// <summary>What seems to be a measure is asked; anything else is not read.</summary>
    static TypedColumn AsUnknown(TypedColumn head, string words) => ColumnTypes.FindByCaption(words) is null && ColumnTypes.FindMeasureIn(words) is { } guess
        ? head with { GuessedMeasure = guess }
        : head with { Sector = null, Provinces = null, Period = null };

    static Measure? FindMeasure(string folded) => ColumnTypes.FindMeasureByCaption(folded) ?? (ColumnTypes.FindByCaption(folded) is null ? ColumnTypes.FindMeasureIn(folded) : null);

    static bool IsCaption(string up) => !IsPlanOrComparison(up) && (ColumnTypes.FindByCaption(up) switch
    {
        null => up.Length == 0 || (ColumnTypes.FindMeasureIn(up) is not null && !ColumnTypes.IsCumulative(up)) || Array.Exists(Captions, word => $" {up} ".Contains($" {word} ", StringComparison.Ordinal)),
        ColumnType.Value or ColumnType.Sector or ColumnType.Province or ColumnType.Campaign => true,
        _ => ColumnTypes.FindMeasureByCaption(up) is not null,
    });

    static (string? Sector, IReadOnlyList<ProvinceCode>? Provinces)? FindPlaceOrSector(string text, NameLookup names)
    {
        var plain = RemoveUnitAndPeriod(text);
        return plain.Length == 0 ? null
            : names.FindSector(plain) is { } sector ? (sector, null)
            : names.FindProvinces(plain) is { Count: > 0 } provinces ? (null, provinces)
            : null;
    }

    static string RemoveUnitAndPeriod(string text) => PeriodParser.RemovePeriod(MoneyUnit.RemoveUnit(text)).Trim();

    static ColumnType? CombineLines(string up, string down, bool hasYear)
    {
        if (down.Length == 0)
            return ColumnTypes.FindByCaption(up);
        if (up.Length == 0)
            return ColumnTypes.FindByCaption(down);
        return ColumnTypes.FindByCaption($"{up} {down}") ?? ColumnTypes.FindByCaption($"{down} {up}") ?? (ColumnTypes.FindByCaption(up), down) switch
        {
            (ColumnType.Committed or ColumnType.CommittedTotal, "tong so" or "tong" or "toan bo" or "tong gia tri") when hasYear => ColumnType.Committed,
            (ColumnType.Committed or ColumnType.CommittedTotal, "tong so" or "tong" or "toan bo" or "ca du an" or "toan du an" or "tong gia tri") => ColumnType.CommittedTotal,
            (ColumnType.Committed or ColumnType.CommittedTotal, "trong ky" or "trong nam" or "nam nay" or "nam bao cao" or "nam") => ColumnType.Committed,
            (ColumnType.Disbursed or ColumnType.DisbursedCumulative, "luy ke") => ColumnType.DisbursedCumulative,
            (ColumnType.Disbursed or ColumnType.DisbursedCumulative, "trong ky" or "trong nam" or "nam nay" or "nam bao cao" or "nam") => ColumnType.Disbursed,
            // Below a head that says nothing of its own the lower line is the column's; below a measure it is a part of that.
            (null or ColumnType.Value, _) => ColumnTypes.FindMeasureIn(up) is null && !IsPlanOrComparison(up) && ColumnTypes.FindByCaption(down) is { } below && ColumnTypes.MeasureForType(below) is { } measure
                ? AddsNoMeaning(up, measure) && (measure.IsMoney || !IsOfWhichCaption(up) || down.StartsWith("so ", StringComparison.Ordinal)) ? below : measure.IsMoney ? null : ColumnType.Value
                : null,
            _ => null,
        };
    }

    [GeneratedRegex(@"\(([^()]*)\)", RegexOptions.CultureInvariant)]
    private static partial Regex Bracketed();
}
