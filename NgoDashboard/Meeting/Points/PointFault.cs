using NgoDashboard.Figures.Codes;

namespace NgoDashboard.Meeting.Points;

/// <summary>Why a list of bridge points, or one of its points, is refused. The code is part of the key of its sentence.</summary>
public enum PointFaultKind
{
    // Errors of the whole file: nothing in it can be read.
    [Code("tooLarge")] TooLarge,
    [Code("empty")] Empty,
    [Code("notAList")] NotAList,
    [Code("oldSpreadsheet")] OldSpreadsheet,
    [Code("protected")] Protected,
    [Code("damaged")] Damaged,
    [Code("unpackedTooLarge")] UnpackedTooLarge,
    [Code("nestedTooDeeply")] NestedTooDeeply,
    [Code("tooManyElements")] TooManyElements,
    [Code("memoryExceeded")] MemoryExceeded,
    [Code("processorTimeExceeded")] ProcessorTimeExceeded,
    [Code("timeExceeded")] TimeExceeded,
    [Code("readerCrashed")] ReaderCrashed,
    [Code("noSheet")] NoSheet,
    [Code("noHeader")] NoHeader,
    [Code("noRows")] NoRows,
    [Code("tooManyRows")] TooManyRows,

    // Errors of the table header.
    [Code("columnMissing")] ColumnMissing,
    [Code("columnUnknown")] ColumnUnknown,
    [Code("columnTwice")] DuplicateColumn,

    // Errors of a line.
    [Code("tooManyCells")] TooManyCells,
    [Code("tooFewCells")] TooFewCells,
    [Code("cellWithoutColumn")] CellWithoutColumn,
    [Code("sameName")] DuplicateName,

    // Errors of a cell.
    [Code("unclosedQuote")] UnclosedQuote,
    [Code("strayQuote")] StrayQuote,
    [Code("lostLetters")] UnreadableCharacters,
    [Code("errorCell")] ErrorCell,
    [Code("formulaCell")] FormulaCell,
    [Code("nameMissing")] NameMissing,
    [Code("nameTooLong")] NameTooLong,
    [Code("nameWithoutLetters")] NameWithoutLetters,
    [Code("placeTooLong")] PlaceTooLong,
    [Code("lineBreak")] LineBreak,
    [Code("controlCharacter")] ControlCharacter,
    [Code("invisibleCharacter")] InvisibleCharacter,
    [Code("looksLikeFormula")] LooksLikeFormula,
    [Code("kindMissing")] KindMissing,
    [Code("kindUnknown")] KindUnknown,
    [Code("provinceMissing")] ProvinceMissing,
    [Code("provinceOfMinistry")] ProvinceOfMinistry,
    [Code("provinceUnknown")] ProvinceUnknown,
    [Code("provinceAmbiguous")] ProvinceAmbiguous,
    [Code("provinceBareCode")] ProvinceCodeWithoutBasis,

    // Errors of a point that is added at the desk.
    [Code("nameTaken")] NameTaken,
}

/// <summary>One error, with its position.</summary>
/// <param name="Line">The line of the file, counted from 1; null if it concerns no line.</param>
/// <param name="Column">The column, by the file's own header; null if it concerns no column.</param>
public sealed record PointFault(PointFaultKind Kind, int? Line = null, string? Column = null, params IReadOnlyList<object> Args);
