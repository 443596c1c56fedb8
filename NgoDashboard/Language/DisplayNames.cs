using System.Globalization;
using NgoDashboard.Figures.Codes;
using NgoDashboard.Figures.Cube;
using NgoDashboard.Figures.Provinces;

namespace NgoDashboard.Language;

/// <summary>Display names of the subject's terms in one language.</summary>
public sealed class DisplayNames(DisplayLanguage language)
{
    const string Separator = " · ";

    /// <summary>Sort order for names of places: Vietnamese alphabet, ignoring case.</summary>
    public static readonly StringComparer VietnameseOrder = StringComparer.Create(CultureInfo.GetCultureInfo("vi-VN"), ignoreCase: true);

    public string ForMeasure(Measure measure) => language.Words.Subject[$"measure-{measure.ToCode()}"];

    public string ForUnit(Unit unit) => language.Words.Subject[$"unit-{unit.ToCode()}"];

    public string ForQualifier(Qualifier qualifier) => language.Words.Subject[$"qualifier-{qualifier.ToCode()}"];

    public string ForStatus(Status status) => language.Words.Subject[$"status-{status.ToCode()}"];

    /// <summary>The actor of a journal entry; null means that the name was removed.</summary>
    public string ForPerson(string? name) => name ?? language.Words.Record["person-removed"];

    public string ForSector(Sector sector) => IsEnglish ? sector.NameEn : sector.Name;

    public string ShortForSector(Sector sector) => IsEnglish ? sector.ShortNameEn : sector.ShortName;

    public string ForCampaign(Campaign campaign) => IsEnglish ? campaign.NameEn : campaign.Name;

    public string ForItem(ReferenceItem item) => IsEnglish ? item.NameEn : item.Name;

    public string ForProvince(Province province) => IsEnglish ? province.NameEn : province.Name;

    /// <summary>
    /// Adds "(cũ)" to a unit that was merged, because names were reused in 2025: the Quảng Trị of 2020 is not today's.
    /// </summary>
    public string ForProvince(ProvinceCode code, ReferenceData reference)
    {
        if (reference.FindProvince(code) is not { } province)
            return code.ToString();
        var merged = province.Successor is { } successor && reference.PredecessorsOf(successor).Count > 1;
        return merged ? language.Words.Subject["old-unit", ForProvince(province)] : ForProvince(province);
    }

    /// <summary>"năm 2020", "2019–2022", "ngày 30/4/2024", "1/1/2022 đến 30/6/2022": both days unless it is whole calendar years.</summary>
    public string ForPeriod(Period period)
    {
        if (period.IsSingleDay)
            return language.Words.Subject["day", ForDate(period.From)];
        if (period is not { From: { Month: 1, Day: 1 }, To: { Month: 12, Day: 31 } })
            return language.Words.Subject["window", ForDate(period.From), ForDate(period.To)];
        return period.From.Year == period.To.Year
            ? language.Words.Subject["year", FormatYear(period.To)]
            : language.Words.Subject["span", FormatYear(period.From), FormatYear(period.To)];
    }

    /// <summary>Short enough for a column on a screen: "1–6/2022" for whole months, otherwise both days.</summary>
    public string ShortForPeriod(Period period)
    {
        if (period.IsSingleDay || period is { From: { Month: 1, Day: 1 }, To: { Month: 12, Day: 31 } })
            return ForPeriod(period);
        var months = period.From.Day == 1 && period.To.AddDays(1).Day == 1;
        return (months, period.From.Year == period.To.Year) switch
        {
            (true, true) => $"{period.From.Month}–{period.To.Month}/{FormatYear(period.To)}",
            (true, false) => $"{period.From.Month}/{FormatYear(period.From)}–{period.To.Month}/{FormatYear(period.To)}",
            _ => $"{ForDate(period.From)}–{ForDate(period.To)}",
        };
    }

    public string ForDate(DateOnly day) => day.ToString(language.Words.Subject["date-format"], language.Culture);

    /// <summary>A figure on one line: "Toàn quốc · Y tế · năm 2020 · giải ngân". "All sectors" is left out.</summary>
    public string ForFigure(FigureKey key, ReferenceData reference)
    {
        var parts = new List<string>(5)
        {
            key.Province is { } province ? ForProvince(province, reference) : language.Words.Subject["nationwide"],
        };
        if (key.Sector is { } sector)
            parts.Add(reference.FindSectorOfAnyTime(sector) is { } known ? ForSector(known) : sector);
        if (key.Campaign is { } campaign)
            parts.Add(reference.FindCampaignOfAnyTime(campaign) is { } known ? ForCampaign(known) : campaign);
        parts.Add(ForPeriod(key.Period));
        parts.Add(Uncapitalise(ForMeasure(key.Measure)));
        return string.Join(Separator, parts);
    }

    /// <summary>The date of a source: a day in the language's format, a month ("4/2024") or a year as the source gives it.</summary>
    public string ForSourceDate(string date) =>
        DateOnly.TryParseExact(date, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? ForDate(day)
        : date is [_, _, _, _, '-', var tens, var ones] ? $"{(tens == '0' ? "" : tens)}{ones}/{date[..4]}"
        : date;

    /// <summary>"Báo Quốc tế: Tổng kết năm 2023, 4/2024".</summary>
    public string ForSource(Source source) =>
        $"{source.Publisher}: {source.Title}{(source.Date is { } date ? $", {ForSourceDate(date)}" : "")}";

    /// <summary>For the footer of a screen: "Quảng Trị · Y tế 2025", "Tổ chức PCPNN 31/12/2022". "Nationwide" is left out.</summary>
    public string BriefForFigure(FigureKey key, ReferenceData reference)
    {
        var parts = new List<string>(4);
        if (key.Province is { } province)
            parts.Add(ForProvince(province, reference));
        if (key.Sector is { } sector)
            parts.Add(reference.FindSectorOfAnyTime(sector) is { } known ? ShortForSector(known) : sector);
        if (key.Campaign is { } campaign)
            parts.Add(reference.FindCampaignOfAnyTime(campaign) is { } known ? ForCampaign(known) : campaign);
        if (key.Sector is null || key.Measure != Measure.Disbursed)
            parts.Add(ForMeasure(key.Measure));
        return $"{string.Join(Separator, parts)} {BriefForPeriod(key.Period)}";
    }

    string BriefForPeriod(Period period) => period switch
    {
        { IsSingleDay: true } => ForDate(period.From),
        { From: { Month: 1, Day: 1 }, To: { Month: 12, Day: 31 } } when period.From.Year == period.To.Year => FormatYear(period.To),
        _ => ShortForPeriod(period),
    };

    /// <summary>For a name in the middle of a sentence. Changes only the first letter, so that "PCPNN" stays.</summary>
    public string Uncapitalise(string name) => name is "" ? "" : char.ToLower(name[0], language.Culture) + name[1..];

    bool IsEnglish => language == DisplayLanguage.English;

    static string FormatYear(DateOnly day) => day.Year.ToString(CultureInfo.InvariantCulture);
}
