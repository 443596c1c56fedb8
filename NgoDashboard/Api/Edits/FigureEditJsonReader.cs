using System.Globalization;
using System.Text.Json;
using NgoDashboard.Api.Http;
using NgoDashboard.Figures.Codes;
using NgoDashboard.Figures.Cube;
using NgoDashboard.Figures.Edits;
using NgoDashboard.Figures.Provinces;
using NgoDashboard.Live.Scenes;

namespace NgoDashboard.Api.Edits;

/// <summary>Reads one row of PUT /api/figures as an edit. Checks the form only; <see cref="EditRules"/> checks the content.</summary>
static class FigureEditJsonReader
{
    const int MaxNameLength = 500;
    const int MaxUrlLength = 2000;

    // Every number of 28 digits fits into a decimal; more digits would be rounded silently.
    const int MaxDigits = 28;

    static readonly string[] Fields =
    [
        "from", "to", "province", "sector", "campaign", "measure", "value", "unit", "qualifier", "reason", "source", "expectedVersion",
        "accept",
    ];

    static readonly string[] SourceFields = ["title", "url", "date"];

    /// <param name="publisher">The publisher of a figure that the client states without a report.</param>
    /// <param name="isStoredReport">
    /// Whether an address inside this server is that of a stored report: clients send such a source back as they read it.
    /// </param>
    /// <returns>The edit, or null if findings say why there is none.</returns>
    public static (Edit? Edit, IReadOnlyList<Finding> Findings) ReadEdit(
        JsonElement row, int index, string publisher, Func<string, bool> isStoredReport)
    {
        var fields = new JsonFields(row, string.Create(CultureInfo.InvariantCulture, $"[{index}]"), Fields);
        var findings = fields.Findings;
        var period = ReadPeriod(fields);
        var province = ReadProvince(fields);
        var sector = fields.ReadText("sector");
        var campaign = fields.ReadText("campaign");
        var measure = ReadCode<Measure>(fields, "measure", FindingKind.UnknownMeasure, EnumCodes.TryParse, isRequired: true);
        var unit = ReadCode<Unit>(fields, "unit", FindingKind.UnknownUnit, EnumCodes.TryParse, isRequired: true);
        var value = ReadValue(fields, unit);
        // Without a qualifier the number is exact.
        var qualifier = ReadCode<Qualifier>(fields, "qualifier", FindingKind.UnknownQualifier, EnumCodes.TryParse) ?? Qualifier.Exact;
        var reason = fields.ReadText("reason") ?? "";
        var source = ReadSource(fields, publisher, isStoredReport);
        var expected = fields.ReadInteger("expectedVersion");
        var isAccepted = fields.ReadFlag("accept");
        if (findings.Count > 0 || period is null || measure is null || value is null)
        {
            if (fields.IsObject && reason.Trim().Length == 0 && findings.All(finding => finding.Field != "reason"))
                findings.Add(new(FindingKind.ReasonMissing, "reason"));
            return (null, findings);
        }

        var key = new FigureKey(period.Value, province, sector, campaign, measure.Value);
        return (new Restatement(key, value.Value, qualifier, source, reason, expected, isAccepted), findings);
    }

    static Period? ReadPeriod(JsonFields fields)
    {
        var (from, to) = (fields.ReadDate("from"), fields.ReadDate("to"));
        if (from is not { } first || to is not { } last)
            return null;
        foreach (var (name, day) in ((string, DateOnly)[])[("from", first), ("to", last)])
        {
            if (day.Year is < SceneKinds.FirstYear or > SceneKinds.LastYear)
                fields.Findings.Add(new(FindingKind.InvalidYear, name, $"{SceneKinds.FirstYear}", $"{SceneKinds.LastYear}"));
        }

        if (last >= first)
            return new(first, last);
        fields.Findings.Add(new(FindingKind.PeriodReversed, "to", first, last));
        return null;
    }

    static ProvinceCode? ReadProvince(JsonFields fields)
    {
        if (fields.ReadText("province") is not { } text)
            return null;
        if (ProvinceCode.TryParse(text, out var code))
            return code;
        fields.Findings.Add(new(FindingKind.UnknownProvince, "province", text));
        return null;
    }

    static Quantity? ReadValue(JsonFields fields, Unit? unit)
    {
        if (fields.FindElement("value", isRequired: true) is not { } element)
            return null;
        if (element.ValueKind != JsonValueKind.Number)
        {
            // A string is refused even if it looks like a number, because "1.234" is 1234 in Viet Nam and 1.234 elsewhere.
            fields.Findings.Add(new(FindingKind.WrongType, "value", "value", FieldType.Number));
            return null;
        }

        var digits = element.GetRawText().Split('e', 'E')[0];
        var isRead = element.TryGetDecimal(out var whole);
        var isRounded = digits.Count(char.IsAsciiDigit) > MaxDigits || (whole == 0 && digits.Any(c => c is >= '1' and <= '9'));
        if (unit is not { } known)
            return null;
        if (!isRead || Math.Abs(whole) > Quantity.MaxMinorUnits / known.MinorUnitsPerWhole)
            fields.Findings.Add(new(FindingKind.TooLarge, "value"));
        else if (isRounded || Quantity.FromWholeUnits(whole, known) is null)
            fields.Findings.Add(new(FindingKind.TooFine, "value", known));
        else
            return Quantity.FromWholeUnits(whole, known);
        return null;
    }

    static Source? ReadSource(JsonFields fields, string publisher, Func<string, bool> isStoredReport)
    {
        if (fields.FindElement("source") is not { } element)
            return null;
        var source = new JsonFields(element, "source", SourceFields, prefix: "source.");
        var title = source.ReadText("title", isRequired: true, MaxNameLength);
        var url = source.ReadText("url", longest: MaxUrlLength);
        var date = source.ReadText("date");
        if (title is not null && string.IsNullOrWhiteSpace(title))
            source.Findings.Add(new(FindingKind.FieldMissing, "source.title", "source.title"));
        // The address is shown as a link: only http and https are allowed, and of this server's own addresses only those of reports.
        if (url is not null
            && !(Uri.TryCreate(url, UriKind.Absolute, out var address) && address.Scheme is "http" or "https")
            && !isStoredReport(url))
            source.Findings.Add(new(FindingKind.InvalidAddress, "source.url", url));
        if (date is not null && !IsDate(date))
            source.Findings.Add(new(FindingKind.InvalidDate, "source.date", date));
        fields.Findings.AddRange(source.Findings);
        return source.Findings.Count == 0 ? new Source(publisher, title!, url, date) : null;
    }

    /// <summary>A year, a month or a day: "2020", "2020-12", "2020-12-31".</summary>
    static bool IsDate(string text) => ((string[])["yyyy", "yyyy-MM", "yyyy-MM-dd"])
        .Any(format => DateOnly.TryParseExact(text, format, CultureInfo.InvariantCulture, DateTimeStyles.None, out _));

    delegate bool CodeParser<T>(string? code, out T value);

    static T? ReadCode<T>(JsonFields fields, string name, FindingKind unknown, CodeParser<T> read, bool isRequired = false)
        where T : struct
    {
        if (fields.ReadText(name, isRequired) is not { } code)
            return null;
        if (read(code, out var value))
            return value;
        fields.Findings.Add(new(unknown, name, code));
        return null;
    }
}
