using NgoDashboard.Figures.Edits;

namespace NgoDashboard.Tests.Figures.Edits;

/// <summary>The severity of every finding of edits; the order of the members means nothing.</summary>
public sealed class FindingSeverityTests
{
    static readonly (FindingKind Kind, FindingSeverity Severity)[] Expected =
    [
        (FindingKind.NotANumber, FindingSeverity.Error),
        (FindingKind.AmbiguousSeparators, FindingSeverity.Error),
        (FindingKind.Negative, FindingSeverity.Error),
        (FindingKind.TooLarge, FindingSeverity.Error),
        (FindingKind.TooFine, FindingSeverity.Error),
        (FindingKind.UnitDoesNotFit, FindingSeverity.Error),
        (FindingKind.UnknownUnit, FindingSeverity.Error),
        (FindingKind.UnknownQualifier, FindingSeverity.Error),
        (FindingKind.UnknownMeasure, FindingSeverity.Error),
        (FindingKind.UnknownProvince, FindingSeverity.Error),
        (FindingKind.UnknownSector, FindingSeverity.Error),
        (FindingKind.UnknownCampaign, FindingSeverity.Error),
        (FindingKind.InvalidDate, FindingSeverity.Error),
        (FindingKind.PeriodReversed, FindingSeverity.Error),
        (FindingKind.ReasonMissing, FindingSeverity.Error),
        (FindingKind.ReasonTooLong, FindingSeverity.Error),
        (FindingKind.UnknownField, FindingSeverity.Error),
        (FindingKind.WrongType, FindingSeverity.Error),
        (FindingKind.RepeatedKey, FindingSeverity.Error),
        (FindingKind.UnknownStatement, FindingSeverity.Error),
        (FindingKind.Stale, FindingSeverity.Error),
        (FindingKind.FieldMissing, FindingSeverity.Error),
        (FindingKind.RepeatedField, FindingSeverity.Error),
        (FindingKind.TextTooLong, FindingSeverity.Error),
        (FindingKind.InvalidAddress, FindingSeverity.Error),
        (FindingKind.NoEdits, FindingSeverity.Error),
        (FindingKind.TooMany, FindingSeverity.Error),
        (FindingKind.UnknownScene, FindingSeverity.Error),
        (FindingKind.UnknownCover, FindingSeverity.Error),
        (FindingKind.UnknownParameter, FindingSeverity.Error),
        (FindingKind.InvalidYear, FindingSeverity.Error),
        (FindingKind.ProvinceMissing, FindingSeverity.Error),
        (FindingKind.ProvinceNotCurrent, FindingSeverity.Error),
        (FindingKind.UnknownRole, FindingSeverity.Error),
        (FindingKind.NoProvinceForDesk, FindingSeverity.Error),
        (FindingKind.UnknownSources, FindingSeverity.Error),
        (FindingKind.UnknownFormat, FindingSeverity.Error),
        (FindingKind.SameYears, FindingSeverity.Error),
        (FindingKind.ProvincesCount, FindingSeverity.Error),
        (FindingKind.RepeatedProvince, FindingSeverity.Error),
        (FindingKind.TextMissing, FindingSeverity.Error),
        (FindingKind.TooManyLines, FindingSeverity.Error),
        (FindingKind.ControlCharacter, FindingSeverity.Error),
        (FindingKind.NotOwnFigure, FindingSeverity.Error),
        (FindingKind.SameAsStated, FindingSeverity.Error),
        (FindingKind.TooManyOpen, FindingSeverity.Error),
        (FindingKind.TooManyThisMinute, FindingSeverity.Error),
        (FindingKind.TooManyThisMeeting, FindingSeverity.Error),
        (FindingKind.AlreadyInQueue, FindingSeverity.Error),
        (FindingKind.SubjectTooLong, FindingSeverity.Error),
        (FindingKind.AttachmentTooLarge, FindingSeverity.Error),
        (FindingKind.AttachmentEmpty, FindingSeverity.Error),
        (FindingKind.AttachmentUnknown, FindingSeverity.Error),
        (FindingKind.AttachmentMacros, FindingSeverity.Error),
        (FindingKind.AttachmentBroken, FindingSeverity.Error),
        (FindingKind.AttachmentMemoryExceeded, FindingSeverity.Error),
        (FindingKind.AttachmentProcessorTimeExceeded, FindingSeverity.Error),
        (FindingKind.AttachmentTimeExceeded, FindingSeverity.Error),
        (FindingKind.AttachmentReaderCrashed, FindingSeverity.Error),
        (FindingKind.AttachmentsFull, FindingSeverity.Error),
        (FindingKind.ProposalMissing, FindingSeverity.Error),
        (FindingKind.ProposalTooLong, FindingSeverity.Error),
        (FindingKind.NoSuchItem, FindingSeverity.Error),
        (FindingKind.InvalidWidth, FindingSeverity.Error),
        (FindingKind.SinglePictureOnly, FindingSeverity.Error),
        (FindingKind.Jump, FindingSeverity.Doubt),
        (FindingKind.DisbursedOverCommitted, FindingSeverity.Doubt),
        (FindingKind.PartOverWhole, FindingSeverity.Doubt),
        (FindingKind.UnitChanges, FindingSeverity.Doubt),
        (FindingKind.SourcesDisagree, FindingSeverity.Doubt),
        (FindingKind.TotalChanges, FindingSeverity.Doubt),
        (FindingKind.TotalDisappears, FindingSeverity.Doubt),
    ];

    [Fact]
    public void Severity_OfEveryKind_IsThatOfTheTable()
    {
        Assert.Equal(Enum.GetValues<FindingKind>().ToHashSet(), Expected.Select(row => row.Kind).ToHashSet());
        Assert.All(Expected, row => Assert.Equal(row.Severity, new Finding(row.Kind, "value").Severity));
        Assert.All(Expected, row => Assert.Equal(row.Severity == FindingSeverity.Doubt, new Finding(row.Kind, "value").IsDoubt));
    }
}
