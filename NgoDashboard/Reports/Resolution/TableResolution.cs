namespace NgoDashboard.Reports.Resolution;

/// <summary>The steps by which the cells of one table become values; each depends on the table and the answers alone.</summary>
sealed class TableResolution
{
    public TableResolution(TableScope scope)
    {
        Scope = scope;
        Numbers = new(scope);
        Amounts = new(scope, Numbers);
        Periods = new(scope);
        Provinces = new(scope);
        Sectors = new(scope);
        Columns = new(scope);
        Measures = new(scope, Columns);
    }

    public TableScope Scope { get; }

    public CellNumbers Numbers { get; }

    public Amounts Amounts { get; }

    public Periods Periods { get; }

    public ReportProvinces Provinces { get; }

    public ReportSectors Sectors { get; }

    public ColumnQuestions Columns { get; }

    public MeasureQuestions Measures { get; }
}
