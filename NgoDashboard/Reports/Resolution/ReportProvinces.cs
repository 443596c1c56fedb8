using NgoDashboard.Figures.Cube;
using NgoDashboard.Figures.Provinces;
using NgoDashboard.Figures.Text;
using NgoDashboard.Reports.Captions;
using NgoDashboard.Reports.Places;
using NgoDashboard.Reports.Questions;
using NgoDashboard.Reports.Sheets;
using NgoDashboard.Reports.Tables;
using NgoDashboard.Reports.Values;

namespace NgoDashboard.Reports.Resolution;

/// <summary>The provinces that the cells of a table name, and the owner of a table that names none in its rows.</summary>
sealed class ReportProvinces(TableScope scope)
{
    const int MaxCandidates = 8;

    readonly ProvinceBases bases = new(scope);

    /// <summary>The province that a cell names, or why it is not certain.</summary>
    public Resolved<ProvinceCode?> Resolve(string text, Period? period, SheetRow row, int? column)
    {
        var candidates = scope.FindProvinces(text);
        if (candidates.Count > 0 && !scope.Names.IsCityWithin(text, candidates, period))
            return bases.Choose(candidates, period, row, column, text);
        if (text.All(letter => char.IsDigit(letter) || char.IsWhiteSpace(letter)))
            return scope.CreateFinding(ReportFindingKind.CodeWithoutBasis, row, column, text);
        var sharing = FindSharing(text, period);
        // How provinces share a grant is not stated, and another grant of theirs may be shared otherwise: not remembered.
        var answer = scope.Questions.Ask(
            QuestionKind.Province, $"province|{TextFolding.Fold(text)}", scope.Table.FileName, scope.Table.ReferenceTo(row, column), text,
            () => [.. sharing.Select(code => code.ToString()), .. sharing.Count > 0 ? [] : GetSuggestions(text, period),
                Question.LeaveOutAnswer],
            sharing.Count > 0 ? null : new(AliasKind.Province, text));
        return answer == Question.LeaveOutAnswer ? scope.CreateFinding(ReportFindingKind.LeftOut, row, column, text)
            : ProvinceCode.TryParse(answer, out var answered) ? bases.ToCodeInPeriod(answered, period)
            : scope.CreateFinding(ReportFindingKind.Unanswered, row, column, text);
    }

    /// <summary>
    /// The provinces that a place names together: "Lạng Sơn, Cao Bằng"; in a province's own list also the owner, where the place is "các
    /// tỉnh". Empty if it names one or none.
    /// </summary>
    public IReadOnlyList<ProvinceCode> FindSharing(string text, Period? period)
    {
        if (scope.FindProvinces(text).Count > 0)
            return [];
        var basis = ProvinceBases.FindBasis(period);
        ProvinceCode[] named =
        [
            .. scope.Names.FindSharingProvinces(text).Select(codes => codes.FirstOrDefault(code => code.Basis == basis, codes[0])),
        ];
        return named.Length > 0 || !RowLabels.IsSeveralPlaces(text) ? named
            : [.. scope.OwnerCodes.Where(code => basis is null || code.Basis == basis).Take(1)];
    }

    public Resolved<ProvinceCode?> Choose(
        IReadOnlyList<ProvinceCode> candidates, Period? period, SheetRow row, int? column, string text) =>
        bases.Choose(candidates, period, row, column, text);

    /// <summary>
    /// The place of a grant in a province's own list: a district or a commune. If it has the name of another province it may be either
    /// ("Quảng Ninh" is a district of Quảng Bình too), and the answer holds for this list only.
    /// </summary>
    public Resolved<ProvinceCode?> ResolveInOwnList(string text, Period period, SheetRow row, int column)
    {
        if (FindSharing(text, period).Count > 0)
            return Resolve(text, period, row, column);
        var own = ResolveOwner(period, row);
        var others = scope.Names.FindProvincesOfPlace(RowLabels.RemoveNumbering(text));
        if (others.Count == 0 || own.Value is not { } owner)
            return own;
        if (others.Any(scope.OwnerCodes.Contains))
            return scope.IsProvince(text) ? Resolve(text, period, row, column) : own;
        var basis = ProvinceBases.FindBasis(period);
        var answer = scope.Questions.Ask(
            QuestionKind.Province, $"place|{scope.Id}|{TextFolding.Fold(text)}", scope.Table.FileName,
            scope.Table.ReferenceTo(row, column), text,
            () => [owner.ToString(),
                .. others.Where(code => basis is null || code.Basis == basis || others.Count == 1).Select(code => code.ToString()),
                Question.LeaveOutAnswer]);
        return answer == Question.LeaveOutAnswer ? scope.CreateFinding(ReportFindingKind.LeftOut, row, column, text)
            : !ProvinceCode.TryParse(answer, out var answered) ? scope.CreateFinding(ReportFindingKind.Unanswered, row, column, text)
            : others.Contains(answered) ? bases.Choose(others, period, row, column, text)
            : bases.ToCodeInPeriod(answered, period);
    }

    /// <summary>
    /// The province of a group of a province's own list. A province that was merged into the owner is a part of it, and not another.
    /// </summary>
    public Resolved<ProvinceCode?> ResolveGroupInOwnList(string text, Period period, SheetRow row)
    {
        var own = ResolveOwner(period, row);
        return own.Value is { IsCurrent: true } owner
            && scope.FindProvinces(text).Any(code => code == owner || scope.Reference.FindProvince(code)?.Successor == owner)
                ? own : Resolve(text, period, row, null);
    }

    /// <summary>
    /// The owner of a table without provinces in its rows: from the lines above it or the sheet's name; otherwise the desk is asked.
    /// </summary>
    /// <returns>No code and no problem if it is the whole country's.</returns>
    public Resolved<ProvinceCode?> ResolveOwner(Period? period, SheetRow row)
    {
        if (scope.Owner is { Codes.Count: > 0 } named && !scope.Names.IsCityWithin(named.Text, named.Codes, period))
            return bases.ChooseOwner(named.Codes, period, row, named.Text);
        if (scope.Owner is { Codes.Count: 0 })
            return default;
        var answer = scope.Questions.Ask(
            QuestionKind.Owner, $"owner|{scope.Id}", scope.Table.FileName, scope.Table.ReferenceTo(row), scope.Name,
            () => [.. GetOwnerSuggestions(period).Select(code => code.ToString()), Question.NationAnswer]);
        return answer == Question.NationAnswer ? default
            : ProvinceCode.TryParse(answer, out var answered) ? bases.ToCodeInPeriod(answered, period)
            : scope.CreateFinding(ReportFindingKind.Unanswered, row, null, scope.Table.SheetName);
    }

    /// <summary>A code with its basis is certain; a bare one is accepted only beside a name that means the same province.</summary>
    public Resolved<ProvinceCode?> ResolveCode(string text, Period period, SheetRow row)
    {
        var column = scope.Header.FindColumn(ColumnType.ProvinceCode)!.Index;
        var name = scope.GetText(ColumnType.Province, row);
        if (ProvinceCodeText.Parse(text) is { } written)
        {
            if (scope.Reference.FindProvince(written) is null)
                return scope.CreateFinding(ReportFindingKind.CodeWithoutBasis, row, column, text);
            return name.Length > 0 && scope.IsProvince(name) && !scope.Names.FindProvinces(name).Contains(written)
                ? scope.CreateFinding(ReportFindingKind.CodeAndName, row, column, text, name)
                : written;
        }

        if (name.Length == 0)
            return scope.CreateFinding(ReportFindingKind.CodeWithoutBasis, row, column, text);
        var named = Resolve(name, period, row, scope.Header.FindColumn(ColumnType.Province)!.Index);
        return named.Value is { } code && scope.IsProvince(name) && code.Code != text.Trim().PadLeft(2, '0')
            ? scope.CreateFinding(ReportFindingKind.CodeAndName, row, column, text, name)
            : named;
    }

    /// <summary>Suggestions among the provinces of that period; among all if the period spans the merger.</summary>
    IEnumerable<string> GetSuggestions(string text, Period? period)
    {
        var basis = ProvinceBases.FindBasis(period);
        return scope.Names.FindSimilar(AliasKind.Province, text, MaxCandidates)
            .Where(code => basis is null || (ProvinceCode.TryParse(code, out var known) && known.Basis == basis)).Take(MaxCandidates / 2);
    }

    /// <summary>Likely owners: the province of a city that is named above the table, and the province in the file's name.</summary>
    IEnumerable<ProvinceCode> GetOwnerSuggestions(Period? period)
    {
        var basis = ProvinceBases.FindBasis(period);
        return scope.Table.FindProvincesAround(scope.Names)
            .Concat(TableTitles.FindProvincesAroundIn(scope.Table.SheetName, scope.Names))
            .Where(code => basis is null || code.Basis == basis)
            .Concat(scope.Names.FindProvincesAround(Path.GetFileNameWithoutExtension(scope.Table.FileName)));
    }
}
