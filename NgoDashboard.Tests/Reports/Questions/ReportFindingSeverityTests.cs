using NgoDashboard.Reports.Questions;

namespace NgoDashboard.Tests.Reports.Questions;

/// <summary>The severity of every finding of reports; the order of the members means nothing.</summary>
public sealed class ReportFindingSeverityTests
{
    static readonly (ReportFindingKind Kind, ReportFindingSeverity Severity)[] Expected =
    [
        (ReportFindingKind.TooLarge, ReportFindingSeverity.FileError),
        (ReportFindingKind.Empty, ReportFindingSeverity.FileError),
        (ReportFindingKind.NotATable, ReportFindingSeverity.FileError),
        (ReportFindingKind.OldSpreadsheet, ReportFindingSeverity.FileError),
        (ReportFindingKind.OldDocument, ReportFindingSeverity.FileError),
        (ReportFindingKind.Pdf, ReportFindingSeverity.FileError),
        (ReportFindingKind.Picture, ReportFindingSeverity.FileError),
        (ReportFindingKind.Archive, ReportFindingSeverity.FileError),
        (ReportFindingKind.AppleDocument, ReportFindingSeverity.FileError),
        (ReportFindingKind.WebArchive, ReportFindingSeverity.FileError),
        (ReportFindingKind.OtherOfficeDocument, ReportFindingSeverity.FileError),
        (ReportFindingKind.DocumentWithoutTable, ReportFindingSeverity.FileError),
        (ReportFindingKind.Protected, ReportFindingSeverity.FileError),
        (ReportFindingKind.Damaged, ReportFindingSeverity.FileError),
        (ReportFindingKind.UnclosedQuote, ReportFindingSeverity.FileError),
        (ReportFindingKind.UnpackedTooLarge, ReportFindingSeverity.FileError),
        (ReportFindingKind.NestedTooDeeply, ReportFindingSeverity.FileError),
        (ReportFindingKind.TooManyElements, ReportFindingSeverity.FileError),
        (ReportFindingKind.MemoryExceeded, ReportFindingSeverity.FileError),
        (ReportFindingKind.ProcessorTimeExceeded, ReportFindingSeverity.FileError),
        (ReportFindingKind.TimeExceeded, ReportFindingSeverity.FileError),
        (ReportFindingKind.ReaderCrashed, ReportFindingSeverity.FileError),
        (ReportFindingKind.TooManyRows, ReportFindingSeverity.FileError),
        (ReportFindingKind.TooManyCells, ReportFindingSeverity.FileError),
        (ReportFindingKind.NoSheet, ReportFindingSeverity.FileError),
        (ReportFindingKind.NoTable, ReportFindingSeverity.FileError),
        (ReportFindingKind.NotANumber, ReportFindingSeverity.Refusal),
        (ReportFindingKind.ErrorCell, ReportFindingSeverity.Refusal),
        (ReportFindingKind.DateCell, ReportFindingSeverity.Refusal),
        (ReportFindingKind.HiddenNumber, ReportFindingSeverity.Refusal),
        (ReportFindingKind.Negative, ReportFindingSeverity.Refusal),
        (ReportFindingKind.NumberTooLarge, ReportFindingSeverity.Refusal),
        (ReportFindingKind.TooFine, ReportFindingSeverity.Refusal),
        (ReportFindingKind.SharedAmount, ReportFindingSeverity.Refusal),
        (ReportFindingKind.NameMissing, ReportFindingSeverity.Refusal),
        (ReportFindingKind.GrantNameMissing, ReportFindingSeverity.Refusal),
        (ReportFindingKind.SectorMissing, ReportFindingSeverity.Refusal),
        (ReportFindingKind.CodeWithoutBasis, ReportFindingSeverity.Refusal),
        (ReportFindingKind.CodeAndName, ReportFindingSeverity.Refusal),
        (ReportFindingKind.UnitDoesNotFit, ReportFindingSeverity.Refusal),
        (ReportFindingKind.UnitUnknown, ReportFindingSeverity.Refusal),
        (ReportFindingKind.UnitsDisagree, ReportFindingSeverity.Refusal),
        (ReportFindingKind.MeasureUnknown, ReportFindingSeverity.Refusal),
        (ReportFindingKind.CampaignUnknown, ReportFindingSeverity.Refusal),
        (ReportFindingKind.PeriodUnreadable, ReportFindingSeverity.Refusal),
        (ReportFindingKind.ExchangeRateMissing, ReportFindingSeverity.Refusal),
        (ReportFindingKind.CalculatedTotalDiffers, ReportFindingSeverity.Refusal),
        (ReportFindingKind.Unanswered, ReportFindingSeverity.OpenQuestion),
        (ReportFindingKind.TotalDiffers, ReportFindingSeverity.Doubt),
        (ReportFindingKind.SumIncomplete, ReportFindingSeverity.Doubt),
        (ReportFindingKind.LooksLikeSum, ReportFindingSeverity.Doubt),
        (ReportFindingKind.DisbursedOverCommitted, ReportFindingSeverity.Doubt),
        (ReportFindingKind.UnitMistaken, ReportFindingSeverity.Doubt),
        (ReportFindingKind.CurrencyMistaken, ReportFindingSeverity.Doubt),
        (ReportFindingKind.UnitChanges, ReportFindingSeverity.Doubt),
        (ReportFindingKind.YearJump, ReportFindingSeverity.Doubt),
        (ReportFindingKind.AboveNation, ReportFindingSeverity.Doubt),
        (ReportFindingKind.AboveProvinces, ReportFindingSeverity.Doubt),
        (ReportFindingKind.DiffersFromPublished, ReportFindingSeverity.Doubt),
        (ReportFindingKind.ProvinceMerged, ReportFindingSeverity.Doubt),
        (ReportFindingKind.SameGrant, ReportFindingSeverity.Doubt),
        (ReportFindingKind.Overlaps, ReportFindingSeverity.Doubt),
        (ReportFindingKind.BalanceDiffers, ReportFindingSeverity.Doubt),
        (ReportFindingKind.CurrenciesDisagree, ReportFindingSeverity.Doubt),
        (ReportFindingKind.RateOverHundred, ReportFindingSeverity.Doubt),
        (ReportFindingKind.RateBelowOnePercent, ReportFindingSeverity.Doubt),
        (ReportFindingKind.CountIsLarge, ReportFindingSeverity.Doubt),
        (ReportFindingKind.ScaledDisplay, ReportFindingSeverity.Doubt),
        (ReportFindingKind.TitleOfOtherPeriod, ReportFindingSeverity.Doubt),
        (ReportFindingKind.SheetDisagrees, ReportFindingSeverity.Doubt),
        (ReportFindingKind.ColumnWithoutHeader, ReportFindingSeverity.Doubt),
        (ReportFindingKind.ColumnSplits, ReportFindingSeverity.Doubt),
        (ReportFindingKind.NothingRead, ReportFindingSeverity.Doubt),
        (ReportFindingKind.EditRule, ReportFindingSeverity.Doubt),
        (ReportFindingKind.TextNumbers, ReportFindingSeverity.Note),
        (ReportFindingKind.NationalGrant, ReportFindingSeverity.Note),
        (ReportFindingKind.LeftOut, ReportFindingSeverity.Note),
        (ReportFindingKind.Formulas, ReportFindingSeverity.Note),
        (ReportFindingKind.HiddenRows, ReportFindingSeverity.Note),
        (ReportFindingKind.HiddenColumns, ReportFindingSeverity.Note),
        (ReportFindingKind.HiddenSheet, ReportFindingSeverity.Note),
        (ReportFindingKind.Macros, ReportFindingSeverity.Note),
        (ReportFindingKind.ColumnNotRead, ReportFindingSeverity.Note),
        (ReportFindingKind.TotalWithoutParts, ReportFindingSeverity.Note),
        (ReportFindingKind.NumberOutsideTable, ReportFindingSeverity.Note),
        (ReportFindingKind.RowNotRead, ReportFindingSeverity.Note),
        (ReportFindingKind.PartOfRowAbove, ReportFindingSeverity.Note),
        (ReportFindingKind.FilledDown, ReportFindingSeverity.Note),
        (ReportFindingKind.Converted, ReportFindingSeverity.Note),
        (ReportFindingKind.AlsoStatedInVnd, ReportFindingSeverity.Note),
        (ReportFindingKind.UnreadableCharacters, ReportFindingSeverity.Note),
        (ReportFindingKind.OldFont, ReportFindingSeverity.Note),
    ];

    [Fact]
    public void Severity_OfEveryKind_IsThatOfTheTable()
    {
        Assert.Equal(Enum.GetValues<ReportFindingKind>().ToHashSet(), Expected.Select(row => row.Kind).ToHashSet());
        Assert.All(Expected, row => Assert.Equal(row.Severity, Finding(row.Kind).Severity));
    }

    [Fact]
    public void Properties_OfEveryKind_FollowFromTheSeverity() => Assert.All(Expected, row =>
    {
        var finding = Finding(row.Kind);
        Assert.Equal(
            (row.Severity == ReportFindingSeverity.FileError, row.Severity == ReportFindingSeverity.Refusal,
                row.Severity == ReportFindingSeverity.Doubt, row.Severity == ReportFindingSeverity.Note),
            (finding.IsFileError, finding.IsRefusal, finding.IsDoubt, finding.IsNote));
    });

    static ReportFinding Finding(ReportFindingKind kind) => new(kind, "a.xlsx", null);
}
