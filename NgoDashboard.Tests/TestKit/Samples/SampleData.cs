using NgoDashboard.Figures.Cube;
using NgoDashboard.Figures.Edits;
using NgoDashboard.Figures.Provinces;
using NgoDashboard.Live.Scenes;

namespace NgoDashboard.Tests.TestKit.Samples;

/// <summary>A country small enough for mental arithmetic: three provinces, formerly five, three sectors, two exchange rates.</summary>
static class SampleData
{
    public const int Year = 2023;

    /// <summary>The only year of the sample without an exchange rate.</summary>
    public const int YearWithoutRate = 2024;

    public const decimal Rate = 24_000;

    /// <summary>When a journal begins; with milliseconds, because they must be stored too.</summary>
    public static readonly DateTimeOffset JournalStart = new(2024, 4, 12, 7, 30, 0, 123, TimeSpan.Zero);

    public static readonly ProvinceCode HaiPhong = new(34, "31"), LangSon = new(34, "20"), QuangTri = new(34, "44");
    public static readonly ProvinceCode OldHaiPhong = new(63, "31"), OldHaiDuong = new(63, "30"), OldLangSon = new(63, "20");
    public static readonly ProvinceCode OldQuangBinh = new(63, "44"), OldQuangTri = new(63, "45");

    public static readonly ReferenceData CountryReference = new(
        [
            CreateProvince(OldLangSon, "Lạng Sơn", LangSon),
            CreateProvince(OldHaiDuong, "Hải Dương", HaiPhong),
            CreateProvince(OldHaiPhong, "Hải Phòng", HaiPhong),
            CreateProvince(OldQuangBinh, "Quảng Bình", QuangTri),
            CreateProvince(OldQuangTri, "Quảng Trị", QuangTri),
            CreateProvince(LangSon, "Lạng Sơn", null),
            CreateProvince(HaiPhong, "Hải Phòng", null),
            CreateProvince(QuangTri, "Quảng Trị", null),
        ],
        [CreateSector("health", "Y tế"), CreateSector("education", "Giáo dục"), CreateSector("other", "Khác")],
        [new("relief", CampaignKind.Campaign, "Cứu trợ", "Relief")],
        [new(2022, 23_000, new("mẫu"), true), new(Year, Rate, new("mẫu"), true)]);

    public static readonly IReadOnlyList<ProvinceCode> CurrentProvinces = [LangSon, HaiPhong, QuangTri];
    public static readonly IReadOnlyList<ProvinceCode> OldProvinces = [OldLangSon, OldHaiDuong, OldHaiPhong, OldQuangBinh, OldQuangTri];
    public static readonly IReadOnlyList<string> Sectors = ["health", "education", "other"];

    public static FigureKey National(Measure measure = Measure.Disbursed, int year = Year) => FigureKey.National(year, measure);

    public static FigureKey InProvince(ProvinceCode province, Measure measure = Measure.Disbursed) => National(measure) with { Province = province };

    public static FigureKey InSector(string sector, Measure measure = Measure.Disbursed) => National(measure) with { Sector = sector };

    public static Quantity Usd(decimal whole) => Quantity.FromWholeUnits(whole, Unit.Usd)!.Value;

    public static Quantity Vnd(decimal whole) => Quantity.FromWholeUnits(whole, Unit.Vnd)!.Value;

    public static Quantity Count(long number) => new(number, Unit.Count);

    public static Quantity Percent(decimal percent) => Quantity.FromWholeUnits(percent, Unit.Percent)!.Value;

    public static Source CreateSource(string publisher = "Báo mẫu") => new(publisher, "Bài mẫu", "https://example.org/bai", "2024-04");

    public static Statement CreateStatement(long id, Quantity value, bool adopted = true, Qualifier qualifier = Qualifier.Exact) =>
        new(id, value, qualifier, Status.Confirmed, new DateOnly(2023, 12, 31), CreateSource(), null, adopted, IsFromDesk: false, Version: 1);

    /// <summary>One adopted statement for each key, with ids from 1.</summary>
    public static IReadOnlyList<Figure> CreateFigures(params IEnumerable<(FigureKey Key, Quantity Value)> stated) =>
        [.. stated.Select((figure, i) => new Figure(figure.Key, [CreateStatement(i + 1, figure.Value)]))];

    public static Snapshot CreateSnapshot(params IEnumerable<(FigureKey Key, Quantity Value)> stated) =>
        Snapshot.Create(CountryReference, CreateFigures(stated));

    public static Restatement Restate(FigureKey key, Quantity value, long? expected = null, bool accepted = false) =>
        new(key, value, Qualifier.Exact, null, "Tỉnh báo lại", expected, accepted);

    /// <summary>A scene of that kind with its required parameters.</summary>
    public static Scene CreateScene(string kind, int year = Year, ProvinceCode? province = null) =>
        new(kind, year, province ?? (SceneKinds.Requires(kind, SceneParameters.Province) ? HaiPhong : null))
        {
            Provinces = SceneKinds.Requires(kind, SceneParameters.Provinces) ? [HaiPhong, LangSon] : [],
            Text = SceneKinds.Requires(kind, SceneParameters.Text) ? "Giao Ủy ban theo dõi.\nBáo cáo trước quý III." : null,
        };

    static Province CreateProvince(ProvinceCode code, string name, ProvinceCode? successor) => new(code, name, name, "Miền mẫu", false, successor, []);

    static Sector CreateSector(string id, string name) => new(id, name, id, name, id, ["cũng là " + name]);
}
