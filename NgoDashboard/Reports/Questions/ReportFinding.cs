using NgoDashboard.Figures.Codes;
using NgoDashboard.Figures.Cube;
using NgoDashboard.Figures.Provinces;
using NgoDashboard.Reports.Sheets;

namespace NgoDashboard.Reports.Questions;

/// <summary>
/// What is wrong, doubtful or notable about a report. The code is part of the key of its sentence.
/// </summary>
public enum ReportFindingKind
{
    // Errors of a whole file: nothing in it can be read.
    [ReportFindingCode("tooLarge", ReportFindingSeverity.FileError)] TooLarge,
    [ReportFindingCode("empty", ReportFindingSeverity.FileError)] Empty,
    [ReportFindingCode("notATable", ReportFindingSeverity.FileError)] NotATable,
    [ReportFindingCode("oldSpreadsheet", ReportFindingSeverity.FileError)] OldSpreadsheet,
    [ReportFindingCode("oldDocument", ReportFindingSeverity.FileError)] OldDocument,
    [ReportFindingCode("pdf", ReportFindingSeverity.FileError)] Pdf,
    [ReportFindingCode("picture", ReportFindingSeverity.FileError)] Picture,
    [ReportFindingCode("archive", ReportFindingSeverity.FileError)] Archive,
    [ReportFindingCode("appleDocument", ReportFindingSeverity.FileError)] AppleDocument,
    [ReportFindingCode("webArchive", ReportFindingSeverity.FileError)] WebArchive,
    [ReportFindingCode("otherOfficeDocument", ReportFindingSeverity.FileError)] OtherOfficeDocument,
    [ReportFindingCode("documentWithoutTable", ReportFindingSeverity.FileError)] DocumentWithoutTable,
    [ReportFindingCode("protected", ReportFindingSeverity.FileError)] Protected,
    [ReportFindingCode("damaged", ReportFindingSeverity.FileError)] Damaged,
    [ReportFindingCode("openQuote", ReportFindingSeverity.FileError)] UnclosedQuote,
    [ReportFindingCode("bomb", ReportFindingSeverity.FileError)] UnpackedTooLarge,
    [ReportFindingCode("nestedTooDeeply", ReportFindingSeverity.FileError)] NestedTooDeeply,
    [ReportFindingCode("tooManyElements", ReportFindingSeverity.FileError)] TooManyElements,
    [ReportFindingCode("memoryExceeded", ReportFindingSeverity.FileError)] MemoryExceeded,
    [ReportFindingCode("processorTimeExceeded", ReportFindingSeverity.FileError)] ProcessorTimeExceeded,
    [ReportFindingCode("timeExceeded", ReportFindingSeverity.FileError)] TimeExceeded,
    [ReportFindingCode("readerCrashed", ReportFindingSeverity.FileError)] ReaderCrashed,
    [ReportFindingCode("tooManyRows", ReportFindingSeverity.FileError)] TooManyRows,
    [ReportFindingCode("tooManyCells", ReportFindingSeverity.FileError)] TooManyCells,
    [ReportFindingCode("noSheet", ReportFindingSeverity.FileError)] NoSheet,
    [ReportFindingCode("noTable", ReportFindingSeverity.FileError)] NoTable,

    // Refusals: the number is not taken.
    [ReportFindingCode("notANumber", ReportFindingSeverity.Refusal)] NotANumber,
    [ReportFindingCode("errorCell", ReportFindingSeverity.Refusal)] ErrorCell,
    [ReportFindingCode("dayCell", ReportFindingSeverity.Refusal)] DateCell,
    [ReportFindingCode("hiddenNumber", ReportFindingSeverity.Refusal)] HiddenNumber,
    [ReportFindingCode("negative", ReportFindingSeverity.Refusal)] Negative,
    [ReportFindingCode("numberTooLarge", ReportFindingSeverity.Refusal)] NumberTooLarge,
    [ReportFindingCode("tooFine", ReportFindingSeverity.Refusal)] TooFine,
    [ReportFindingCode("sharedAmount", ReportFindingSeverity.Refusal)] SharedAmount,
    [ReportFindingCode("nameMissing", ReportFindingSeverity.Refusal)] NameMissing,
    [ReportFindingCode("grantNameMissing", ReportFindingSeverity.Refusal)] GrantNameMissing,
    [ReportFindingCode("sectorMissing", ReportFindingSeverity.Refusal)] SectorMissing,
    [ReportFindingCode("bareCode", ReportFindingSeverity.Refusal)] CodeWithoutBasis,
    [ReportFindingCode("codeAndName", ReportFindingSeverity.Refusal)] CodeAndName,
    [ReportFindingCode("unitDoesNotFit", ReportFindingSeverity.Refusal)] UnitDoesNotFit,
    [ReportFindingCode("unitUnknown", ReportFindingSeverity.Refusal)] UnitUnknown,
    [ReportFindingCode("unitsDisagree", ReportFindingSeverity.Refusal)] UnitsDisagree,
    [ReportFindingCode("measureUnknown", ReportFindingSeverity.Refusal)] MeasureUnknown,
    [ReportFindingCode("campaignUnknown", ReportFindingSeverity.Refusal)] CampaignUnknown,
    [ReportFindingCode("periodUnreadable", ReportFindingSeverity.Refusal)] PeriodUnreadable,
    [ReportFindingCode("noRate", ReportFindingSeverity.Refusal)] ExchangeRateMissing,
    [ReportFindingCode("asideDiffers", ReportFindingSeverity.Refusal)] CalculatedTotalDiffers,

    // Waits for the answer to a question.
    [ReportFindingCode("unanswered", ReportFindingSeverity.OpenQuestion)] Unanswered,

    // Doubts: taken only if the desk accepts them.
    [ReportFindingCode("totalDiffers", ReportFindingSeverity.Doubt)] TotalDiffers,
    [ReportFindingCode("sumLacks", ReportFindingSeverity.Doubt)] SumIncomplete,
    [ReportFindingCode("looksLikeSum", ReportFindingSeverity.Doubt)] LooksLikeSum,
    [ReportFindingCode("disbursedOverCommitted", ReportFindingSeverity.Doubt)] DisbursedOverCommitted,
    [ReportFindingCode("slip", ReportFindingSeverity.Doubt)] UnitMistaken,
    [ReportFindingCode("slipOfCurrency", ReportFindingSeverity.Doubt)] CurrencyMistaken,
    [ReportFindingCode("unitChanges", ReportFindingSeverity.Doubt)] UnitChanges,
    [ReportFindingCode("yearJump", ReportFindingSeverity.Doubt)] YearJump,
    [ReportFindingCode("aboveNation", ReportFindingSeverity.Doubt)] AboveNation,
    [ReportFindingCode("aboveProvinces", ReportFindingSeverity.Doubt)] AboveProvinces,
    [ReportFindingCode("differsFromPublished", ReportFindingSeverity.Doubt)] DiffersFromPublished,
    [ReportFindingCode("provinceMerged", ReportFindingSeverity.Doubt)] ProvinceMerged,
    [ReportFindingCode("sameGrant", ReportFindingSeverity.Doubt)] SameGrant,
    [ReportFindingCode("overlaps", ReportFindingSeverity.Doubt)] Overlaps,
    [ReportFindingCode("balanceDiffers", ReportFindingSeverity.Doubt)] BalanceDiffers,
    [ReportFindingCode("currenciesDisagree", ReportFindingSeverity.Doubt)] CurrenciesDisagree,
    [ReportFindingCode("rateOverHundred", ReportFindingSeverity.Doubt)] RateOverHundred,
    [ReportFindingCode("rateOfOne", ReportFindingSeverity.Doubt)] RateBelowOnePercent,
    [ReportFindingCode("countIsLarge", ReportFindingSeverity.Doubt)] CountIsLarge,
    [ReportFindingCode("scaledDisplay", ReportFindingSeverity.Doubt)] ScaledDisplay,
    [ReportFindingCode("titleOfAnotherTime", ReportFindingSeverity.Doubt)] TitleOfOtherPeriod,
    [ReportFindingCode("sheetDisagrees", ReportFindingSeverity.Doubt)] SheetDisagrees,
    [ReportFindingCode("columnWithoutHead", ReportFindingSeverity.Doubt)] ColumnWithoutHeader,
    [ReportFindingCode("columnSplits", ReportFindingSeverity.Doubt)] ColumnSplits,
    [ReportFindingCode("nothingRead", ReportFindingSeverity.Doubt)] NothingRead,
    [ReportFindingCode("rule", ReportFindingSeverity.Doubt)] EditRule,

    // Notes.
    [ReportFindingCode("textNumbers", ReportFindingSeverity.Note)] TextNumbers,
    [ReportFindingCode("nationalGrant", ReportFindingSeverity.Note)] NationalGrant,
    [ReportFindingCode("leftOut", ReportFindingSeverity.Note)] LeftOut,
    [ReportFindingCode("formulas", ReportFindingSeverity.Note)] Formulas,
    [ReportFindingCode("hiddenRows", ReportFindingSeverity.Note)] HiddenRows,
    [ReportFindingCode("hiddenColumns", ReportFindingSeverity.Note)] HiddenColumns,
    [ReportFindingCode("hiddenSheet", ReportFindingSeverity.Note)] HiddenSheet,
    [ReportFindingCode("macros", ReportFindingSeverity.Note)] Macros,
    [ReportFindingCode("totalWithoutParts", ReportFindingSeverity.Note)] TotalWithoutParts,
    [ReportFindingCode("numberOutsideTable", ReportFindingSeverity.Note)] NumberOutsideTable,
    [ReportFindingCode("columnNotRead", ReportFindingSeverity.Note)] ColumnNotRead,
    [ReportFindingCode("rowNotRead", ReportFindingSeverity.Note)] RowNotRead,
    [ReportFindingCode("rowBeside", ReportFindingSeverity.Note)] PartOfRowAbove,
    [ReportFindingCode("filledDown", ReportFindingSeverity.Note)] FilledDown,
    [ReportFindingCode("converted", ReportFindingSeverity.Note)] Converted,
    [ReportFindingCode("alsoInDong", ReportFindingSeverity.Note)] AlsoStatedInVnd,
    [ReportFindingCode("lostLetters", ReportFindingSeverity.Note)] UnreadableCharacters,
    [ReportFindingCode("oldFont", ReportFindingSeverity.Note)] OldFont,
}

/// <summary>What follows from a finding.</summary>
public enum ReportFindingSeverity
{
    /// <summary>Nothing in the file can be read.</summary>
    FileError,

    /// <summary>A number is not taken.</summary>
    Refusal,

    /// <summary>A number waits for the answer to a question.</summary>
    OpenQuestion,

    /// <summary>Taken only if the desk accepts it.</summary>
    Doubt,

    /// <summary>For information.</summary>
    Note,
}

/// <summary>Code and severity of a <see cref="ReportFindingKind"/>.</summary>
public sealed class ReportFindingCodeAttribute(string code, ReportFindingSeverity severity) : CodeAttribute(code)
{
    public ReportFindingSeverity Severity => severity;
}

/// <summary>One finding, and where it applies.</summary>
/// <param name="Args">
/// Arguments of its sentence: texts, numbers, <see cref="Quantity"/>, <see cref="FigureKey"/>, <see cref="ProvinceCode"/>,
/// <see cref="CellReference"/>, or the finding of an edit rule.
/// </param>
public sealed record ReportFinding(ReportFindingKind Kind, string File, CellReference? Location, params IReadOnlyList<object> Args)
{
    /// <summary>The province that has to correct it; null if it is unknown.</summary>
    public ProvinceCode? ResponsibleProvince { get; init; }

    public ReportFindingSeverity Severity =>
        EnumCodes.GetAttribute<ReportFindingKind, ReportFindingCodeAttribute>(Kind).Severity;

    public bool IsFileError => Severity == ReportFindingSeverity.FileError;

    public bool IsRefusal => Severity == ReportFindingSeverity.Refusal;

    public bool IsDoubt => Severity == ReportFindingSeverity.Doubt;

    public bool IsNote => Severity == ReportFindingSeverity.Note;
}
