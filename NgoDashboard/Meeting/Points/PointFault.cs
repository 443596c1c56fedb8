using NgoDashboard.Language;

namespace NgoDashboard.Meeting.Points;

/// <summary>Why a list of bridge points, or one of them, is refused. Each has its sentence in the text resources.</summary>
public enum PointFaultKind
{
    // Of the whole file: nothing in it can be read.
    TooLarge,
    Empty,
    NotAList,
    OldSpreadsheet,
    Protected,
    Damaged,
    UnpackedTooLarge,
    NestedTooDeeply,
    TooManyElements,
    MemoryExceeded,
    ProcessorTimeExceeded,
    TimeExceeded,
    ReaderCrashed,
    NoSheet,
    NoHeader,
    NoRows,
    TooManyRows,

    // Of its head.
    ColumnMissing,
    ColumnUnknown,
    ColumnTwice,

    // Of a line.
    TooManyCells,
    TooFewCells,
    CellWithoutColumn,
    SameName,

    // Of a cell.
    UnclosedQuote,
    StrayQuote,
    LostLetters,
    ErrorCell,
    FormulaCell,
    NameMissing,
    NameTooLong,
    NameWithoutLetters,
    PlaceTooLong,
    LineBreak,
    ControlCharacter,
    InvisibleCharacter,
    LooksLikeFormula,
    KindMissing,
    KindUnknown,
    ProvinceMissing,
    ProvinceOfMinistry,
    ProvinceUnknown,
    ProvinceAmbiguous,
    ProvinceBareCode,

    // Of a point that is added at the desk.
    NameTaken,
}

/// <summary>One thing that is wrong, and where.</summary>
/// <param name="Line">Of the file, counted from 1; null where it is about no line.</param>
/// <param name="Column">As the file's own head names it; null where it is about no column.</param>
public sealed record PointFault(PointFaultKind Kind, int? Line = null, string? Column = null, params IReadOnlyList<object> Args)
{
    /// <summary>In the reader's language.</summary>
    public string Sentence => Words.Points[$"fault-{Kind}", [.. Args]];
}
