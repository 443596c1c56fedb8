using Dapper;
using NgoDashboard.Tests.TestKit.Samples;

namespace NgoDashboard.Tests.Storage.Reference;

public sealed class ReferenceStoreTests
{
    [Fact]
    public void Campaigns_OnTheDisk_HaveTheKindsThatTheirHashesRelyOn()
    {
        using var briefing = TestBriefing.CreateFromPublishedData();

        var stored = briefing.Database.ReadInTransaction(connection =>
            connection.Query<string>("SELECT DISTINCT kind FROM campaign ORDER BY kind").ToArray());

        Assert.Equal(["Campaign", "Channel", "Grant", "Origin"], stored);
        Assert.Equal(
            PublishedData.ReferenceAndFigures.Reference.Campaigns.Select(campaign => (campaign.Id, campaign.Kind)),
            briefing.LiveBriefing.Newest.Snapshot.Reference.Campaigns.Select(campaign => (campaign.Id, campaign.Kind)));
    }
}
