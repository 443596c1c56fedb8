namespace NgoDashboard.Meeting.Points;

/// <summary>Why a list of bridge points, or one of its points, is refused. Each name is the key of a text resource.</summary>
public enum PointFaultKind
{
    // Errors of the whole file: nothing in it can be read.
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

    // Errors of the table header.
    ColumnMissing,
    ColumnUnknown,
    ColumnTwice,

    // Errors of a line.
    TooManyCells,
    TooFewCells,
    CellWithoutColumn,
    SameName,

    // Errors of a cell.
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

    // Errors of a point that is added at the desk.
    NameTaken,
}

/// <summary>One error, with its position.</summary>
/// <param name="Line">The line of the file, counted from 1; null if it concerns no line.</param>
/// <param name="Column">The column, by the file's own header; null if it concerns no column.</param>
public sealed record PointFault(PointFaultKind Kind, int? Line = null, string? Column = null, params IReadOnlyList<object> Args);
