using NgoDashboard.Tests.Browser.Support;

namespace NgoDashboard.Tests.Browser.MissingFiles;

/// <summary>A province's page that does not get one of its files: in every run one, and in .ci/run each one of them.</summary>
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
