using System.Text.RegularExpressions;
using NgoDashboard.Figures;

namespace NgoDashboard.Reports;

/// <summary>Reads what stands above a column: a field, or a measure and a place, each in a line of its own or in one.</summary>
static partial class HeadText
{
    static readonly HashSet<string> Sums = ["cong", "tong", "tong cong", "tong so", "total", "sum", "grand total", "tong chung"];

    /// <summary>What stands above sectors or provinces and says that they are some: "Chia theo lĩnh vực", "Trong đó".</summary>
    static readonly string[] Captions = ["linh vuc", "nganh", "tinh", "dia phuong", "dia ban", "trong do", "chia ra", "chia theo", "bao gom", "sector", "sectors", "province", "provinces", "of which"];

    static readonly string[] Compared = ["cung ky", "nam truoc", "tang giam", "so voi", "so sanh", "chenh lech"];

    static readonly string[] Shares = ["ty trong", "ti trong", "co cau", "phan tram", "ty le", "ti le"];

    static readonly string[] Partings = ["nguon von", "huyen", "loai", "phuong xa", "nhom", "giai doan"];

    static readonly string[] Wholes = ["trong do", "chia ra", "bao gom", "of which"];

    static readonly string[] Amounts = ["gia tri", "kinh phi", "so tien", "so von"];

    static readonly HashSet<string> Neutral =
    [
        .. "ket qua thuc hien tinh hinh vien tro khoan cac pcpnn pcp phi chinh phu nuoc ngoai gia tri so lieu tien kinh trong do nam ky bao cao chi tieu noi dung cua chung va thong ke von quy i ii iii iv 1 2 3 4 results aid figures".Split(' '),
    ];

    /// <summary>"Tổng số", "Cộng": beside the parts it is their sum.</summary>
    public static bool IsSum(string text) => Sums.Contains(Folding.Fold(Plain(text)));

    /// <param name="year">What the lines above the table speak of: "Quý I" says no year of its own.</param>
    public static ColumnHead Of(int column, string above, string below, KnownNames names, int? year)
    {
        var key = (above, below, year);
        return (names.Heads.TryFind(key, out var known) ? known : names.Heads.Add(key, Read(column, above, below, names, year))) with { Column = column };
    }

    static ColumnHead Read(int column, string above, string below, KnownNames names, int? year)
    {
        if ((PeriodText.YearOf([above]) ?? year) is { } known)
            (above, below) = (PeriodText.InYear(above, known), PeriodText.InYear(below, known));
        var (up, down) = (Bare(above), Bare(below));
        if ((IsShare(above) || IsShare(below)) && !IsRate(up) && !IsRate(down) && !IsRate($"{up} {down}"))
            return new(column, $"{above} {below}".Trim());
        var head = new ColumnHead(
            column, $"{above} {below}".Trim(), Period: PeriodText.Within(below) ?? PeriodText.Within(above), Unit: MoneyUnit.Within(below).Or(MoneyUnit.Within(above)));
        if (above.Length > 0 && below.Length > 0 && OfPlace(head, above, below, names) is { } placed)
            return placed;
        if (Combined(up, down, PeriodText.Within(above) is not null) is { } field)
            return head with { Field = field, Measure = Fields.MeasureOf(field) };
        if (IsSum(below) || (Plain(below).Length == 0 && IsSum(above)))
            return head with { IsSum = true, Measure = Meant(up) };
        if (Named(above.Length > 0 ? above : below, names) is { } place && (above.Length == 0 || below.Length == 0))
            return head with { Sector = place.Sector, Provinces = place.Provinces };
        var words = $"{up} {down}".Trim();
        if (head.Period is not null && words is "" or "nam")
            return head;
        return Unknown(head, words);
    }

    /// <summary>Without its unit, its year, what it counts, and diacritics.</summary>
    public static string Bare(string text)
    {
        var plain = Bracketed().Replace(MoneyUnit.Without(text), inner => CellNumber.IsCounted(inner.Groups[1].Value) ? " " : inner.Value);
        var words = Folding.Words(PeriodText.Without(plain));
        if (PeriodText.Within(plain) is null)
            return string.Join(' ', words);
        // "Giải ngân cả năm" of "Giải ngân cả năm 2023", "Năm cam kết" of "Năm 2023 cam kết": without its number that says nothing.
        var (first, last) = (words is ["nam", ..] ? 1 : 0, words is [.., "ca", "nam"] ? 2 : words is [_, .., "nam"] ? 1 : 0);
        return string.Join(' ', words[first..^last]);
    }

    /// <summary>What was planned, what another year had, and by how much they differ, is no figure of this one.</summary>
    public static bool IsOfAnotherTime(string folded) => IsPlan(folded) || Array.Exists(Compared, word => folded.Contains(word, StringComparison.Ordinal));

    public static bool IsPlan(string folded) =>
        folded.Replace("ke hoach va dau tu", "", StringComparison.Ordinal).Contains("ke hoach", StringComparison.Ordinal) || folded.Contains("du kien", StringComparison.Ordinal);

    /// <summary>"Cơ cấu (%)": a part of a hundred, and none of the money that stands beside it.</summary>
    public static bool IsShare(string text) => text.Contains('%', StringComparison.Ordinal) || Array.Exists(Shares, Folding.Fold(text).Contains);

    /// <summary>"Trong đó", over "Dự án": of how many, or of how much?</summary>
    static bool IsOfWhich(string up) => Array.Exists(Wholes, up.Contains);

    /// <summary>Whether a head that is not known divides what its row has: "Nguồn vốn", "Huyện".</summary>
    public static bool IsParting(string text) => Array.Exists(Partings, Folding.Fold(text).Contains);

    static bool IsRate(string folded) => (Fields.MeasureNamed(folded) ?? Fields.MeasureWithin(folded)) == Measure.DisbursementRate;

    /// <summary>Whether what stands above a measure says no more than that there is one: "Kết quả thực hiện", "Viện trợ PCPNN".</summary>
    static bool IsNeutral(string up, Measure below) =>
        (IsCaption(up) || up.Split(' ').All(Neutral.Contains)) && (below.IsMoney || !Array.Exists(Amounts, up.Contains));

    /// <summary>Of two lines one names a place, and the other what is told of it. Null where neither does.</summary>
    static ColumnHead? OfPlace(ColumnHead head, string above, string below, KnownNames names)
    {
        var (up, down) = (Bare(above), Bare(below));
        var (upper, lower) = (Named(above, names), Named(below, names));
        if (lower is { } own)
        {
            // "Vốn đối ứng" above "Y tế" is another amount than the table's.
            return upper is null && !IsCaption(up) ? head with { Period = null }
                : head with { Sector = own.Sector ?? upper?.Sector, Provinces = own.Provinces ?? upper?.Provinces, Measure = Meant(up) };
        }

        if (upper is not { } place)
            return null;
        var placed = head with { Sector = place.Sector, Provinces = place.Provinces };
        if (IsSum(below))
            return placed with { IsSum = true };
        if (down.Length == 0 || Fields.Of(down) == Field.Value)
            return placed;
        return Fields.MeasureNamed(down) is { } measure ? placed with { Measure = measure } : Unknown(placed, down);
    }

    /// <summary>What seems to be a measure is asked; anything else is not read.</summary>
    static ColumnHead Unknown(ColumnHead head, string words) => Fields.Of(words) is null && Fields.MeasureWithin(words) is { } guess
        ? head with { Guess = guess }
        : head with { Sector = null, Provinces = null, Period = null };

    static Measure? Meant(string folded) => Fields.MeasureNamed(folded) ?? (Fields.Of(folded) is null ? Fields.MeasureWithin(folded) : null);

    static bool IsCaption(string up) => !IsOfAnotherTime(up) && (Fields.Of(up) switch
    {
        null => up.Length == 0 || (Fields.MeasureWithin(up) is not null && !Fields.IsSoFar(up)) || Array.Exists(Captions, word => $" {up} ".Contains($" {word} ", StringComparison.Ordinal)),
        Field.Value or Field.Sector or Field.Province or Field.Campaign => true,
        _ => Fields.MeasureNamed(up) is not null,
    });

    static (string? Sector, IReadOnlyList<ProvinceCode>? Provinces)? Named(string text, KnownNames names)
    {
        var plain = Plain(text);
        return plain.Length == 0 ? null
            : names.Sector(plain) is { } sector ? (sector, null)
            : names.Provinces(plain) is { Count: > 0 } provinces ? (null, provinces)
            : null;
    }

    static string Plain(string text) => PeriodText.Without(MoneyUnit.Without(text)).Trim();

    static Field? Combined(string up, string down, bool hasYear)
    {
        if (down.Length == 0)
            return Fields.Of(up);
        if (up.Length == 0)
            return Fields.Of(down);
        return Fields.Of($"{up} {down}") ?? Fields.Of($"{down} {up}") ?? (Fields.Of(up), down) switch
        {
            (Field.Committed or Field.CommittedTotal, "tong so" or "tong" or "toan bo" or "tong gia tri") when hasYear => Field.Committed,
            (Field.Committed or Field.CommittedTotal, "tong so" or "tong" or "toan bo" or "ca du an" or "toan du an" or "tong gia tri") => Field.CommittedTotal,
            (Field.Committed or Field.CommittedTotal, "trong ky" or "trong nam" or "nam nay" or "nam bao cao" or "nam") => Field.Committed,
            (Field.Disbursed or Field.DisbursedSoFar, "luy ke") => Field.DisbursedSoFar,
            (Field.Disbursed or Field.DisbursedSoFar, "trong ky" or "trong nam" or "nam nay" or "nam bao cao" or "nam") => Field.Disbursed,
            // Below a head that says nothing of its own the lower line is the column's; below a measure it is a part of that.
            (null or Field.Value, _) => Fields.MeasureWithin(up) is null && !IsOfAnotherTime(up) && Fields.Of(down) is { } below && Fields.MeasureOf(below) is { } measure
                ? IsNeutral(up, measure) && (measure.IsMoney || !IsOfWhich(up) || down.StartsWith("so ", StringComparison.Ordinal)) ? below : measure.IsMoney ? null : Field.Value
                : null,
            _ => null,
        };
    }

    [GeneratedRegex(@"\(([^()]*)\)", RegexOptions.CultureInvariant)]
    private static partial Regex Bracketed();
}
