using NgoDashboard.Figures.Codes;
using NgoDashboard.Figures.Cube;
using NgoDashboard.Figures.Edits;
using NgoDashboard.Figures.Provinces;
using NgoDashboard.Figures.Text;
using NgoDashboard.Language;
using NgoDashboard.Reports.Sheets;

namespace NgoDashboard.Reports.Questions;

/// <summary>Findings and questions of reports as sentences.</summary>
public static class ReportSentences
{
    public static string ToSentence(this ReportFinding finding, ReferenceData reference, DisplayLanguage language) =>
        finding is { Kind: ReportFindingKind.EditRule, Args: [Finding rule] }
            ? rule.ToSentence(reference, language)
            : language.Words.Reports[
                $"finding-{finding.Kind.ToCode()}", [.. finding.Args.Select(arg => FormatArgument(arg, reference, language))]];

    public static string ToSentence(this Question question, ReferenceData reference, DisplayLanguage language)
    {
        var about = question.Kind == QuestionKind.Value && FigureKey.TryParse(question.Subject, out var key)
            ? language.DisplayNames.ForFigure(key, reference) : question.Subject;
        return HasSeveralUnits(question) ? language.Words.Reports["question-value-currencies", about]
            : language.Words.Reports[$"question-{question.Kind.ToCode()}", about];
    }

    /// <summary>A choice as the operator reads it: "1.234 là một nghìn hai trăm ba mươi tư".</summary>
    public static string ToChoiceText(this Question question, string choice, ReferenceData reference, DisplayLanguage language)
    {
        if (question.Kind == QuestionKind.Organisation)
            return choice == Question.LeaveOutAnswer ? language.Words.Reports["no-organisation"]
                : choice == Question.OwnNameAnswer ? language.Words.Reports["own-organisation"]
                : language.Words.Reports["same-organisation", choice];
        if (choice == Question.LeaveOutAnswer)
            return language.Words.Reports["leave-out"];
        if (question.Values.TryGetValue(choice, out var candidate))
            return FormatCandidate(candidate, language);
        return question.Kind switch
        {
            QuestionKind.Style => language.Words.Reports[$"style-{choice}"],
            QuestionKind.Unit =>
                choice.Split(':') is [var word, var scale] && EnumCodes.TryParse(word, out Unit unit)
                    ? language.Numbers.UnitName(unit, Magnitudes[scale]) : choice,
            QuestionKind.Period => Period.TryParse(choice, out var period) ? language.DisplayNames.ForPeriod(period) : choice,
            QuestionKind.Owner when choice == Question.NationAnswer => language.Words.Subject["nationwide"],
            QuestionKind.Basis => language.Words.Reports[$"basis-{choice}"],
            QuestionKind.Owner or QuestionKind.Province =>
                ProvinceCode.TryParse(choice, out var code) ? language.DisplayNames.ForProvince(code, reference) : choice,
            QuestionKind.Sector => reference.FindSector(choice) is { } sector ? language.DisplayNames.ForSector(sector) : choice,
            QuestionKind.Column or QuestionKind.Measure or QuestionKind.Table => ToColumnText(choice, language),
            _ => choice.Replace("|", " · ", StringComparison.Ordinal),
        };
    }

    /// <summary>What a column is, by the code of the choice: a measure, "Nhà tài trợ", "Kế hoạch".</summary>
    public static string ToColumnText(string choice, DisplayLanguage language) =>
        choice == Question.LeaveOutAnswer ? language.Words.Reports["leave-out"]
        : EnumCodes.TryParse(choice, out Measure measure) ? language.DisplayNames.ForMeasure(measure)
        : language.Words.Reports[$"column-{choice}"];

    /// <summary>A value with its source, by which it is chosen: "700.000 USD — a.xlsx, Sheet1!B4, dòng 4".</summary>
    static string FormatCandidate(CandidateValue candidate, DisplayLanguage language) =>
        (candidate.File, language.Numbers.FormatExact(candidate.Value, candidate.Qualifier)) switch
        {
            (null, var sum) => language.Words.Reports["add-up", sum],
            ({ } file, var value) when candidate.SummedRowCount > 0 =>
                language.Words.Reports["value-of-rows", value, file, candidate.Location, candidate.SummedRowCount],
            ({ } file, var value) => language.Words.Reports["value-at", value, file, candidate.Location, candidate.Location.RowNumber],
        };

    static bool HasSeveralUnits(Question question) =>
        question.Values.Values.Select(candidate => candidate.Value.Unit).Distinct().Count() > 1;

    static readonly Dictionary<string, Magnitude> Magnitudes = new()
    {
        ["1"] = Magnitude.One,
        ["1000"] = Magnitude.Thousand,
        ["1000000"] = Magnitude.Million,
        ["1000000000"] = Magnitude.Billion,
    };

    static string FormatArgument(object arg, ReferenceData reference, DisplayLanguage language) => arg switch
    {
        Quantity quantity => language.Numbers.FormatExact(quantity),
        FigureKey key => language.DisplayNames.ForFigure(key, reference),
        Period period => language.DisplayNames.ForPeriod(period),
        ProvinceCode code => language.DisplayNames.ForProvince(code, reference),
        CellReference place => place.ToString(),
        decimal number => language.Numbers.FormatNumber(number, 2),
        int number => number.ToString("N0", language.Culture),
        // A finding of the file itself may hold texts from before it was sanitised.
        _ => TextSanitizer.SanitizeLine(arg.ToString()),
    };
}
