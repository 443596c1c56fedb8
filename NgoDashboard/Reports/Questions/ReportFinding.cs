using NgoDashboard.Figures.Cube;
using NgoDashboard.Figures.Provinces;
using NgoDashboard.Reports.Sheets;

namespace NgoDashboard.Reports.Questions;

/// <summary>
/// What is wrong, doubtful or notable about a report. Each kind has its sentence in the text resources. The order matters:
/// <see cref="ReportFinding"/> decides the severity by ranges.
/// </summary>
public enum ReportFindingKind
{
    // Errors of a whole file: nothing in it can be read.
    TooLarge,
    Empty,
    NotATable,
    OldSpreadsheet,
    Protected,
    Damaged,
    OpenQuote,
    Bomb,
    NestedTooDeeply,
    TooManyElements,
    MemoryExceeded,
    ProcessorTimeExceeded,
    TimeExceeded,
    ReaderCrashed,
    TooManyRows,
    TooManyCells,
    NoSheet,
    NoTable,

    // Refusals: the number is not taken.
    NotANumber,
    ErrorCell,
    DayCell,
    Negative,
    NumberTooLarge,
    TooFine,
    SharedAmount,
    NameMissing,
    GrantNameMissing,
    SectorMissing,
    BareCode,
    CodeAndName,
    UnitDoesNotFit,
    UnitUnknown,
    UnitsDisagree,
    MeasureUnknown,
    CampaignUnknown,
    PeriodUnreadable,
    NoRate,
    AsideDiffers,

    // Waits for the answer to a question.
    Unanswered,

    // Doubts: taken only if the desk accepts them.
    TotalDiffers,
    SumLacks,
    LooksLikeSum,
    DisbursedOverCommitted,
    Slip,
    SlipOfCurrency,
    UnitChanges,
    YearJump,
    ProvinceMerged,
    SameGrant,
    Overlaps,
    BalanceDiffers,
    CurrenciesDisagree,
    RateOverHundred,
    RateOfOne,
    CountIsLarge,
    TitleOfAnotherTime,
    SheetDisagrees,
    ColumnWithoutHead,
    ColumnSplits,
    NothingRead,
    Rule,

    // Notes.
    TextNumbers,
    NationalGrant,
    LeftOut,
    Formulas,
    HiddenRows,
    HiddenColumns,
    HiddenSheet,
    Macros,
    ColumnNotRead,
    RowNotRead,
    RowBeside,
    FilledDown,
    Converted,
    AlsoInDong,
    LostLetters,
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

    public bool IsFileError => Kind <= ReportFindingKind.NoTable;

    public bool IsRefusal => Kind is > ReportFindingKind.NoTable and < ReportFindingKind.Unanswered;

    public bool IsDoubt => Kind is > ReportFindingKind.Unanswered and < ReportFindingKind.TextNumbers;

    public bool IsNote => Kind >= ReportFindingKind.TextNumbers;
}
