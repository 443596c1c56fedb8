using NgoDashboard.Figures.Codes;
using NgoDashboard.Figures.Cube;
using NgoDashboard.Figures.Edits;
using NgoDashboard.Figures.Provinces;
using NgoDashboard.Files.Workbooks;
using NgoDashboard.Language;
using NgoDashboard.Live.Records;

namespace NgoDashboard.Api.MeetingRecords;

/// <summary>The record as a workbook of four sheets, with the headings of the record page.</summary>
static class RecordWorkbook
{
    public static byte[] Write(MeetingRecord record, Snapshot names, DisplayLanguage language) => WorkbookWriter.Write(
        CreateSheet(
            "corrections", language, Corrections, record.Corrections.Select(correction => new CorrectedRow(correction, record, names))),
        CreateSheet(
            "agenda", language, Agenda, record.Agenda.Index().SelectMany(line => AiredRow.From(line.Index, line.Item, names, language))),
        CreateSheet("versions", language, Versions, record.Versions.SelectMany(version =>
            RecordEntries.From(version, names, language).Select(row => (version, row)))),
        CreateSheet("points", language, Points, record.Attendance.Select(point => (point, names.Reference))));

    static readonly Column<CorrectedRow>[] Corrections =
    [
        new("col-version", 8, (row, _) => row.Change.Version),
        new("col-at", 20, (row, _) => VietnamTime.ToLocal(row.Change.OccurredAt)),
        new("col-figure", 44, (row, language) => language.DisplayNames.ForFigure(row.Change.Key, row.Snapshot.Reference)),
        new("col-old", 18, (row, _) => row.Change.Before?.WholeUnits),
        new("col-old-unit", 10, (row, language) => UnitName(row.Change.Before?.Unit, language)),
        new("col-old-qualifier", 12, (row, language) => QualifierName(row.Change.QualifierBefore, language)),
        new("col-new", 18, (row, _) => row.Change.After?.WholeUnits),
        new("col-new-unit", 10, (row, language) => UnitName(row.Change.After?.Unit, language)),
        new("col-new-qualifier", 12, (row, language) =>
            row.Change.After is null ? null : QualifierName(row.Change.QualifierAfter, language)),
        new("col-reason", 40, (row, _) => row.Change.Reason),
        new("col-source", 40, (row, language) => RecordText.FormatSource(row.Change, language)),
        new("col-who", 24, (row, language) => language.DisplayNames.ForPerson(row.Change.Actor)),
        new("col-on-air", 36, (row, language) => RecordText.SceneOrCardTitle(row.Correction.SceneOnAir, row.Snapshot, language)),
        new("col-state", 36, (row, language) => RecordText.CorrectionStateText(row.Correction, row.Record, language)),
    ];

    static readonly Column<AiredRow>[] Agenda =
    [
        new("col-order", 8, (row, _) => row.Line.AgendaItemId is null ? null : row.Order),
        new("col-title", 48, (row, _) => row.Title),
        new("col-note", 36, (row, _) => row.Line.Note.Length > 0 ? row.Line.Note : null),
        new("col-state", 24, (row, language) => row.State(language)),
        new("col-from", 20, (row, _) => row.Airing is { } airing ? VietnamTime.ToLocal(airing.From) : null),
        new("col-to", 20, (row, _) => row.Airing is { To: { } to } ? VietnamTime.ToLocal(to) : null),
        new("col-from-version", 10, (row, _) => row.Airing?.Version),
    ];

    static readonly Column<(RecordedVersion Version, RecordEntry Row)>[] Versions =
    [
        new("col-version", 8, (of, _) => of.Version.Version),
        new("col-at", 20, (of, _) => of.Row.OccurredAt),
        new("col-did", 30, (of, language) => of.Version.Describe(language)),
        new("col-who", 24, (of, language) => of.Version.ActorName(language)),
        new("col-confirmed", 24, (of, language) => of.Version.ConfirmedByName(language)),
        new("col-figure", 44, (of, _) => of.Row.Figure),
        new("col-old", 18, (of, _) => of.Row.OldValue),
        new("col-old-unit", 10, (of, language) => UnitName(of.Row.OldUnit, language)),
        new("col-old-qualifier", 12, (of, language) => QualifierName(of.Row.OldQualifier, language)),
        new("col-new", 18, (of, _) => of.Row.NewValue),
        new("col-new-unit", 10, (of, language) => UnitName(of.Row.NewUnit, language)),
        new("col-new-qualifier", 12, (of, language) => QualifierName(of.Row.NewQualifier, language)),
        new("col-correction", 10, (of, language) => of.Row.Correction is { } isCorrection ? YesOrNo(isCorrection, language) : null),
        new("col-reason", 40, (of, _) => of.Row.Reason),
        new("col-source", 40, (of, _) => of.Row.Source),
        new("col-title", 44, (of, _) => of.Row.Title),
        new("col-warnings", 50, (of, _) => of.Row.Warnings),
        new("col-because", 36, (of, _) => of.Row.OverrideReason),
        new("col-undoes", 10, (of, _) => of.Row.Undoes),
        new("col-on-screens", 12, (of, language) => YesOrNo(of.Row.OnScreens, language)),
        new("col-expected", 12, (of, _) => of.Row.Points?.Expected),
        new("col-there", 12, (of, _) => of.Row.Points?.There),
        new("col-painted", 12, (of, _) => of.Row.Points?.Painted),
        new("col-median", 14, (of, _) => of.Row.Points?.MedianMs / 1000m),
        new("col-slowest", 14, (of, _) => of.Row.Points?.SlowestMs / 1000m),
        new("col-hash", 68, (of, _) => of.Row.Hash),
    ];

    static readonly Column<(PointAttendance Point, ReferenceData Reference)>[] Points =
    [
        new("point", 36, (of, _) => of.Point.PointName),
        new("province", 24, (of, language) => of.Point.Province is { } code ? language.DisplayNames.ForProvince(code, of.Reference) : null),
        new("first-seen", 20, (of, _) => VietnamTime.ToLocal(of.Point.FirstSeen)),
        new("last-seen", 20, (of, _) => VietnamTime.ToLocal(of.Point.LastSeen)),
        new("present", 14, (of, _) => of.Point.TimePresent),
        new("gaps", 10, (of, _) => of.Point.GapCount),
        new("last-painted", 10, (of, _) => of.Point.LastPaintedVersion),
        new("up-to-date", 12, (of, language) => YesOrNo(of.Point.IsUpToDate, language)),
        new("col-address", 24, (of, _) => of.Point.Address.Length > 0 ? of.Point.Address : null),
    ];

    static SheetContent CreateSheet<T>(string name, DisplayLanguage language, Column<T>[] columns, IEnumerable<T> rows) => new(
        language.Words.Record[$"sheet-{name}"],
        [.. columns.Select(column => new SheetColumn(language.Words.Record[column.Header], column.Width))],
        rows.Select(row => columns.Select(column => column.Cell(row, language)).ToArray()));

    static string YesOrNo(bool isYes, DisplayLanguage language) => language.Words.Record[isYes ? "yes" : "no"];

    static string? UnitName(Unit? unit, DisplayLanguage language) =>
        unit is { } known ? language.DisplayNames.ForUnit(known) : null;

    static string? UnitName(string? code, DisplayLanguage language) =>
        EnumCodes.TryParse(code, out Unit unit) ? language.DisplayNames.ForUnit(unit) : null;

    static string? QualifierName(Qualifier? qualifier, DisplayLanguage language) =>
        qualifier is { } known ? language.DisplayNames.ForQualifier(known) : null;

    static string? QualifierName(string? code, DisplayLanguage language) =>
        EnumCodes.TryParse(code, out Qualifier qualifier) ? language.DisplayNames.ForQualifier(qualifier) : null;

    /// <param name="Header">The key of its text.</param>
    sealed record Column<T>(string Header, double Width, Func<T, DisplayLanguage, object?> Cell);

    sealed record CorrectedRow(RecordedCorrection Correction, MeetingRecord Record, Snapshot Snapshot)
    {
        public FigureChangeRecord Change => Correction.Change;
    }

    /// <summary>One airing of a line of the agenda; a line that was never aired has one row without an airing.</summary>
    sealed record AiredRow(int Order, AgendaLine Line, Airing? Airing, string Title)
    {
        public string State(DisplayLanguage language) => (Line, Airing) switch
        {
            ({ AgendaItemId: null }, _) => language.Words.Record["unplanned"],
            ({ IsRemoved: true }, _) => language.Words.Record["removed"],
            (_, null) => language.Words.Record["not-aired"],
            _ => language.Words.Record["planned"],
        };

        public static IEnumerable<AiredRow> From(int index, AgendaLine line, Snapshot names, DisplayLanguage language) =>
            line.Airings.IsEmpty
                ? [new(index + 1, line, null, RecordText.SceneOrCardTitle(line.Scene, names, language))]
                : line.Airings.Select(airing =>
                    new AiredRow(index + 1, line, airing, RecordText.SceneOrCardTitle(airing.Scene, names, language)));
    }
}
