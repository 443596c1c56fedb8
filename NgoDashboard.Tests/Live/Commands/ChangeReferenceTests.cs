using System.Collections.Immutable;
using NgoDashboard.Figures.Cube;
using NgoDashboard.Figures.Edits;
using NgoDashboard.Figures.Provinces;
using NgoDashboard.Figures.ReferenceEdits;
using NgoDashboard.Language;
using NgoDashboard.Live.Commands;
using NgoDashboard.Live.Scenes;
using NgoDashboard.Storage.Journal;
using NgoDashboard.Tests.TestKit.Samples;
using static NgoDashboard.Tests.TestKit.Samples.SampleData;

namespace NgoDashboard.Tests.Live.Commands;

[Trait("Tier", "Long")]
public sealed class ChangeReferenceTests : IDisposable
{
    static readonly RateSource Source = new("Ngân hàng Nhà nước", "Tỷ giá trung tâm", "https://example.org/ty-gia", "2024-12-31");
    static readonly FigureKey Total = National(year: YearWithoutRate);

    readonly TestBriefing briefing = TestBriefing.Create(
        (Total with { Sector = "health" }, Usd(5)), (Total with { Sector = "education" }, Vnd(50_000)), (Total with { Sector = "other" }, Usd(5)));

    public void Dispose() => briefing.Dispose();

    [Fact]
    public async Task Rate_Taken_IsAVersionThatMakesTheSumWhole_AndIsThereAfterARestart()
    {
        Assert.Equal(TotalKind.Partial, briefing.State.Snapshot.GetTotal(Total).Kind);

        var taken = Assert.IsType<Committed>(await briefing.Execute(Set(24_000)));

        Assert.Equal((2L, TotalKind.Summed), (taken.State.Version, taken.State.Snapshot.GetTotal(Total).Kind));
        Assert.Same(taken.State, briefing.State);
        briefing.Restart();
        Assert.Equal(StateDump.Dump(taken.State), StateDump.Dump(briefing.State));
        Assert.Equal(Source, briefing.State.Snapshot.Reference.FindRate(YearWithoutRate)!.Source);
        Assert.Equal(2, briefing.State.UndoHistory.UndoableVersion);
        briefing.Journal.ThrowIfDamaged();
    }

    [Fact]
    public async Task Rate_UndoneAfterARestart_LeavesTheYearWithoutOne_AndIsRedone()
    {
        await briefing.Execute(Set(24_000));
        briefing.Restart();

        Assert.IsType<Committed>(await briefing.Execute(new UndoCommand()));
        Assert.Null(briefing.State.Snapshot.Reference.VndPerUsd(YearWithoutRate));
        Assert.Equal(TotalKind.Partial, briefing.State.Snapshot.GetTotal(Total).Kind);
        briefing.Restart();
        Assert.IsType<Committed>(await briefing.Execute(new RedoCommand()));

        Assert.Equal(24_000, briefing.State.Snapshot.Reference.VndPerUsd(YearWithoutRate));
        Assert.Equal(24_000, briefing.Journal.LoadState(2).Snapshot.Reference.VndPerUsd(YearWithoutRate));
        Assert.Null(briefing.Journal.LoadState(3).Snapshot.Reference.VndPerUsd(YearWithoutRate));
    }

    [Fact]
    public async Task Rate_OfASwappedDigit_NeedsAReason_WhichIsJournalled()
    {
        var asked = Assert.IsType<NeedsReason>(await briefing.Execute(Set(42_164)));
        Assert.Equal(FindingKind.RateJump, Assert.Single(asked.Doubts).Finding.Kind);

        Assert.IsType<Committed>(await briefing.Execute(Set(42_164) with { OverrideReason = "Theo công bố" }));
        var entry = briefing.Journal.LoadMeeting(1)!.Entries[^1];
        Assert.Equal(("Theo công bố", EntryKind.Reference), (entry.OverrideReason, entry.Kind));
        Assert.StartsWith("42.164 đồng/USD", Assert.Single(entry.Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Rate_ThatChangesATotalOnAir_NeedsAReason()
    {
        await briefing.Take(new Scene(SceneKinds.Overview, YearWithoutRate));

        var asked = Assert.IsType<NeedsReason>(await briefing.Execute(Set(24_000)));
        Assert.Equal((Total, FindingKind.TotalChanges), (asked.Doubts[0].Key!.Value, asked.Doubts[0].Finding.Kind));
    }

    [Fact]
    public async Task Rate_ThatIsTheSame_ChangesNothing()
    {
        await briefing.Execute(Set(24_000));
        Assert.IsType<NoChange>(await briefing.Execute(Set(24_000)));
        Assert.Equal(2, briefing.State.Version);
    }

    [Fact]
    public async Task Edit_OfAnOlderVersion_IsRejectedAsStale()
    {
        await briefing.Execute(Set(24_000));
        var result = await briefing.Execute(new ChangeReferenceCommand(new RateSetting(2025, 25_000, Source, ExpectedVersion: 1)));
        Assert.True(Assert.IsType<Rejected>(result).IsStale);
    }

    [Fact]
    public async Task Rate_WhereTheMeetingNeedsTwo_WaitsForTheSecondPerson()
    {
        await briefing.Execute(new ChangeMeetingCommand("Giao ban", new(2024, 4, 12), RequiresApproval: true));

        var waiting = Assert.IsType<AwaitingApproval>(await briefing.Execute(Set(24_000)));
        Assert.Null(briefing.State.Snapshot.Reference.VndPerUsd(YearWithoutRate));
        Assert.IsType<Committed>(await briefing.Desk.Confirm(waiting.Approval.Id, TestBriefing.SecondOperator, TestContext.Current.CancellationToken));
        Assert.Equal(24_000, briefing.State.Snapshot.Reference.VndPerUsd(YearWithoutRate));
        Assert.Equal("Bàn thứ hai", briefing.Journal.LoadMeeting(1)!.Entries[^1].ConfirmedBy);
    }

    [Fact]
    public async Task Approval_OfAnEditThatAnotherOneOvertook_IsRejected()
    {
        await briefing.Execute(new ChangeMeetingCommand("Giao ban", new(2024, 4, 12), RequiresApproval: true));
        var first = Assert.IsType<AwaitingApproval>(await briefing.Execute(Set(24_000)));
        var second = Assert.IsType<AwaitingApproval>(await briefing.Execute(Set(24_100), TestBriefing.SecondOperator));
        Assert.IsType<Committed>(await briefing.Desk.Confirm(second.Approval.Id, TestBriefing.Operator, TestContext.Current.CancellationToken));

        Assert.IsType<Rejected>(await briefing.Desk.Confirm(first.Approval.Id, TestBriefing.SecondOperator, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Merger_OfTheSectorOnAir_PutsTheSceneOfTheOtherOnAir_AndItsUndoTheFirst()
    {
        var scene = new Scene(SceneKinds.Years, YearWithoutRate) { Sector = "education" };
        await briefing.Take(scene);
        var before = briefing.State;

        var taken = Assert.IsType<Committed>(await briefing.Execute(Merge("education", "other", Total with { Sector = "other" }, 2) with { OverrideReason = "Gộp" }));

        Assert.Equal("other", taken.State.Scene.Sector);
        Assert.Equal(Vnd(50_000), taken.State.Snapshot.FindAdopted(Total with { Sector = "other" })!.Value);
        // The figure that only moves is no change that screens mark.
        Assert.Equal([Total with { Sector = "other" }], taken.State.LatestChanges.Select(change => change.Key));
        briefing.Restart();
        Assert.Equal(StateDump.Dump(taken.State), StateDump.Dump(briefing.State));
        Assert.IsType<Committed>(await briefing.Execute(new UndoCommand()));
        Assert.Equal(scene, briefing.State.Scene);
        Assert.Equal(StateDump.DumpStatements(before.Snapshot), StateDump.DumpStatements(briefing.State.Snapshot));
        Assert.Equal(StateDump.DumpChangeable(before.Snapshot.Reference), StateDump.DumpChangeable(briefing.State.Snapshot.Reference));
    }

    [Fact]
    public async Task Scene_OfASectorThatWasMerged_GoesOnAirAsThatOfTheOther()
    {
        await briefing.Execute(Merge("education", "other", Total with { Sector = "other" }, 3));
        Assert.IsType<Committed>(await briefing.Take(new Scene(SceneKinds.Years, YearWithoutRate) { Sector = "education" }));
        Assert.Equal("other", briefing.State.Scene.Sector);
        Assert.Equal("""{"year":2024,"sector":"other"}""", briefing.Journal.LoadState().Stage!.ParametersJson);
    }

    [Fact]
    public async Task Sector_AddedAndStated_IsStoredWithItsFigures()
    {
        var water = new Sector("", "Nước sạch", "Clean water", "Nước", "Water", ["WASH"]);
        Assert.IsType<Committed>(await briefing.Execute(new ChangeReferenceCommand(new ItemAddition(water, Before: "other"))));
        Assert.IsType<Committed>(await briefing.Take(Restate(Total with { Sector = "clean-water" }, Usd(3), accepted: true)));
        briefing.Restart();
        Assert.Equal(Usd(3), briefing.State.Snapshot.FindAdopted(Total with { Sector = "clean-water" })!.Value);
        Assert.Equal(["health", "education", "clean-water", "other"], briefing.State.Snapshot.Reference.Sectors.Select(sector => sector.Id));
        briefing.Journal.ThrowIfDamaged();
    }

    [Fact]
    public async Task Record_OfTheMeeting_TellsEachChangeInASentence()
    {
        await briefing.Execute(Set(24_000));
        await briefing.Execute(new ChangeReferenceCommand(new ItemRenaming(CountryReference.FindSector("education")! with { Name = "Giáo dục, đào tạo" })));
        await briefing.Execute(new UndoCommand());
        await briefing.Execute(Merge("education", "other", Total with { Sector = "other" }, 3));

        var past = briefing.Journal.LoadMeeting(1)!;
        var sentences = past.Entries.Select(entry => string.Join(" / ", entry.ReferenceChanges.Describe(past.Reference, DisplayLanguage.Vietnamese)));
        Assert.Equal(
            [
                "",
                "Tỷ giá năm 2024: chưa có → 24.000 đồng/USD (Ngân hàng Nhà nước: Tỷ giá trung tâm, 31/12/2024)",
                "Đổi tên lĩnh vực “Giáo dục” thành “Giáo dục, đào tạo”",
                "Đổi tên lĩnh vực “Giáo dục, đào tạo” thành “Giáo dục”",
                "Gộp lĩnh vực “Giáo dục” vào “Khác” / Lĩnh vực “Khác” thêm tên gọi khác “education”, “Giáo dục”, “cũng là Giáo dục”",
            ],
            sentences);
    }

    static ChangeReferenceCommand Set(decimal rate) => new(new RateSetting(YearWithoutRate, rate, Source));

    static ChangeReferenceCommand Merge(string merged, string into, FigureKey conflict, long adopted) =>
        new(new ItemMerger(ItemKind.Sector, merged, into, ImmutableDictionary<FigureKey, long>.Empty.Add(conflict, adopted)));
}
