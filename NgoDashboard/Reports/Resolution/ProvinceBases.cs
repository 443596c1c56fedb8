using NgoDashboard.Figures.Cube;
using NgoDashboard.Figures.Provinces;
using NgoDashboard.Reports.Captions;
using NgoDashboard.Reports.Places;
using NgoDashboard.Reports.Questions;
using NgoDashboard.Reports.Sheets;

namespace NgoDashboard.Reports.Resolution;

/// <summary>
/// Which of two provinces of one name a table means: that of before 1 July 2025 or that of after it. By names that exist on one basis only,
/// or by the period if none of its provinces was merged; otherwise the desk is asked, because "Quảng Trị" in 2023 may be the province of
/// then, or today's with its parts.
/// </summary>
sealed class ProvinceBases(TableScope scope)
{
    (int? Certain, bool AllUnchanged)? named;

    /// <summary>The basis of a period; null if it spans the merger.</summary>
    public static int? FindBasis(Period? period) =>
        period is not { } time ? null : time.From >= ProvinceCode.MergerDate ? ProvinceCode.CurrentBasis
        : time.To < ProvinceCode.MergerDate ? ProvinceCode.OldBasis : null;

    /// <summary>A province that was not merged stands in lists by today's code; before the merger it had another.</summary>
    public ProvinceCode ToCodeInPeriod(ProvinceCode code, Period? period) =>
        period is { } time && time.To < ProvinceCode.MergerDate && code.IsCurrent && scope.Reference.PredecessorsOf(code) is [var only]
            ? only.Code : code;

    /// <summary>
    /// The office that reports. After the merger there are only the provinces of today, whatever year they report on; before it there were
    /// only those of then.
    /// </summary>
    public Resolved<ProvinceCode?> ChooseOwner(IReadOnlyList<ProvinceCode> candidates, Period? period, SheetRow row, string text)
    {
        var day = scope.Table.SignedOn ?? (period is { } time && time.To >= ProvinceCode.MergerDate ? time.To : null);
        var basis = day >= ProvinceCode.MergerDate ? ProvinceCode.CurrentBasis : ProvinceCode.OldBasis;
        return day is not null && candidates.Count(code => code.Basis == basis) == 1 ? candidates.First(code => code.Basis == basis)
            : Choose(candidates, period, row, null, text);
    }

    public Resolved<ProvinceCode?> Choose(
        IReadOnlyList<ProvinceCode> candidates, Period? period, SheetRow row, int? column, string text)
    {
        if (candidates.Count == 1)
            return candidates[0];
        if (Resolve(candidates, period, row) is not { } basis)
            return scope.CreateFinding(ReportFindingKind.Unanswered, row, column, text);
        var fitting = candidates.Where(code => code.Basis == basis).ToList();
        return fitting.Count == 1 ? fitting[0] : candidates[0];
    }

    int? Resolve(IReadOnlyList<ProvinceCode> candidates, Period? period, SheetRow row)
    {
        var (certain, allUnchanged) = named ??= InspectNames();
        var (isBefore, isAfter) =
            (period is { } one && one.To < ProvinceCode.MergerDate, period is { } other && other.From >= ProvinceCode.MergerDate);
        // A table that was signed before the merger can name no province of after it.
        int? basis = scope.Table.SignedOn < ProvinceCode.MergerDate ? ProvinceCode.OldBasis
            : isAfter ? certain == ProvinceCode.OldBasis ? null : ProvinceCode.CurrentBasis
            : certain ?? (isBefore && allUnchanged && candidates.All(IsUnchanged) ? ProvinceCode.OldBasis : null);
        if (basis is not null)
            return basis;
        // Asked for every row that waits, so that the rows are counted.
        var answer = scope.Questions.Ask(
            QuestionKind.Basis, $"basis|{scope.Id}", scope.Table.FileName, scope.Table.ReferenceTo(row), scope.Name, () => ["63", "34"]);
        return answer switch { "63" => ProvinceCode.OldBasis, "34" => ProvinceCode.CurrentBasis, _ => null };
    }

    /// <summary>
    /// What the province names of the whole table tell: the basis of names that exist on one only, and whether none was merged.
    /// </summary>
    (int? Certain, bool AllUnchanged) InspectNames()
    {
        var names = scope.Header.FindColumn(ColumnType.Province) is { } column
            ? scope.Table.Rows.Select(row => row.FindCell(column.Index)).OfType<Cell>().Select(cell => cell.Text).Distinct()
                .Select(scope.FindProvinces).Where(codes => codes.Count > 0).ToList()
            : [.. scope.Header.Columns.Select(typed => typed.Provinces).OfType<IReadOnlyList<ProvinceCode>>()];
        var certain = names.Where(codes => codes.All(code => code.Basis == codes[0].Basis)).Select(codes => codes[0].Basis).Distinct()
            .ToArray();
        var ofCaption = BasisWords.FindInCaption(scope.Header.FindColumn(ColumnType.Province)?.Title ?? "");
        return (ofCaption ?? (certain is [var only] ? only : null), names.All(codes => codes.All(IsUnchanged)));
    }

    bool IsUnchanged(ProvinceCode code) =>
        (code.IsCurrent ? code : scope.Reference.FindProvince(code)?.Successor) is { } current
        && scope.Reference.PredecessorsOf(current).Count == 1;
}
