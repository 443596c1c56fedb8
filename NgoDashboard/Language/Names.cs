using System.Globalization;
using NgoDashboard.Figures;

namespace NgoDashboard.Language;

/// <summary>What the words of the subject are called in the reader's language.</summary>
public static class Names
{
    const string Separator = " · ";

    /// <summary>The order in which names of places are looked for.</summary>
    public static readonly StringComparer VietnameseOrder = StringComparer.Create(CultureInfo.GetCultureInfo("vi-VN"), ignoreCase: true);

    public static string Of(Measure measure) => Words.Subject[$"measure-{measure.Word()}"];

    public static string Of(Unit unit) => Words.Subject[$"unit-{unit.Word()}"];

    public static string Of(Qualifier qualifier) => Words.Subject[$"qualifier-{qualifier.Word()}"];

    public static string Of(Status status) => Words.Subject[$"status-{status.Word()}"];

    /// <summary>Who did something, as the journal knows it.</summary>
    public static string Person(string? name) => name ?? Words.Record["person-removed"];

    public static string Of(Sector sector) => IsEnglish ? sector.NameEn : sector.Name;

    public static string Short(Sector sector) => IsEnglish ? sector.ShortEn : sector.Short;

    public static string Of(Campaign campaign) => IsEnglish ? campaign.NameEn : campaign.Name;

    public static string Of(Province province) => IsEnglish ? province.NameEn : province.Name;

    /// <summary>
    /// With "(cũ)" where the unit was merged: names were reused in 2025, and the Quảng Trị of 2020 is not today's.
    /// </summary>
    public static string Of(ProvinceCode code, Reference reference)
    {
        if (reference.Province(code) is not { } province)
            return code.ToString();
        var merged = province.Successor is { } successor && reference.Predecessors(successor).Count > 1;
        return merged ? Words.Subject["old-unit", Of(province)] : Of(province);
    }

    /// <summary>"năm 2020", "2019–2022", "ngày 30/4/2024", "1/1/2022 đến 30/6/2022". Years that are not calendar years give both days.</summary>
    public static string Of(Period period)
    {
        if (period.IsDay)
            return Words.Subject["day", Of(period.From)];
        if (period is not { From: { Month: 1, Day: 1 }, To: { Month: 12, Day: 31 } })
            return Words.Subject["window", Of(period.From), Of(period.To)];
        return period.From.Year == period.To.Year
            ? Words.Subject["year", Year(period.To)]
            : Words.Subject["span", Year(period.From), Year(period.To)];
    }

    /// <summary>As short as a column of a screen needs it: "1–6/2022" for whole months, otherwise both days.</summary>
    public static string Short(Period period)
    {
        if (period.IsDay || period is { From: { Month: 1, Day: 1 }, To: { Month: 12, Day: 31 } })
            return Of(period);
        var months = period.From.Day == 1 && period.To.AddDays(1).Day == 1;
        return (months, period.From.Year == period.To.Year) switch
        {
            (true, true) => $"{period.From.Month}–{period.To.Month}/{Year(period.To)}",
            (true, false) => $"{period.From.Month}/{Year(period.From)}–{period.To.Month}/{Year(period.To)}",
            _ => $"{Of(period.From)}–{Of(period.To)}",
        };
    }

    public static string Of(DateOnly day) => day.ToString(Words.Subject["date-format"], CultureInfo.CurrentCulture);

    /// <summary>A place of the cube in one line: "Toàn quốc · Y tế · năm 2020 · giải ngân". All sectors go without saying.</summary>
    public static string Of(FigureKey key, Reference reference)
    {
        var parts = new List<string>(5) { key.Province is { } province ? Of(province, reference) : Words.Subject["nationwide"] };
        if (key.Sector is { } sector)
            parts.Add(reference.Sector(sector) is { } known ? Of(known) : sector);
        if (key.Campaign is { } campaign)
            parts.Add(reference.Campaign(campaign) is { } known ? Of(known) : campaign);
        parts.Add(Of(key.Period));
        parts.Add(Uncapitalised(Of(key.Measure)));
        return string.Join(Separator, parts);
    }

    /// <summary>The date of a source: a day as days are written here, a month or a year as the source gives it.</summary>
    public static string OfSourceDate(string date) =>
        DateOnly.TryParseExact(date, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? Of(day)
        : date is [_, _, _, _, '-', var tens, var ones] ? $"{(tens == '0' ? "" : tens)}{ones}/{date[..4]}"
        : date;

    /// <summary>"Báo Quốc tế: Tổng kết năm 2023, 4/2024".</summary>
    public static string Of(Source source) =>
        $"{source.Publisher}: {source.Title}{(source.Date is { } date ? $", {OfSourceDate(date)}" : "")}";

    /// <summary>As a screen's footer tells it: "Quảng Trị · Y tế 2025", "Tổ chức PCPNN 31/12/2022". The country goes without saying.</summary>
    public static string Brief(FigureKey key, Reference reference)
    {
        var parts = new List<string>(4);
        if (key.Province is { } province)
            parts.Add(Of(province, reference));
        if (key.Sector is { } sector)
            parts.Add(reference.Sector(sector) is { } known ? Short(known) : sector);
        if (key.Campaign is { } campaign)
            parts.Add(reference.Campaign(campaign) is { } known ? Of(known) : campaign);
        if (key.Sector is null || key.Measure != Measure.Disbursed)
            parts.Add(Of(key.Measure));
        return $"{string.Join(Separator, parts)} {Brief(key.Period)}";
    }

    static string Brief(Period period) => period switch
    {
        { IsDay: true } => Of(period.From),
        { From: { Month: 1, Day: 1 }, To: { Month: 12, Day: 31 } } when period.From.Year == period.To.Year => Year(period.To),
        _ => Short(period),
    };

    /// <summary>For a name in the middle of a sentence; only the first letter, so that "PCPNN" stays.</summary>
    public static string Uncapitalised(string name) => name is "" ? "" : char.ToLower(name[0], CultureInfo.CurrentCulture) + name[1..];

    static bool IsEnglish => Languages.Current == Languages.English;

    static string Year(DateOnly day) => day.Year.ToString(CultureInfo.InvariantCulture);
}
