using System.Text.RegularExpressions;
using NgoDashboard.Figures.Cube;
using NgoDashboard.Figures.Provinces;
using NgoDashboard.Figures.Text;
using NgoDashboard.Reports.Account;
using NgoDashboard.Reports.Captions;
using NgoDashboard.Reports.Places;
using NgoDashboard.Reports.Values;

namespace NgoDashboard.Reports.Headers;

/// <summary>Parses the caption of a column: a column type, or a measure and a place, in separate lines or in one.</summary>
static partial class HeaderCellParser
{
    static readonly HashSet<string> SumCaptions = ["cong", "tong", "tong cong", "tong so", "total", "sum", "grand total", "tong chung"];

    /// <summary>Captions that only announce the sectors or provinces below them: "Chia theo lĩnh vực", "Trong đó".</summary>
    static readonly string[] Captions =
        ["linh vuc", "nganh", "tinh", "dia phuong", "dia ban", "trong do", "chia ra", "chia theo", "bao gom", "sector", "sectors",
            "province", "provinces", "of which"];

    static readonly string[] ComparisonWords = ["cung ky", "nam truoc", "tang giam", "so voi", "so sanh", "chenh lech"];

    static readonly string[] ShareWords = ["ty trong", "ti trong", "co cau", "phan tram", "ty le", "ti le"];

    static readonly string[] BreakdownWords = ["nguon von", "huyen", "loai", "phuong xa", "nhom", "giai doan"];

    static readonly string[] OfWhichWords = ["trong do", "chia ra", "bao gom", "of which"];

    static readonly string[] AmountWords = ["gia tri", "kinh phi", "so tien", "so von"];

    static readonly HashSet<string> NeutralWords =
    [
        .. "ket qua thuc hien tinh hinh vien tro khoan cac pcpnn pcp phi chinh phu nuoc ngoai gia tri so lieu tien kinh trong do nam ky bao cao chi tieu noi dung cua chung va thong ke von quy i ii iii iv 1 2 3 4 results aid figures".Split(' '),
    ];

    /// <summary>Whether the caption means the sum of the columns beside it: "Tổng số", "Cộng".</summary>
    public static bool IsSumCaption(string text) => SumCaptions.Contains(TextFolding.Fold(RemoveUnitAndPeriod(text)));

    /// <param name="year">The year that the lines above the table name, for captions without one ("Quý I"); null if there is none.</param>
    public static TypedColumn ParseCell(int column, string above, string below, NameLookup names, int? year)
    {
        var key = (above, below, year);
        return (names.HeaderCache.TryGetValue(key, out var known) ? known
            : names.HeaderCache.Store(key, ParseUncached(column, above, below, names, year))) with
        { Index = column };
    }

    static TypedColumn ParseUncached(int column, string above, string below, NameLookup names, int? year)
    {
        if ((PeriodParser.FindSingleYear([above]) ?? year) is { } known)
            (above, below) = (PeriodParser.CompleteWithYear(above, known), PeriodParser.CompleteWithYear(below, known));
        var (up, down) = (NormalizeCaption(above), NormalizeCaption(below));
        if ((IsPercentageShare(above) || IsPercentageShare(below)) && !IsDisbursementRate(up) && !IsDisbursementRate(down)
            && !IsDisbursementRate($"{up} {down}"))
            return new(column, $"{above} {below}".Trim())
            {
                OtherNumbers = IsComparison($"{up} {down}") ? CellClass.Growth : CellClass.Share,
            };
        var typed = new TypedColumn(
            column, $"{above} {below}".Trim(), Period: PeriodParser.FindIn(below) ?? PeriodParser.FindIn(above),
            Unit: MoneyUnit.FindIn(below).WithDefaults(MoneyUnit.FindIn(above)));
        if (above.Length > 0 && below.Length > 0 && ParsePlaceAndMeasure(typed, above, below, names) is { } placed)
            return placed;
        if (CombineLines(up, down, PeriodParser.FindIn(above) is not null) is { } field)
            return typed with { Type = field, Measure = ColumnTypes.MeasureForType(field) };
        if (IsSumCaption(below) || (RemoveUnitAndPeriod(below).Length == 0 && IsSumCaption(above)))
            return typed with { IsSum = true, Measure = FindMeasure(up) };
        if (FindPlaceOrSector(above.Length > 0 ? above : below, names) is { } place && (above.Length == 0 || below.Length == 0))
            return typed with { Sector = place.Sector, Provinces = place.Provinces };
        var words = $"{up} {down}".Trim();
        if (typed.Period is not null && words is "" or "nam")
            return typed;
        return ParseParts(typed, above, below) ?? AsUnknown(typed, words);
    }

    /// <summary>The column by the phrases of its caption; null if they do not say what it is.</summary>
    static TypedColumn? ParseParts(TypedColumn column, string above, string below)
    {
        var words = $"{NormalizeCaption(CaptionAbbreviations.Expand(above))} {NormalizeCaption(CaptionAbbreviations.Expand(below))}".Trim();
        return CaptionParser.Parse(words) is not { } read ? null
            : read.Guess is { } guess ? column with { GuessedMeasure = guess }
            : read.Type is not { } type ? column with { OtherNumbers = read.Numbers, Period = null }
            : column with
            {
                Type = type,
                Measure = ColumnTypes.MeasureForType(type),
                Part = read.Part,
                NamesDonorsToo = read.NamesDonorsToo,
            };
    }

    /// <summary>The caption without its unit, period, counted noun and diacritics.</summary>
    public static string NormalizeCaption(string text)
    {
        var plain = Bracketed()
            .Replace(MoneyUnit.RemoveUnit(text), inner => CellNumber.IsCountedNoun(inner.Groups[1].Value) ? " " : inner.Value);
        IReadOnlyList<string> words = EstimateWords.Remove(TextFolding.FoldToWords(PeriodParser.RemovePeriod(plain)));
        if (PeriodParser.FindIn(plain) is null)
            return string.Join(' ', words);
        // "Giải ngân cả năm 2023" leaves "Giải ngân cả năm", "Năm 2023 cam kết" leaves "Năm cam kết": without the number these words mean
        // nothing.
        var (first, last) = (words is ["nam", ..] ? 1 : 0, words is [.., "ca", "nam"] ? 2 : words is [_, .., "nam"] ? 1 : 0);
        return string.Join(' ', words.Skip(first).SkipLast(last));
    }

    /// <summary>
    /// Whether a caption means a plan, the value of another year or a difference, none of which is a figure of this year.
    /// </summary>
    public static bool IsPlanOrComparison(string folded) =>
        IsPlan(folded) || IsComparison(folded);

    static bool IsComparison(string folded) => Array.Exists(ComparisonWords, word => folded.Contains(word, StringComparison.Ordinal));

    public static bool IsPlan(string folded) =>
        folded.Replace("ke hoach va dau tu", "", StringComparison.Ordinal).Contains("ke hoach", StringComparison.Ordinal)
        || folded.Contains("du kien", StringComparison.Ordinal);

    /// <summary>Whether a caption means a percentage ("Cơ cấu (%)") and not the money beside it.</summary>
    public static bool IsPercentageShare(string text) =>
        text.Contains('%', StringComparison.Ordinal) || Array.Exists(ShareWords, TextFolding.Fold(text).Contains);

    /// <summary>
    /// Whether a caption like "Trong đó" stands above: over "Dự án" it leaves open whether their number or their money is meant.
    /// </summary>
    static bool IsOfWhichCaption(string up) => Array.Exists(OfWhichWords, up.Contains);

    /// <summary>Whether an unknown caption subdivides the rows: "Nguồn vốn", "Huyện".</summary>
    public static bool IsBreakdown(string text) => Array.Exists(BreakdownWords, TextFolding.Fold(text).Contains);

    static bool IsDisbursementRate(string folded) =>
        (ColumnTypes.FindMeasureByCaption(folded) ?? ColumnTypes.FindMeasureIn(folded)) == Measure.DisbursementRate;

    /// <summary>Whether the upper caption adds no meaning to the measure below it: "Kết quả thực hiện", "Viện trợ PCPNN".</summary>
    static bool AddsNoMeaning(string up, Measure below) =>
        (IsCaption(up) || up.Split(' ').All(NeutralWords.Contains)) && (below.IsMoney || !Array.Exists(AmountWords, up.Contains));

    /// <summary>
    /// Combines two lines of which one names a place or sector and the other a measure; null if neither names a place or sector.
    /// </summary>
    static TypedColumn? ParsePlaceAndMeasure(TypedColumn column, string above, string below, NameLookup names)
    {
        var (up, down) = (NormalizeCaption(above), NormalizeCaption(below));
        var (upper, lower) = (FindPlaceOrSector(above, names), FindPlaceOrSector(below, names));
        if (lower is { } own)
        {
            // "Vốn đối ứng" above "Y tế" is another amount than the one that the table's title names.
            return upper is null && !IsCaption(up) ? column with { Period = null }
                : column with
                {
                    Sector = own.Sector ?? upper?.Sector,
                    Provinces = own.Provinces ?? upper?.Provinces,
                    Measure = FindMeasure(up),
                };
        }

        if (upper is not { } place)
            return null;
        var placed = column with { Sector = place.Sector, Provinces = place.Provinces };
        if (IsSumCaption(below))
            return placed with { IsSum = true };
        if (down.Length == 0 || ColumnTypes.FindByCaption(down) == ColumnType.Value)
            return placed;
        return ColumnTypes.FindMeasureByCaption(down) is { } measure ? placed with { Measure = measure } : AsUnknown(placed, down);
    }

    /// <summary>If an unknown caption seems to name a measure, the desk is asked; any other column is not read.</summary>
    static TypedColumn AsUnknown(TypedColumn column, string words) =>
        ColumnTypes.FindByCaption(words) is null && ColumnTypes.FindMeasureIn(words) is { } guess
        ? column with { GuessedMeasure = guess }
        : column with { Sector = null, Provinces = null, Period = null };

    static Measure? FindMeasure(string folded) =>
        ColumnTypes.FindMeasureByCaption(folded) ?? (ColumnTypes.FindByCaption(folded) is null ? ColumnTypes.FindMeasureIn(folded) : null);

    static bool IsCaption(string up) => !IsPlanOrComparison(up) && (ColumnTypes.FindByCaption(up) switch
    {
        null => up.Length == 0 || (ColumnTypes.FindMeasureIn(up) is not null && !ColumnTypes.IsCumulative(up))
            || Array.Exists(Captions, word => $" {up} ".Contains($" {word} ", StringComparison.Ordinal)),
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
        return ColumnTypes.FindByCaption($"{up} {down}") ?? ColumnTypes.FindByCaption($"{down} {up}")
            ?? (ColumnTypes.FindByCaption(up), down) switch
            {
                (ColumnType.Committed or ColumnType.CommittedTotal, "tong so" or "tong" or "toan bo" or "tong gia tri") when hasYear => ColumnType.Committed,
                (ColumnType.Committed or ColumnType.CommittedTotal, "tong so" or "tong" or "toan bo" or "ca du an" or "toan du an" or "tong gia tri") => ColumnType.CommittedTotal,
                (ColumnType.Committed or ColumnType.CommittedTotal, "trong ky" or "trong nam" or "nam nay" or "nam bao cao" or "nam") => ColumnType.Committed,
                (ColumnType.Disbursed or ColumnType.DisbursedCumulative, "luy ke") => ColumnType.DisbursedCumulative,
                (ColumnType.Disbursed or ColumnType.DisbursedCumulative, "trong ky" or "trong nam" or "nam nay" or "nam bao cao" or "nam") => ColumnType.Disbursed,
                // Below a caption without a meaning of its own the lower line types the column; below a measure it is a part of it.
                (null or ColumnType.Value, _) =>
                    ColumnTypes.FindMeasureIn(up) is null && !IsPlanOrComparison(up) && ColumnTypes.FindByCaption(down) is { } below
                    && ColumnTypes.MeasureForType(below) is { } measure
                        ? AddsNoMeaning(up, measure)
                            && (measure.IsMoney || !IsOfWhichCaption(up) || down.StartsWith("so ", StringComparison.Ordinal))
                                ? below
                                : measure.IsMoney ? null : ColumnType.Value
                    : null,
                _ => null,
            };
    }

    [GeneratedRegex(@"\(([^()]*)\)", RegexOptions.CultureInvariant)]
    private static partial Regex Bracketed();
}
