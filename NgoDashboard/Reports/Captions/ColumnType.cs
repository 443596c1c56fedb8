using NgoDashboard.Figures.Cube;

namespace NgoDashboard.Reports.Captions;

/// <summary>The type of a report's column.</summary>
public enum ColumnType
{
    /// <summary>A running number, which only shows that its row is a data row.</summary>
    RunningNumber,

    // Where and what a row is about.
    Province,
    ProvinceCode,
    Sector,
    Campaign,
    Period,
    PeriodStart,
    PeriodEnd,
    Measure,

    // A grant.
    Grant,
    GrantForm,
    Donor,
    Country,
    Recipient,

    /// <summary>A district or a commune of the province whose list it is.</summary>
    District,
    Decision,
    Duration,

    // Money and counts.
    CommittedTotal,
    Committed,
    Disbursed,
    DisbursedCumulative,
    Counterpart,
    Organisations,
    Projects,
    NonProjects,
    Countries,
    DisbursementRate,

    /// <summary>The only number of a row whose measure stands in a column of its own.</summary>
    Value,

    // Balances of an account.
    OpeningBalance,
    BalanceReceived,
    BalanceUsed,
    ClosingBalance,

    // Attributes of a number.
    Unit,
    Qualifier,
    Status,
    AsOf,
    Publisher,
    SourceTitle,
    SourceUrl,
    SourceDate,
    IsAdopted,
    Version,
    Note,

    /// <summary>Remarks that this program exports beside the figures of a scene; they are not imported.</summary>
    SceneRemark,
}

/// <summary>The captions by which offices head their columns, in Vietnamese and English, without diacritics.</summary>
public static class ColumnTypes
{
    static readonly Dictionary<string, ColumnType> Captions = BuildLookup(
        (ColumnType.RunningNumber, "tt|stt|so tt|so thu tu|no|nr"),
        (ColumnType.Province, "tinh|tinh thanh pho|tinh thanh|tinh tp|ten tinh|ten tinh thanh pho|dia phuong|dia ban|dia ban trien khai|dia ban thuc hien|dia diem|dia diem thuc hien|noi thuc hien|province|province city|province or city|provinces|location|place"),
        (ColumnType.ProvinceCode, "ma tinh|ma tinh thanh pho|ma dia phuong|ma don vi|province code"),
        (ColumnType.Sector, "linh vuc|linh vuc hoat dong|linh vuc vien tro|nganh|nganh linh vuc|sector|field|sectors"),
        (ColumnType.Campaign, "chuong trinh|dot vien tro|chien dich|dot cuu tro|chuong trinh rieng|campaign"),
        (ColumnType.Period, "nam|nam bao cao|ky|ky bao cao|thoi ky|ky so lieu|year|period|reporting year|reporting period"),
        (ColumnType.PeriodStart, "tu ngay|from"),
        (ColumnType.PeriodEnd, "den ngay|to"),
        (ColumnType.Measure, "chi tieu|ten chi tieu|cac chi tieu|chi tieu chu yeu|measure|measures|indicator|indicators"),
        (ColumnType.Grant, "ten khoan vien tro|khoan vien tro|ten du an|ten chuong trinh|ten chuong trinh du an|ten chuong trinh du an phi du an|chuong trinh du an|ten chuong trinh du an khoan vien tro|noi dung vien tro|grant|grant name|project name|name of grant|name of the grant|project title|title of grant"),
        (ColumnType.GrantForm, "hinh thuc|hinh thuc vien tro|loai hinh|loai hinh vien tro|loai vien tro|hinh thuc ct da pda|ct da pda|loai hinh ct da pda|type|form|kind|kind of grant|type of grant"),
        (ColumnType.Donor, "to chuc|to chuc nha tai tro|nha tai tro|ten to chuc|ten to chuc pcpnn|to chuc pcpnn|to chuc pcp nuoc ngoai|to chuc phi chinh phu nuoc ngoai|ben tai tro|don vi tai tro|nha tai tro to chuc|ten to chuc nha tai tro|ten nha tai tro|donor|organisation|organization|ngo|donor organisation|organisation donor|organization donor|name of organisation"),
        (ColumnType.Country, "quoc gia|nuoc|quoc tich|quoc gia cua to chuc|country|country of origin"),
        (ColumnType.Recipient, "chu khoan vien tro|co quan doi tac|doi tac|doi tac viet nam|chu khoan vien tro co quan doi tac|chu du an|don vi tiep nhan|co quan tiep nhan|ben tiep nhan|don vi thuc hien|co quan chu quan|recipient|partner|implementing partner|recipient partner"),
        (ColumnType.District, "huyen|huyen thanh pho|huyen thi xa|huyen thi xa thanh pho|quan huyen|huyen xa|xa phuong|district|commune"),
        (ColumnType.Decision, "so ngay qd phe duyet|so ngay quyet dinh phe duyet|so ngay quyet dinh|quyet dinh phe duyet|quyet dinh|qd phe duyet|so quyet dinh|so qd|van ban phe duyet|decision|approval|approval decision|decision no"),
        (ColumnType.Duration, "thoi gian|thoi gian thuc hien|thoi han|thoi gian trien khai|duration|implementation period|time"),
        (ColumnType.CommittedTotal, "tong gia tri cam ket|tong cam ket|tong gia tri|tong gia tri vien tro|tong gia tri khoan vien tro|tong von cam ket|tong von vien tro|tong so von cam ket|cam ket ca du an|total commitment|total committed|total value|total grant value|committed in total|grant total"),
        (ColumnType.Committed, "cam ket nam|cam ket trong nam|cam ket trong ky|gia tri cam ket|gia tri cam ket trong nam|gia tri cam ket nam|cam ket nam nay|cam ket nam bao cao|cam ket|cam ket vien tro|von cam ket|von cam ket trong nam|committed|commitment|commitment this year|committed this year|committed in the period|commitment of the year"),
        (ColumnType.Disbursed, "giai ngan|giai ngan trong ky|giai ngan trong nam|giai ngan nam|giai ngan nam nay|giai ngan nam bao cao|gia tri giai ngan|gia tri giai ngan trong nam|gia tri giai ngan trong ky|so giai ngan|von giai ngan|von giai ngan trong nam|da giai ngan|gia tri vien tro giai ngan|thuc hien giai ngan|so da giai ngan|disbursed|disbursement|disbursed in period|disbursed in the period|disbursement in the period|disbursed this year"),
        (ColumnType.DisbursedCumulative, "luy ke giai ngan|giai ngan luy ke|luy ke|gia tri giai ngan luy ke|luy ke so giai ngan|cumulative disbursement|disbursed to date|cumulative"),
        (ColumnType.Counterpart, "von doi ung|doi ung|counterpart|counterpart funds|counterpart contribution"),
        (ColumnType.Organisations, "so to chuc|so to chuc pcpnn|so luong to chuc|so luong to chuc pcpnn|so to chuc pcpnn hoat dong|tong so to chuc|number of organisations|number of organizations|organisations|organizations|number of ngos|ngos"),
        (ColumnType.Projects, "so du an|so luong du an|du an|so chuong trinh du an|so luong chuong trinh du an|number of projects|projects"),
        (ColumnType.NonProjects, "so phi du an|phi du an|so khoan phi du an|khoan phi du an|so khoan vien tro phi du an|vien tro phi du an|so luong phi du an|number of non project grants|non projects|non project grants"),
        (ColumnType.Countries, "so quoc gia|so nuoc|so luong quoc gia|number of countries|countries"),
        (ColumnType.DisbursementRate, "ty le giai ngan|ti le giai ngan|disbursement rate"),
        (ColumnType.Value, "gia tri|gia tri vien tro|gia tri khoan vien tro|kinh phi|tong kinh phi|von vien tro|tri gia|so luong|so tien|so lieu|gia tri so lieu|thuc hien|so thuc hien|gia tri thuc hien|thuc hien trong ky|thuc hien trong nam|ket qua|ket qua thuc hien|value|amount|figure|actual|result"),
        (ColumnType.OpeningBalance, "so du dau ky|du dau ky|ton dau ky|dau ky|chuyen tu ky truoc|opening|opening balance"),
        (ColumnType.BalanceReceived, "tiep nhan trong ky|nhan trong ky|so tiep nhan|tiep nhan|da tiep nhan|received|received in the period"),
        (ColumnType.BalanceUsed, "da su dung|su dung trong ky|su dung|da chi|chi trong ky|used|spent|used in the period"),
        (ColumnType.ClosingBalance, "so du cuoi ky|du cuoi ky|ton cuoi ky|cuoi ky|con lai|closing|closing balance"),
        (ColumnType.Unit, "don vi tinh|dvt|don vi|loai tien|nguyen te|tien te|dong tien|unit|currency"),
        (ColumnType.Qualifier, "muc do|muc chinh xac|do chinh xac|qualifier|exactness"),
        (ColumnType.Status, "trang thai|tinh trang|status"),
        (ColumnType.AsOf, "tinh den|tinh den ngay|thoi diem|so lieu den|as of|asof"),
        (ColumnType.Publisher, "co quan cong bo|nguon cong bo|publisher|source publisher"),
        (ColumnType.SourceTitle, "nguon|nguon so lieu|source|sourcetitle|source title"),
        (ColumnType.SourceUrl, "sourceurl|source url|dia chi nguon"),
        (ColumnType.SourceDate, "sourcedate|source date|ngay cua nguon"),
        (ColumnType.IsAdopted, "duoc dung|duoc chon|adopted"),
        (ColumnType.Version, "ban|ban so|version"),
        (ColumnType.Note, "ghi chu|ghi chu khac|note|notes|remarks|remark|chu thich"),
        // Remarks that this program exports beside the figures of a scene.
        (ColumnType.SceneRemark, "cach co so|how the number was had|trang|scene|ban len man hinh|version on the screens"));

    /// <summary>The column type whose caption is exactly this text, because a similar caption may mean another column.</summary>
    /// <param name="folded">The caption without unit, period and diacritics.</param>
    public static ColumnType? FindByCaption(string folded) => Captions.TryGetValue(folded, out var field) ? field : null;

    /// <summary>The measure that a column of this type states; null if it states none.</summary>
    public static Measure? MeasureForType(ColumnType field) => field switch
    {
        ColumnType.Disbursed => Measure.Disbursed,
        ColumnType.Committed => Measure.Committed,
        ColumnType.CommittedTotal => Measure.CommittedTotal,
        ColumnType.Organisations => Measure.Organisations,
        ColumnType.Projects => Measure.Projects,
        ColumnType.NonProjects => Measure.NonProjects,
        ColumnType.Countries => Measure.Countries,
        ColumnType.DisbursementRate => Measure.DisbursementRate,
        _ => null,
    };

    /// <summary>The type of a column that states this measure.</summary>
    public static ColumnType? ForMeasure(Measure measure) =>
        Enumerable.Range((int)ColumnType.CommittedTotal, ColumnType.DisbursementRate - ColumnType.CommittedTotal + 1)
            .Select(type => (ColumnType?)type).FirstOrDefault(type => MeasureForType(type!.Value) == measure);

    /// <summary>The measure that a text names where it labels numbers: there "Tổ chức" means the number of organisations.</summary>
    public static Measure? FindMeasureByCaption(string folded) => FindByCaption(folded) switch
    {
        null => null,
        ColumnType.Donor => Measure.Organisations,
        ColumnType.Country => Measure.Countries,
        { } field => MeasureForType(field),
    };

    static readonly string[] CumulativeWords =
        [" luy ke ", " cong don ", " den nay ", " den thoi diem nay ", " tu dau du an ", " tu khi bat dau ", " cumulative ", " to date "];

    /// <summary>"Lũy kế", "từ đầu dự án", "từ 2021 đến nay": since the grants or some year began, and so no figure of one year.</summary>
    public static bool IsCumulative(string folded)
    {
        var padded = $" {folded} ";
        return Array.Exists(CumulativeWords, words => padded.Contains(words, StringComparison.Ordinal));
    }

    /// <summary>
    /// The measure that a text names among other words, such as a title or a header over several columns; null if it names none, or two.
    /// </summary>
    public static Measure? FindMeasureIn(string folded)
    {
        var padded = $" {folded} ";
        bool Has(string words) => padded.Contains($" {words} ", StringComparison.Ordinal);
        return Has("ty le giai ngan") || Has("ti le giai ngan") || Has("disbursement rate") ? Measure.DisbursementRate
            : (Has("giai ngan") || Has("disbursed") || Has("disbursement")) && (Has("cam ket") || Has("committed") || Has("commitment"))
            ? null
            : Has("giai ngan") || Has("disbursed") || Has("disbursement") ? Measure.Disbursed
            : Has("tong cam ket") || Has("tong gia tri cam ket") || Has("total commitment") ? Measure.CommittedTotal
            : Has("cam ket") || Has("committed") || Has("commitment") ? Measure.Committed
            : Has("so to chuc") || Has("so luong to chuc") || Has("number of organisations") ? Measure.Organisations
            : Has("so du an") || Has("so luong du an") || Has("number of projects") ? Measure.Projects
            : null;
    }

    static Dictionary<string, ColumnType> BuildLookup(params (ColumnType Field, string Words)[] heads)
    {
        var lookup = new Dictionary<string, ColumnType>();
        foreach (var (field, words) in heads)
        {
            foreach (var caption in words.Split('|'))
                lookup.Add(caption, field);
        }

        return lookup;
    }
}
