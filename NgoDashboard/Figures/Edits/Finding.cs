using NgoDashboard.Figures.Cube;

namespace NgoDashboard.Figures.Edits;

/// <summary>Why a value is refused, or what the desk is asked first. Each has its sentence in the text resources.</summary>
public enum FindingKind
{
    // Refused: nothing is stored and no screen is touched.
    NotANumber,
    AmbiguousSeparators,
    Negative,
    TooLarge,
    TooFine,
    UnitDoesNotFit,
    UnknownUnit,
    UnknownQualifier,
    UnknownMeasure,
    UnknownProvince,
    UnknownSector,
    UnknownCampaign,
    BadDate,
    PeriodTurnedRound,
    ReasonMissing,
    ReasonTooLong,
    UnknownField,
    WrongType,
    RepeatedKey,
    UnknownStatement,
    Stale,
    FieldMissing,
    RepeatedField,
    TextTooLong,
    BadAddress,
    NothingSent,
    TooMany,
    UnknownScene,
    UnknownCover,
    UnknownParameter,
    BadYear,
    ProvinceMissing,
    ProvinceNotCurrent,
    UnknownRole,
    NoProvinceForDesk,
    UnknownSources,
    UnknownFormat,
    SameYears,
    ProvincesCount,
    RepeatedProvince,
    TextMissing,
    TooManyLines,
    ControlCharacter,
    NotOwnFigure,
    SameAsStated,
    TooManyOpen,
    TooManyThisMinute,
    TooManyThisMeeting,
    AlreadyAsked,
    SubjectTooLong,
    AttachmentTooLarge,
    AttachmentEmpty,
    AttachmentUnknown,
    AttachmentMacros,
    AttachmentBroken,
    AttachmentMemoryExceeded,
    AttachmentProcessorTimeExceeded,
    AttachmentTimeExceeded,
    AttachmentReaderCrashed,
    AttachmentsFull,
    ProposalMissing,
    ProposalTooLong,
    NoSuchItem,
    BadWidth,
    OnePicture,

    // Asked first: taken when the desk says that it is right.
    Jump,
    DisbursedOverCommitted,
    PartOverWhole,
    UnitChanges,
    SourcesDisagree,
    TotalChanges,
    TotalVanishes,
}

/// <summary>What a field must hold, for the sentence of <see cref="FindingKind.WrongType"/>.</summary>
public enum FieldType
{
    Text,
    Number,
    Integer,
    Boolean,
    Array,
    Object,
}

/// <summary>One thing that is wrong or doubtful.</summary>
/// <param name="Field">The field of the edit it is about, in the API's words.</param>
/// <param name="Args">What the sentence names: texts, <see cref="Quantity"/>, <see cref="FigureKey"/> and the like.</param>
public sealed record Finding(FindingKind Kind, string Field, params IReadOnlyList<object> Args)
{
    public bool IsDoubt => Kind >= FindingKind.Jump;
}
