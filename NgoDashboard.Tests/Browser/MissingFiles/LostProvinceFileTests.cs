using NgoDashboard.Tests.Browser.Support;

namespace NgoDashboard.Tests.Browser.MissingFiles;

/// <summary>A province's page with one file missing: one file in every run, each file in .ci/run.</summary>
public sealed class LostProvinceFileTests(Chromium chromium, ServerFixture briefing) : LostFileTest(chromium, briefing)
{
    public static TheoryData<string> Files => [.. DeskFiles];

    [Fact]
    public Task Province_WithoutAScript_SaysSoAndHeals() => Without("js/live-chart.js");

    [Theory(Explicit = true)]
    [MemberData(nameof(Files))]
    public Task Province_WithoutAnyOneFile_SaysSoAndHeals(string file) => Without(file);

    async Task Without(string file) => await AssertDesk("/province", await Server.IssueKey("province", "34:20"), file, Loss.Refused);
}
