using NgoDashboard.Figures.Cube;
using NgoDashboard.Figures.Edits;
using static NgoDashboard.Tests.TestKit.Samples.SampleData;

namespace NgoDashboard.Tests.Figures.Edits;

public sealed class EditRulesTests
{
    static readonly Snapshot Known = CreateSnapshot(
        [(National(), Usd(100)), (National(Measure.Committed), Usd(150)), (InSector("health"), Usd(40)), (InProvince(LangSon), Usd(30)), (National(Measure.Organisations), Count(388))]);

    [Fact]
    public void Check_PlainCorrection_FindsNothing() => Assert.Empty(CheckOne(Restate(National(), Usd(101))));

    [Fact]
    public void Check_UnknownPlaces_AreRefusedEach()
    {
        var nowhere = National() with { Province = new(34, "99"), Sector = "helth", Campaign = "flood" };

        Assert.Equal([(FindingKind.UnknownProvince, "province"), (FindingKind.UnknownSector, "sector"), (FindingKind.UnknownCampaign, "campaign")], ErrorsOf(Restate(nowhere, Usd(1))));
    }

    [Fact]
    public void Check_CodeOfTheOtherBasis_IsUnknown() =>
        Assert.Equal([(FindingKind.UnknownProvince, "province")], ErrorsOf(Restate(InProvince(new(34, "45")), Usd(1))));

    [Theory]
    [InlineData("", FindingKind.ReasonMissing)]
    [InlineData(" \t", FindingKind.ReasonMissing)]
    [InlineData(null, FindingKind.ReasonTooLong)]
    public void Check_ReasonMissingOrEndless_IsRefused(string? reason, FindingKind kind) =>
        Assert.Equal([(kind, "reason")], ErrorsOf(Restate(National(), Usd(101)) with { Reason = reason ?? new string('a', EditRules.MaxReasonLength + 1) }));

    [Fact]
    public void Check_LongestReason_IsTaken() => Assert.Empty(CheckOne(Restate(National(), Usd(101)) with { Reason = new string('a', EditRules.MaxReasonLength) }));

    [Fact]
    public void Check_UnitOfAnotherMeasure_IsRefused()
    {
        Assert.Equal([(FindingKind.UnitDoesNotFit, "unit")], ErrorsOf(Restate(National(), Count(100))));
        Assert.Equal([(FindingKind.UnitDoesNotFit, "unit")], ErrorsOf(Restate(National(Measure.Organisations), Usd(388))));
        Assert.Equal([(FindingKind.UnitDoesNotFit, "unit")], ErrorsOf(Restate(National(Measure.DisbursementRate), Count(71))));
    }

    [Fact]
    public void Check_Negative_IsRefused() => Assert.Equal([(FindingKind.Negative, "value")], ErrorsOf(Restate(National(), new(-1, Unit.Usd))));

    [Fact]
    public void Check_AdoptionOfAnUnknownStatement_IsRefused()
    {
        Assert.Equal([(FindingKind.UnknownStatement, "value")], ErrorsOf(new Adoption(National(), 99, "lý do")));
        Assert.Equal([(FindingKind.UnknownStatement, "value")], ErrorsOf(new Adoption(InSector("other"), 1, "lý do")));
        // Also if the statement belongs to another figure.
        Assert.Equal([(FindingKind.UnknownStatement, "value")], ErrorsOf(new Adoption(National(), 2, "lý do")));
    }

    [Fact]
    public void Check_FigureChangedSinceItWasSeen_IsStaleAndTellsTheFigure()
    {
        var (now, _) = Known.ApplyEdits([Restate(National(), Usd(101))], 5, new(2024, 4, 12), "bàn");

        var finding = Assert.Single(Assert.Single(EditRules.CheckEdits(now, [Restate(National(), Usd(102), expected: 4)])));

        Assert.Equal((FindingKind.Stale, "expectedVersion", false), (finding.Kind, finding.Field, finding.IsDoubt));
        Assert.Same(now.FindFigure(National()), finding.Args[0]);
        Assert.Empty(EditRules.CheckEdits(now, [Restate(National(), Usd(102), expected: 5)])[0]);
        // A change of another figure does not make this edit stale.
        Assert.Empty(EditRules.CheckEdits(now, [Restate(InSector("health"), Usd(41), expected: 4)])[0]);
    }

    [Fact]
    public void Check_OneFigureTwice_RefusesTheSecond()
    {
        var findings = EditRules.CheckEdits(Known, [Restate(National(), Usd(101)), Restate(National(), Usd(102))]);

        Assert.Empty(findings[0]);
        Assert.Equal(FindingKind.RepeatedKey, Assert.Single(findings[1]).Kind);
    }

    [Theory]
    [InlineData(388, 1940, false)]
    [InlineData(388, 1941, true)]
    [InlineData(388, 78, false)]
    [InlineData(388, 77, true)]
    [InlineData(388, 0, true)]
    public void Check_ChangeByMoreThanFive_IsAskedAbout(long before, long after, bool asks)
    {
        Assert.Equal(before, Known.FindAdopted(National(Measure.Organisations))!.Value.MinorUnits);
        Assert.Equal(asks ? [FindingKind.Jump] : [], DoubtsOf(Restate(National(Measure.Organisations), Count(after))));
    }

    /// <summary>Exactly five times, one unit less and one unit more, up and down. 500, because its fifth is a whole number.</summary>
    [Theory]
    [InlineData(2499, false)]
    [InlineData(2500, false)]
    [InlineData(2501, true)]
    [InlineData(101, false)]
    [InlineData(100, false)]
    [InlineData(99, true)]
    public void Check_ChangeAtTheEdgeOfFive_IsAskedAboutOnlyPastIt(long after, bool asks)
    {
        var snapshot = CreateSnapshot([(National(Measure.Organisations), Count(500))]);

        var found = EditRules.CheckEdits(snapshot, [Restate(National(Measure.Organisations), Count(after))])[0];

        Assert.Equal(asks ? [FindingKind.Jump] : [], found.Select(finding => finding.Kind));
    }

    /// <summary>The same for money, in cents.</summary>
    [Theory]
    [InlineData("499.99", false)]
    [InlineData("500", false)]
    [InlineData("500.01", true)]
    [InlineData("20.01", false)]
    [InlineData("20", false)]
    [InlineData("19.99", true)]
    public void Check_MoneyAtTheEdgeOfFive_IsAskedAboutOnlyPastIt(string after, bool asks)
    {
        var snapshot = CreateSnapshot([(InSector("health"), Usd(100))]);

        var found = EditRules.CheckEdits(snapshot, [Restate(InSector("health"), Usd(decimal.Parse(after, System.Globalization.CultureInfo.InvariantCulture)))])[0];

        Assert.Equal(asks ? [FindingKind.Jump] : [], found.Select(finding => finding.Kind));
    }

    [Theory]
    [InlineData("reason")]
    [InlineData("source")]
    [InlineData("source.title")]
    [InlineData("source.url")]
    [InlineData("source.date")]
    public void Check_TextThatTurnsTheWritingRound_IsRefusedByItsField(string field)
    {
        const string Turned = "https://example.org/\u202Efdp.exe";
        string Text(string name, string plain) => name == field ? Turned : plain;
        var source = new Source(Text("source", "Báo"), Text("source.title", "Bài"), Text("source.url", "https://example.org/"), Text("source.date", "2024"));

        var edit = Restate(National(), Usd(101)) with { Reason = Text("reason", "Tỉnh báo lại"), Source = source };

        Assert.Equal([(FindingKind.ControlCharacter, field)], ErrorsOf(edit));
    }

    [Fact]
    public void Check_SameMoneyInTheOtherCurrency_IsNoJump() => Assert.Empty(CheckOne(Restate(National(), Vnd(100 * Rate))));

    [Fact]
    public void Check_DollarsWrittenForDong_IsAJump()
    {
        var snapshot = CreateSnapshot([(National(), Vnd(2_400_000))]);

        Assert.Equal([FindingKind.Jump], EditRules.CheckEdits(snapshot, [Restate(National(), Usd(2_400_000))])[0].Select(finding => finding.Kind));
    }

    [Fact]
    public void Check_OtherCurrencyInAYearWithoutRate_IsAskedAboutBecauseNobodyCanCompare()
    {
        var key = National(year: YearWithoutRate);

        Assert.Equal([FindingKind.Jump], EditRules.CheckEdits(CreateSnapshot([(key, Vnd(2_400_000))]), [Restate(key, Usd(2_400_000))])[0].Select(finding => finding.Kind));
    }

    [Fact]
    public void Check_DisbursedOverCommitted_IsAskedAboutFromEitherSide()
    {
        Assert.Equal([FindingKind.DisbursedOverCommitted], DoubtsOf(Restate(National(), Usd(151))));
        Assert.Equal([FindingKind.DisbursedOverCommitted], DoubtsOf(Restate(National(Measure.Committed), Usd(99))));
        Assert.Empty(CheckOne(Restate(National(), Usd(150))));
    }

    [Theory]
    [InlineData(101, true)]
    [InlineData(99, false)]
    public void Check_DisbursedOverCommittedAcrossCurrenciesInAYearWithoutRate_IsAskedAboutAtTheNearest(int dollars, bool asks)
    {
        var promised = National(Measure.Committed, YearWithoutRate);

        var findings = EditRules.CheckEdits(CreateSnapshot([(promised, Usd(100))]), [Restate(National(year: YearWithoutRate), Vnd(dollars * Rate))])[0];

        Assert.Equal(asks ? [FindingKind.DisbursedOverCommitted] : [], findings.Select(finding => finding.Kind));
    }

    [Fact]
    public void Check_BothSidesRaisedInOneTake_FitTogether() =>
        Assert.All(EditRules.CheckEdits(Known, [Restate(National(), Usd(160)), Restate(National(Measure.Committed), Usd(200))]), Assert.Empty);

    [Fact]
    public void Check_PartOverItsWhole_IsAskedAboutFromEitherSide()
    {
        Assert.Equal([FindingKind.PartOverWhole], DoubtsOf(Restate(InSector("education"), Usd(61))));
        Assert.Empty(CheckOne(Restate(InSector("education"), Usd(60))));
        Assert.Equal([FindingKind.PartOverWhole], DoubtsOf(Restate(National(), Usd(39))));
        Assert.Equal([FindingKind.PartOverWhole], DoubtsOf(Restate(InProvince(QuangTri), Usd(71))));
        Assert.Equal([FindingKind.PartOverWhole], DoubtsOf(Restate(InProvince(LangSon, Measure.Organisations), Count(389))));
    }

    [Fact]
    public void Check_AcceptedEdit_AsksNothingAndIsStillRefused()
    {
        Assert.Empty(CheckOne(Restate(National(), Usd(1_000), accepted: true)));
        Assert.Equal([(FindingKind.Negative, "value")], ErrorsOf(Restate(National(), new(-1, Unit.Usd), accepted: true)));
    }

    [Fact]
    public void Check_OneEditRefused_AsksNothingOfTheOthersYet()
    {
        var findings = EditRules.CheckEdits(Known, [Restate(National(), Usd(1_000)), Restate(InSector("helth"), Usd(1))]);

        Assert.Equal([0, 1], findings.Select(list => list.Count));
    }

    static IReadOnlyList<Finding> CheckOne(Edit edit) => Assert.Single(EditRules.CheckEdits(Known, [edit]));

    static IEnumerable<FindingKind> DoubtsOf(Edit edit) => CheckOne(edit).Select(finding =>
    {
        Assert.True(finding.IsDoubt);
        return finding.Kind;
    });

    static IEnumerable<(FindingKind, string)> ErrorsOf(Edit edit) => CheckOne(edit).Select(finding =>
    {
        Assert.False(finding.IsDoubt);
        return (finding.Kind, finding.Field);
    });
}
