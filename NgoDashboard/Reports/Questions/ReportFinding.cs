using NgoDashboard.Figures.Cube;
using NgoDashboard.Figures.Provinces;
using NgoDashboard.Reports.Sheets;

namespace NgoDashboard.Reports.Questions;

/// <summary>What is wrong, doubtful or worth knowing about a report. Each has its sentence in the text resources.</summary>
public enum ReportFindingKind
{
    // Of a whole file: nothing in it can be read.
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

    // Refused: the number is not taken.
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

    // Doubtful: taken only when the desk says so.
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

    // To know.
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

/// <summary>One of them, and where.</summary>
/// <param name="Args">What the sentence names: texts, numbers, <see cref="Quantity"/>, <see cref="FigureKey"/>, <see cref="ProvinceCode"/>, <see cref="CellReference"/>, or the finding of a rule.</param>
public sealed record ReportFinding(ReportFindingKind Kind, string File, CellReference? Location, params IReadOnlyList<object> Args)
{
    /// <summary>Whose it is to mend, where that is known.</summary>
    public ProvinceCode? ResponsibleProvince { get; init; }

    public bool IsFileError => Kind <= ReportFindingKind.NoTable;

    public bool IsRefusal => Kind is > ReportFindingKind.NoTable and < ReportFindingKind.Unanswered;

    public bool IsDoubt => Kind is > ReportFindingKind.Unanswered and < ReportFindingKind.TextNumbers;

    public bool IsNote => Kind >= ReportFindingKind.TextNumbers;
}
