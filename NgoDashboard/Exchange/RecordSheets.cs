using NgoDashboard.Figures;
using NgoDashboard.Language;
using NgoDashboard.Live;

namespace NgoDashboard.Exchange;

/// <summary>The record as a workbook: its four parts as sheets, with the words of its page.</summary>
static class RecordSheets
{
    public static byte[] Write(MeetingRecord record, Snapshot names) => SheetFile.Write(
        Sheet("corrections", Corrections, record.Corrections.Select(correction => new CorrectedRow(correction, record, names))),
        Sheet("agenda", Agenda, record.Agenda.Index().SelectMany(line => AiredRow.Of(line.Index, line.Item, names))),
        Sheet("versions", Versions, record.Versions.SelectMany(version => RecordRows.Of(version, names).Select(row => (version, row)))),
        Sheet("points", Points, record.Attendance.Select(point => (point, names.Reference))));

    static readonly (string Header, double Width, Func<CorrectedRow, object?> Cell)[] Corrections =
    [
        ("col-version", 8, row => row.Change.Version),
        ("col-at", 20, row => VietNam.Time(row.Change.At)),
        ("col-figure", 44, row => Names.Of(row.Change.Key, row.Snapshot.Reference)),
        ("col-old", 18, row => row.Change.Before?.Whole),
        ("col-old-unit", 10, row => Unit(row.Change.Before?.Unit)),
        ("col-old-qualifier", 12, row => Qualifier(row.Change.QualifierBefore)),
        ("col-new", 18, row => row.Change.After?.Whole),
        ("col-new-unit", 10, row => Unit(row.Change.After?.Unit)),
        ("col-new-qualifier", 12, row => row.Change.After is null ? null : Qualifier(row.Change.QualifierAfter)),
        ("col-reason", 40, row => row.Change.Reason),
        ("col-source", 40, row => RecordText.Source(row.Change)),
        ("col-who", 24, row => Names.Person(row.Change.Who)),
        ("col-on-air", 36, row => RecordText.Title(row.Correction.OnAir, row.Snapshot)),
        ("col-state", 36, row => RecordText.State(row.Correction, row.Record)),
    ];

    static readonly (string Header, double Width, Func<AiredRow, object?> Cell)[] Agenda =
    [
        ("col-order", 8, row => row.Line.Item is null ? null : row.Order),
        ("col-title", 48, row => row.Title),
        ("col-note", 36, row => row.Line.Note.Length > 0 ? row.Line.Note : null),
        ("col-state", 24, row => row.State),
        ("col-from", 20, row => row.Airing is { } airing ? VietNam.Time(airing.From) : null),
        ("col-to", 20, row => row.Airing is { To: { } to } ? VietNam.Time(to) : null),
        ("col-from-version", 10, row => row.Airing?.Version),
    ];

    static readonly (string Header, double Width, Func<(RecordedVersion Version, RecordRow Row), object?> Cell)[] Versions =
    [
        ("col-version", 8, of => of.Version.Version),
        ("col-at", 20, of => of.Row.At),
        ("col-did", 30, of => of.Version.Did),
        ("col-who", 24, of => of.Version.Who),
        ("col-confirmed", 24, of => of.Version.ConfirmedBy),
        ("col-figure", 44, of => of.Row.Figure),
        ("col-old", 18, of => of.Row.OldValue),
        ("col-old-unit", 10, of => Unit(of.Row.OldUnit)),
        ("col-old-qualifier", 12, of => Qualifier(of.Row.OldQualifier)),
        ("col-new", 18, of => of.Row.NewValue),
        ("col-new-unit", 10, of => Unit(of.Row.NewUnit)),
        ("col-new-qualifier", 12, of => Qualifier(of.Row.NewQualifier)),
        ("col-correction", 10, of => of.Row.Correction is { } isCorrection ? Words.Record[isCorrection ? "yes" : "no"] : null),
        ("col-reason", 40, of => of.Row.Reason),
        ("col-source", 40, of => of.Row.Source),
        ("col-title", 44, of => of.Row.Title),
        ("col-warnings", 50, of => of.Row.Warnings),
        ("col-because", 36, of => of.Row.Because),
        ("col-undoes", 10, of => of.Row.Undoes),
        ("col-on-screens", 12, of => Words.Record[of.Row.OnScreens ? "yes" : "no"]),
        ("col-expected", 12, of => of.Row.Points?.Expected),
        ("col-there", 12, of => of.Row.Points?.There),
        ("col-painted", 12, of => of.Row.Points?.Painted),
        ("col-median", 14, of => of.Row.Points?.MedianMs / 1000m),
        ("col-slowest", 14, of => of.Row.Points?.SlowestMs / 1000m),
        ("col-hash", 68, of => of.Row.Hash),
    ];

    static readonly (string Header, double Width, Func<(Attended Point, Reference Reference), object?> Cell)[] Points =
    [
        ("point", 36, of => of.Point.Point),
        ("province", 24, of => of.Point.Province is { } code ? Names.Of(code, of.Reference) : null),
        ("first-seen", 20, of => VietNam.Time(of.Point.FirstSeen)),
        ("last-seen", 20, of => VietNam.Time(of.Point.LastSeen)),
        ("present", 14, of => of.Point.Present),
        ("gaps", 10, of => of.Point.Gaps),
        ("last-painted", 10, of => of.Point.LastPainted),
        ("up-to-date", 12, of => Words.Record[of.Point.IsUpToDate ? "yes" : "no"]),
        ("col-address", 24, of => of.Point.Address.Length > 0 ? of.Point.Address : null),
    ];

    static SheetContent Sheet<T>(string name, (string Header, double Width, Func<T, object?> Cell)[] columns, IEnumerable<T> rows) => new(
        Words.Record[$"sheet-{name}"],
        [.. columns.Select(column => new SheetColumn(Words.Record[column.Header], column.Width))],
        rows.Select(row => columns.Select(column => column.Cell(row)).ToArray()));

    static string? Unit(Unit? unit) => unit is { } known ? Names.Of(known) : null;

    static string? Unit(string? word) => Wire.TryRead(word, out Unit unit) ? Names.Of(unit) : null;

    static string? Qualifier(Qualifier? qualifier) => qualifier is { } known ? Names.Of(known) : null;

    static string? Qualifier(string? word) => Wire.TryRead(word, out Qualifier qualifier) ? Names.Of(qualifier) : null;

    sealed record CorrectedRow(RecordedCorrection Correction, MeetingRecord Record, Snapshot Snapshot)
    {
        public PastChange Change => Correction.Change;
    }

    /// <summary>One airing of a line of the agenda; a line that was not on air has one row without it.</summary>
    sealed record AiredRow(int Order, AgendaLine Line, Airing? Airing, string Title)
    {
        public string State => (Line, Airing) switch
        {
            ({ Item: null }, _) => Words.Record["unplanned"],
            ({ IsRemoved: true }, _) => Words.Record["removed"],
            (_, null) => Words.Record["not-aired"],
            _ => Words.Record["planned"],
        };

        public static IEnumerable<AiredRow> Of(int index, AgendaLine line, Snapshot names) => line.Airings.IsEmpty
            ? [new(index + 1, line, null, RecordText.Title(line.Scene, names))]
            : line.Airings.Select(airing => new AiredRow(index + 1, line, airing, RecordText.Title(airing.Scene, names)));
    }
}
