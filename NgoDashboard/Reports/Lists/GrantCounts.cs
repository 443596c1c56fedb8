using NgoDashboard.Figures.Cube;
using NgoDashboard.Figures.Provinces;
using NgoDashboard.Figures.Text;
using NgoDashboard.Reports.Captions;
using NgoDashboard.Reports.Places;
using NgoDashboard.Reports.Readings;
using NgoDashboard.Reports.Resolution;
using NgoDashboard.Reports.Rows;
using NgoDashboard.Reports.Sheets;
using NgoDashboard.Reports.Tables;

namespace NgoDashboard.Reports.Lists;

/// <summary>Counts the organisations, countries, projects and non-projects of a list by period and province.</summary>
sealed class GrantCounts(TableScope scope)
{
    readonly Dictionary<(Period Period, ProvinceCode? Province), PlaceCount> counts = [];
    readonly DittoMarks dittos = new(scope.Table.Rows);
    readonly Donors donors = new(scope);

    public bool HasProvinces => counts.Keys.Any(place => place.Province is not null);

    public void Add(Period period, ProvinceCode? province, ListRow row)
    {
        if (!counts.TryGetValue((period, province), out var count))
            counts.Add((period, province), count = new(row.Row.RowNumber));
        count.RowCount++;
        var donor = scope.Header.FindColumn(ColumnType.Grant) is { NamesDonorsToo: true } ? row.Group.Name ?? ""
            : GetText(ColumnType.Donor, row.Row);
        count.Donors.UnionWith(donors.Add(donor, row.Row));
        if (CountryNames.Canonicalize(GetText(ColumnType.Country, row.Row)) is { Length: > 0 } country)
            count.Countries.Add(country);
        // A grant that is merged over its places or partners counts once.
        if (count.Grants.Add(GetGrantRowNumber(row.Row)))
            count.AddForm(FindForm(row));
    }

    public IEnumerable<ReportedValue> ToValues(bool isProvinceList)
    {
        foreach (var ((period, province), count) in counts)
        {
            // In a list by province, nationwide rows are no total of the country.
            if (province is null && isProvinceList)
                continue;
            var (organisations, isSettled) = donors.Count(count.Donors);
            foreach (var (measure, number) in count.ToMeasures().Prepend((Measure.Organisations, organisations))
                .Where(entry => entry.Item2 > 0 && !IsInColumn(entry.Item1)))
                yield return new(scope.Table.FileName, new(period, province, null, null, measure), new(number, Unit.Count),
                    measure == Measure.Organisations && !isSettled ? Qualifier.About : Qualifier.Exact,
                    new(scope.Table.SheetName, count.FirstRowNumber), "", count.RowCount, []);
        }
    }

    /// <summary>A column that states the number is added up, and rows are not counted.</summary>
    bool IsInColumn(Measure measure) => scope.Header.Columns.Any(column => column.HoldsFigures && column.Measure == measure);

    string GetText(ColumnType type, SheetRow row) =>
        scope.Header.FindColumn(type) is { } column ? dittos.ResolveDitto(column.Index, row, scope.GetText(type, row)) : "";

    int GetGrantRowNumber(SheetRow row) =>
        scope.Header.FindColumn(ColumnType.Grant) is { } named && scope.Table.MergedCells.FindRange(row.RowNumber, named.Index) is { } merge
            ? merge.Top : row.RowNumber;

    GrantForm? FindForm(ListRow row) =>
        scope.Header.HasColumn(ColumnType.Grant) && scope.GetText(ColumnType.Grant, row.Row).Length == 0 ? null
        : GrantForms.Parse(scope.GetText(ColumnType.GrantForm, row.Row)) ?? row.Group.Form
            ?? GrantForms.Parse(row.Title.Split(':', '-', '–')[0].Trim());

    sealed class PlaceCount(int firstRowNumber)
    {
        int projects, nonProjects, withoutForm;

        public int FirstRowNumber => firstRowNumber;

        public int RowCount { get; set; }

        public HashSet<int> Grants { get; } = [];

        public HashSet<NameKey> Donors { get; } = [];

        public HashSet<string> Countries { get; } = [];

        public void AddForm(GrantForm? form)
        {
            if (form is null)
                withoutForm++;
            else if (form == GrantForm.NonProject)
                nonProjects++;
            else
                projects++;
        }

        /// <summary>If some rows do not state their form, neither count of forms is complete.</summary>
        public IEnumerable<(Measure Measure, int Count)> ToMeasures()
        {
            yield return (Measure.Countries, Countries.Count);
            if (withoutForm > 0)
                yield break;
            yield return (Measure.Projects, projects);
            yield return (Measure.NonProjects, nonProjects);
        }
    }
}
