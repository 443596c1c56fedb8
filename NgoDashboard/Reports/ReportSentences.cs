using System.Globalization;
using NgoDashboard.Figures;
using NgoDashboard.Language;

namespace NgoDashboard.Reports;

/// <summary>Findings and questions of reports as sentences in the reader's language.</summary>
public static class ReportSentences
{
    public static string Sentence(this ReportFinding finding, Reference reference) =>
        finding is { Kind: ReportFindingKind.Rule, Args: [Finding rule] }
            ? rule.Sentence(reference)
            : Words.Reports[$"finding-{finding.Kind}", [.. finding.Args.Select(arg => Text(arg, reference))]];

    public static string Sentence(this Question question, Reference reference)
    {
        var about = question.Kind == QuestionKind.Value && FigureKey.TryParse(question.About, out var key) ? Names.Of(key, reference) : question.About;
        return AreInSeveralUnits(question) ? Words.Reports["question-Value-Currencies", about] : Words.Reports[$"question-{question.Kind}", about];
    }

    /// <summary>What may be answered, as it is read: "1.234 là một nghìn hai trăm ba mươi tư".</summary>
    public static string Choice(this Question question, string choice, Reference reference)
    {
        if (choice == Question.LeaveOut)
            return Words.Reports["leave-out"];
        if (question.Values.TryGetValue(choice, out var told))
            return Value(told);
        return question.Kind switch
        {
            QuestionKind.Style => Words.Reports[$"style-{choice}"],
            QuestionKind.Unit => choice.Split(':') is [var word, var scale] && Wire.TryRead(word, out Unit unit) ? Numbers.UnitName(unit, Magnitudes[scale]) : choice,
            QuestionKind.Period => Period.TryParse(choice, out var period) ? Names.Of(period) : choice,
            QuestionKind.Owner when choice == TableReader.Nation => Words.Subject["nationwide"],
            QuestionKind.Basis => Words.Reports[$"basis-{choice}"],
            QuestionKind.Owner or QuestionKind.Province => ProvinceCode.TryParse(choice, out var code) ? Names.Of(code, reference) : choice,
            QuestionKind.Sector => reference.Sector(choice) is { } sector ? Names.Of(sector) : choice,
            QuestionKind.Column or QuestionKind.Measure or QuestionKind.Table => Wire.TryRead(choice, out Measure measure) ? Names.Of(measure) : choice,
            _ => choice.Replace("|", " · ", StringComparison.Ordinal),
        };
    }

    /// <summary>A value is chosen by what it says and where: "700.000 USD — a.xlsx, Sheet1!B4, dòng 4".</summary>
    static string Value(ToldValue told) => (told.File, Numbers.Exact(told.Value, told.Qualifier)) switch
    {
        (null, var sum) => Words.Reports["add-up", sum],
        ({ } file, var value) when told.Rows > 0 => Words.Reports["value-of-rows", value, file, told.Where, told.Rows],
        ({ } file, var value) => Words.Reports["value-at", value, file, told.Where, told.Where.Line],
    };

    static bool AreInSeveralUnits(Question question) => question.Values.Values.Select(told => told.Value.Unit).Distinct().Count() > 1;

    static readonly Dictionary<string, Magnitude> Magnitudes = new()
    {
        ["1"] = Magnitude.One, ["1000"] = Magnitude.Thousand, ["1000000"] = Magnitude.Million, ["1000000000"] = Magnitude.Billion,
    };

    static string Text(object arg, Reference reference) => arg switch
    {
        Quantity quantity => Numbers.Exact(quantity),
        FigureKey key => Names.Of(key, reference),
        Period period => Names.Of(period),
        ProvinceCode code => Names.Of(code, reference),
        Place place => place.ToString(),
        decimal number => Numbers.Digits(number, 2),
        int number => number.ToString("N0", CultureInfo.CurrentCulture),
        // Of a file as it came: before its texts were cleaned.
        _ => PlainText.OneLine(arg.ToString()),
    };
}
