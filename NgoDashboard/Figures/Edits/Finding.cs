using NgoDashboard.Figures.Cube;

namespace NgoDashboard.Figures.Edits;

/// <summary>Why a value is refused, or what the desk must confirm first. Each name is the key of a text resource.</summary>
public enum FindingKind
{
    // Errors, refused: nothing is stored and no screen changes.
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

    // Doubts, stored once the desk confirms them. Finding.IsDoubt relies on this order: errors above, doubts from here on.
    Jump,
    DisbursedOverCommitted,
    PartOverWhole,
    UnitChanges,
    SourcesDisagree,
    TotalChanges,
    TotalVanishes,
}

/// <summary>The type that a field must have, for the sentence of <see cref="FindingKind.WrongType"/>.</summary>
public enum FieldType
{
    Text,
    Number,
    Integer,
    Boolean,
    Array,
    Object,
}

/// <summary>One error or doubt about an edit.</summary>
/// <param name="Field">The field of the edit that it concerns, as the API names it.</param>
/// <param name="Args">Arguments of the sentence: texts, <see cref="Quantity"/>, <see cref="FigureKey"/> and the like.</param>
public sealed record Finding(FindingKind Kind, string Field, params IReadOnlyList<object> Args)
{
    /// <summary>Whether the desk can confirm it; an error cannot be confirmed.</summary>
    public bool IsDoubt => Kind >= FindingKind.Jump;
}
