using NgoDashboard.Figures.Codes;
using NgoDashboard.Figures.Cube;

namespace NgoDashboard.Figures.Edits;

/// <summary>Why a value is refused, or what the desk must confirm first. The code is also the key of its sentence.</summary>
public enum FindingKind
{
    // Errors, refused: nothing is stored and no screen changes.
    [FindingCode("notANumber", FindingSeverity.Error)] NotANumber,
    [FindingCode("ambiguousSeparators", FindingSeverity.Error)] AmbiguousSeparators,
    [FindingCode("negative", FindingSeverity.Error)] Negative,
    [FindingCode("tooLarge", FindingSeverity.Error)] TooLarge,
    [FindingCode("tooFine", FindingSeverity.Error)] TooFine,
    [FindingCode("unitDoesNotFit", FindingSeverity.Error)] UnitDoesNotFit,
    [FindingCode("unknownUnit", FindingSeverity.Error)] UnknownUnit,
    [FindingCode("unknownQualifier", FindingSeverity.Error)] UnknownQualifier,
    [FindingCode("unknownMeasure", FindingSeverity.Error)] UnknownMeasure,
    [FindingCode("unknownProvince", FindingSeverity.Error)] UnknownProvince,
    [FindingCode("unknownSector", FindingSeverity.Error)] UnknownSector,
    [FindingCode("unknownCampaign", FindingSeverity.Error)] UnknownCampaign,
    [FindingCode("badDate", FindingSeverity.Error)] InvalidDate,
    [FindingCode("periodTurnedRound", FindingSeverity.Error)] PeriodReversed,
    [FindingCode("reasonMissing", FindingSeverity.Error)] ReasonMissing,
    [FindingCode("reasonTooLong", FindingSeverity.Error)] ReasonTooLong,
    [FindingCode("unknownField", FindingSeverity.Error)] UnknownField,
    [FindingCode("wrongType", FindingSeverity.Error)] WrongType,
    [FindingCode("repeatedKey", FindingSeverity.Error)] RepeatedKey,
    [FindingCode("unknownStatement", FindingSeverity.Error)] UnknownStatement,
    [FindingCode("stale", FindingSeverity.Error)] Stale,
    [FindingCode("fieldMissing", FindingSeverity.Error)] FieldMissing,
    [FindingCode("repeatedField", FindingSeverity.Error)] RepeatedField,
    [FindingCode("textTooLong", FindingSeverity.Error)] TextTooLong,
    [FindingCode("badAddress", FindingSeverity.Error)] InvalidAddress,
    [FindingCode("nothingSent", FindingSeverity.Error)] NoEdits,
    [FindingCode("tooMany", FindingSeverity.Error)] TooMany,
    [FindingCode("unknownScene", FindingSeverity.Error)] UnknownScene,
    [FindingCode("unknownCover", FindingSeverity.Error)] UnknownCover,
    [FindingCode("unknownParameter", FindingSeverity.Error)] UnknownParameter,
    [FindingCode("badYear", FindingSeverity.Error)] InvalidYear,
    [FindingCode("provinceMissing", FindingSeverity.Error)] ProvinceMissing,
    [FindingCode("provinceNotCurrent", FindingSeverity.Error)] ProvinceNotCurrent,
    [FindingCode("unknownRole", FindingSeverity.Error)] UnknownRole,
    [FindingCode("noProvinceForDesk", FindingSeverity.Error)] NoProvinceForDesk,
    [FindingCode("unknownSources", FindingSeverity.Error)] UnknownSources,
    [FindingCode("unknownFormat", FindingSeverity.Error)] UnknownFormat,
    [FindingCode("sameYears", FindingSeverity.Error)] SameYears,
    [FindingCode("provincesCount", FindingSeverity.Error)] ProvincesCount,
    [FindingCode("repeatedProvince", FindingSeverity.Error)] RepeatedProvince,
    [FindingCode("textMissing", FindingSeverity.Error)] TextMissing,
    [FindingCode("tooManyLines", FindingSeverity.Error)] TooManyLines,
    [FindingCode("controlCharacter", FindingSeverity.Error)] ControlCharacter,
    [FindingCode("notOwnFigure", FindingSeverity.Error)] NotOwnFigure,
    [FindingCode("sameAsStated", FindingSeverity.Error)] SameAsStated,
    [FindingCode("tooManyOpen", FindingSeverity.Error)] TooManyOpen,
    [FindingCode("tooManyThisMinute", FindingSeverity.Error)] TooManyThisMinute,
    [FindingCode("tooManyThisMeeting", FindingSeverity.Error)] TooManyThisMeeting,
    [FindingCode("alreadyAsked", FindingSeverity.Error)] AlreadyInQueue,
    [FindingCode("subjectTooLong", FindingSeverity.Error)] SubjectTooLong,
    [FindingCode("attachmentTooLarge", FindingSeverity.Error)] AttachmentTooLarge,
    [FindingCode("attachmentEmpty", FindingSeverity.Error)] AttachmentEmpty,
    [FindingCode("attachmentUnknown", FindingSeverity.Error)] AttachmentUnknown,
    [FindingCode("attachmentMacros", FindingSeverity.Error)] AttachmentMacros,
    [FindingCode("attachmentBroken", FindingSeverity.Error)] AttachmentBroken,
    [FindingCode("attachmentMemoryExceeded", FindingSeverity.Error)] AttachmentMemoryExceeded,
    [FindingCode("attachmentProcessorTimeExceeded", FindingSeverity.Error)] AttachmentProcessorTimeExceeded,
    [FindingCode("attachmentTimeExceeded", FindingSeverity.Error)] AttachmentTimeExceeded,
    [FindingCode("attachmentReaderCrashed", FindingSeverity.Error)] AttachmentReaderCrashed,
    [FindingCode("attachmentsFull", FindingSeverity.Error)] AttachmentsFull,
    [FindingCode("proposalMissing", FindingSeverity.Error)] ProposalMissing,
    [FindingCode("proposalTooLong", FindingSeverity.Error)] ProposalTooLong,
    [FindingCode("noSuchItem", FindingSeverity.Error)] NoSuchItem,
    [FindingCode("badWidth", FindingSeverity.Error)] InvalidWidth,
    [FindingCode("onePicture", FindingSeverity.Error)] SinglePictureOnly,
    [FindingCode("badRate", FindingSeverity.Error)] InvalidRate,
    [FindingCode("noRateOfYear", FindingSeverity.Error)] NoRateOfYear,
    [FindingCode("sourceMissing", FindingSeverity.Error)] SourceMissing,
    [FindingCode("badSourceDate", FindingSeverity.Error)] InvalidSourceDate,
    [FindingCode("nameMissing", FindingSeverity.Error)] NameMissing,
    [FindingCode("shortNameTooLong", FindingSeverity.Error)] ShortNameTooLong,
    [FindingCode("nameTaken", FindingSeverity.Error)] NameTaken,
    [FindingCode("tooManyAliases", FindingSeverity.Error)] TooManyAliases,
    [FindingCode("unknownKind", FindingSeverity.Error)] UnknownCampaignKind,
    [FindingCode("merged", FindingSeverity.Error)] ItemMerged,
    [FindingCode("mergeIntoItself", FindingSeverity.Error)] MergeIntoItself,
    [FindingCode("mergeOfKinds", FindingSeverity.Error)] MergeOfKinds,
    [FindingCode("mergeConflict", FindingSeverity.Error)] MergeConflict,
    [FindingCode("nothingChanges", FindingSeverity.Error)] NothingChanges,
    [FindingCode("unknownEdit", FindingSeverity.Error)] UnknownReferenceEdit,
    [FindingCode("referenceStale", FindingSeverity.Error)] ReferenceStale,

    // Doubts, stored once the desk confirms them.
    [FindingCode("jump", FindingSeverity.Doubt)] Jump,
    [FindingCode("disbursedOverCommitted", FindingSeverity.Doubt)] DisbursedOverCommitted,
    [FindingCode("partOverWhole", FindingSeverity.Doubt)] PartOverWhole,
    [FindingCode("unitChanges", FindingSeverity.Doubt)] UnitChanges,
    [FindingCode("sourcesDisagree", FindingSeverity.Doubt)] SourcesDisagree,
    [FindingCode("totalChanges", FindingSeverity.Doubt)] TotalChanges,
    [FindingCode("totalVanishes", FindingSeverity.Doubt)] TotalDisappears,
    [FindingCode("rateFactor", FindingSeverity.Doubt)] RateFactor,
    [FindingCode("rateJump", FindingSeverity.Doubt)] RateJump,
}

/// <summary>What the desk can do about a finding.</summary>
public enum FindingSeverity
{
    /// <summary>Refused, whatever the desk says.</summary>
    Error,

    /// <summary>Stored once the desk confirms it.</summary>
    Doubt,
}

/// <summary>Code and severity of a <see cref="FindingKind"/>.</summary>
public sealed class FindingCodeAttribute(string code, FindingSeverity severity) : CodeAttribute(code)
{
    public FindingSeverity Severity => severity;
}

/// <summary>The type that a field must have, for the sentence of <see cref="FindingKind.WrongType"/>.</summary>
public enum FieldType
{
    [Code("text")] Text,
    [Code("number")] Number,
    [Code("integer")] Integer,
    [Code("boolean")] Boolean,
    [Code("array")] Array,
    [Code("object")] Object,
}

/// <summary>One error or doubt about an edit.</summary>
/// <param name="Field">The field of the edit that it concerns, as the API names it.</param>
/// <param name="Args">Arguments of the sentence: texts, <see cref="Quantity"/>, <see cref="FigureKey"/> and the like.</param>
public sealed record Finding(FindingKind Kind, string Field, params IReadOnlyList<object> Args)
{
    /// <summary>Whether the desk can confirm it; an error cannot be confirmed.</summary>
    public bool IsDoubt => Severity == FindingSeverity.Doubt;

    public FindingSeverity Severity => EnumCodes.GetAttribute<FindingKind, FindingCodeAttribute>(Kind).Severity;
}
