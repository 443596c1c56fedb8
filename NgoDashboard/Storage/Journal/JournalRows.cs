using NgoDashboard.Figures.Cube;
using NgoDashboard.Figures.Edits;
using NgoDashboard.Storage.Sql;

namespace NgoDashboard.Storage.Journal;

sealed record StageRow(string Scene, string Parameters, long? Item)
{
    public StageRecord ToRecord() => new(Scene, Parameters, Item);
}

sealed record MeetingRow(long Opened, string Name, string HeldOn, long NeedsTwo)
{
    public MeetingDetailsRecord ToRecord() => new(Opened, Name, SqlMapping.ParseDate(HeldOn), NeedsTwo == 1);
}

/// <summary>A figure's change, with columns of its journal row and the source of the new statement.</summary>
sealed record FigureChangeRow(
    long Version, string At, string? Who, string From, string To, string? Province, string? Sector, string? Campaign, string Measure,
    long? OldValue, string? OldUnit, string? OldQualifier, long? NewValue, string? NewUnit, string? NewQualifier, string Reason,
    long IsCorrection, long? Undoes, string? Publisher, string? Title, string? Url, string? SourceDate)
{
    public const string SelectColumns =
        """
        change.version, journal.at, journal.who, change.period_from AS "From", change.period_to AS "To", change.province, change.sector,
        change.campaign, change.measure, change.old_value AS OldValue, change.old_unit AS OldUnit, change.old_qualifier AS OldQualifier,
        change.new_value AS NewValue, change.new_unit AS NewUnit, change.new_qualifier AS NewQualifier, change.reason,
        change.is_correction AS IsCorrection, journal.undoes, told.publisher, told.title, told.url, told.source_date AS SourceDate
        """;

    public const string FromTables =
        """
        FROM journal_change AS change JOIN journal USING (version)
        LEFT JOIN statement AS told ON told.version = change.version AND told.id = change.new_statement
        """;

    public FigureChangeRecord ToPastChange() => new(
        Version, SqlMapping.ParseInstant(At), Who, SqlMapping.ParseFigureKey(From, To, Province, Sector, Campaign, Measure),
        OldValue is { } oldValue ? SqlMapping.ParseQuantity(oldValue, OldUnit!) : null,
        OldQualifier is { } oldQualifier ? SqlMapping.ParseCode<Qualifier>(oldQualifier) : null,
        NewValue is { } newValue ? SqlMapping.ParseQuantity(newValue, NewUnit!) : null,
        NewQualifier is { } newQualifier ? SqlMapping.ParseCode<Qualifier>(newQualifier) : Qualifier.Exact,
        Reason, IsCorrection == 1)
    {
        Source = Publisher is { } publisher ? new Source(publisher, Title!, Url, SourceDate) : null,
        UndoesVersion = Undoes,
    };
}
