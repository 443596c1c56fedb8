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
    public static byte[] Write(MeetingRecord record, Snapshot names) => WorkbookWriter.Write(
        CreateSheet("corrections", Corrections, record.Corrections.Select(correction => new CorrectedRow(correction, record, names))),
        CreateSheet("agenda", Agenda, record.Agenda.Index().SelectMany(line => AiredRow.From(line.Index, line.Item, names))),
        CreateSheet(
            "versions", Versions, record.Versions.SelectMany(version => RecordEntries.From(version, names).Select(row => (version, row)))),
        CreateSheet("points", Points, record.Attendance.Select(point => (point, names.Reference))));

    static readonly (string Header, double Width, Func<CorrectedRow, object?> Cell)[] Corrections =
    [
        ("col-version", 8, row => row.Change.Version),
        ("col-at", 20, row => VietnamTime.ToLocal(row.Change.OccurredAt)),
        ("col-figure", 44, row => DisplayNames.ForFigure(row.Change.Key, row.Snapshot.Reference)),
        ("col-old", 18, row => row.Change.Before?.WholeUnits),
        ("col-old-unit", 10, row => UnitName(row.Change.Before?.Unit)),
        ("col-old-qualifier", 12, row => QualifierName(row.Change.QualifierBefore)),
        ("col-new", 18, row => row.Change.After?.WholeUnits),
        ("col-new-unit", 10, row => UnitName(row.Change.After?.Unit)),
        ("col-new-qualifier", 12, row => row.Change.After is null ? null : QualifierName(row.Change.QualifierAfter)),
        ("col-reason", 40, row => row.Change.Reason),
        ("col-source", 40, row => RecordText.FormatSource(row.Change)),
        ("col-who", 24, row => DisplayNames.ForPerson(row.Change.Actor)),
        ("col-on-air", 36, row => RecordText.SceneOrCardTitle(row.Correction.SceneOnAir, row.Snapshot)),
        ("col-state", 36, row => RecordText.CorrectionStateText(row.Correction, row.Record)),
    ];

    static readonly (string Header, double Width, Func<AiredRow, object?> Cell)[] Agenda =
    [
        ("col-order", 8, row => row.Line.AgendaItemId is null ? null : row.Order),
        ("col-title", 48, row => row.Title),
        ("col-note", 36, row => row.Line.Note.Length > 0 ? row.Line.Note : null),
        ("col-state", 24, row => row.State),
        ("col-from", 20, row => row.Airing is { } airing ? VietnamTime.ToLocal(airing.From) : null),
        ("col-to", 20, row => row.Airing is { To: { } to } ? VietnamTime.ToLocal(to) : null),
        ("col-from-version", 10, row => row.Airing?.Version),
    ];

    static readonly (string Header, double Width, Func<(RecordedVersion Version, RecordEntry Row), object?> Cell)[] Versions =
    [
        ("col-version", 8, of => of.Version.Version),
        ("col-at", 20, of => of.Row.OccurredAt),
        ("col-did", 30, of => of.Version.Description),
        ("col-who", 24, of => of.Version.ActorText),
        ("col-confirmed", 24, of => of.Version.ConfirmedBy),
        ("col-figure", 44, of => of.Row.Figure),
        ("col-old", 18, of => of.Row.OldValue),
        ("col-old-unit", 10, of => UnitName(of.Row.OldUnit)),
        ("col-old-qualifier", 12, of => QualifierName(of.Row.OldQualifier)),
        ("col-new", 18, of => of.Row.NewValue),
        ("col-new-unit", 10, of => UnitName(of.Row.NewUnit)),
        ("col-new-qualifier", 12, of => QualifierName(of.Row.NewQualifier)),
        ("col-correction", 10, of => of.Row.Correction is { } isCorrection ? Words.Record[isCorrection ? "yes" : "no"] : null),
        ("col-reason", 40, of => of.Row.Reason),
        ("col-source", 40, of => of.Row.Source),
        ("col-title", 44, of => of.Row.Title),
        ("col-warnings", 50, of => of.Row.Warnings),
        ("col-because", 36, of => of.Row.OverrideReason),
        ("col-undoes", 10, of => of.Row.Undoes),
        ("col-on-screens", 12, of => Words.Record[of.Row.OnScreens ? "yes" : "no"]),
        ("col-expected", 12, of => of.Row.Points?.Expected),
        ("col-there", 12, of => of.Row.Points?.There),
        ("col-painted", 12, of => of.Row.Points?.Painted),
        ("col-median", 14, of => of.Row.Points?.MedianMs / 1000m),
        ("col-slowest", 14, of => of.Row.Points?.SlowestMs / 1000m),
        ("col-hash", 68, of => of.Row.Hash),
    ];

    static readonly (string Header, double Width, Func<(PointAttendance Point, ReferenceData Reference), object?> Cell)[] Points =
    [
        ("point", 36, of => of.Point.PointName),
        ("province", 24, of => of.Point.Province is { } code ? DisplayNames.ForProvince(code, of.Reference) : null),
        ("first-seen", 20, of => VietnamTime.ToLocal(of.Point.FirstSeen)),
        ("last-seen", 20, of => VietnamTime.ToLocal(of.Point.LastSeen)),
        ("present", 14, of => of.Point.TimePresent),
        ("gaps", 10, of => of.Point.GapCount),
        ("last-painted", 10, of => of.Point.LastPaintedVersion),
        ("up-to-date", 12, of => Words.Record[of.Point.IsUpToDate ? "yes" : "no"]),
        ("col-address", 24, of => of.Point.Address.Length > 0 ? of.Point.Address : null),
    ];

    static SheetContent CreateSheet<T>(
        string name, (string Header, double Width, Func<T, object?> Cell)[] columns, IEnumerable<T> rows) => new(
        Words.Record[$"sheet-{name}"],
        [.. columns.Select(column => new SheetColumn(Words.Record[column.Header], column.Width))],
        rows.Select(row => columns.Select(column => column.Cell(row)).ToArray()));

    static string? UnitName(Unit? unit) => unit is { } known ? DisplayNames.ForUnit(known) : null;

    static string? UnitName(string? code) => EnumCodes.TryParse(code, out Unit unit) ? DisplayNames.ForUnit(unit) : null;

    static string? QualifierName(Qualifier? qualifier) => qualifier is { } known ? DisplayNames.ForQualifier(known) : null;

    static string? QualifierName(string? code) =>
        EnumCodes.TryParse(code, out Qualifier qualifier) ? DisplayNames.ForQualifier(qualifier) : null;

    sealed record CorrectedRow(RecordedCorrection Correction, MeetingRecord Record, Snapshot Snapshot)
    {
        public FigureChangeRecord Change => Correction.Change;
    }

    /// <summary>One airing of a line of the agenda; a line that was never aired has one row without an airing.</summary>
    sealed record AiredRow(int Order, AgendaLine Line, Airing? Airing, string Title)
    {
        public string State => (Line, Airing) switch
        {
            ({ AgendaItemId: null }, _) => Words.Record["unplanned"],
            ({ IsRemoved: true }, _) => Words.Record["removed"],
            (_, null) => Words.Record["not-aired"],
            _ => Words.Record["planned"],
        };

        public static IEnumerable<AiredRow> From(int index, AgendaLine line, Snapshot names) => line.Airings.IsEmpty
            ? [new(index + 1, line, null, RecordText.SceneOrCardTitle(line.Scene, names))]
            : line.Airings.Select(airing => new AiredRow(index + 1, line, airing, RecordText.SceneOrCardTitle(airing.Scene, names)));
    }
}
