using NgoDashboard.Figures.Cube;
using NgoDashboard.Figures.Edits;
using NgoDashboard.Meeting.Inbox;
using NgoDashboard.Tests.TestKit.Samples;
using static NgoDashboard.Tests.TestKit.Samples.SampleData;

namespace NgoDashboard.Tests.Live.Inbox;

/// <summary>What is stored of a request, and how much a province may attach to all of its own.</summary>
public sealed class AmendmentSubmissionTests
{
    [Fact]
    public async Task Ask_OfAFigureThatNobodyStated_IsStoredWithNothingThatStoodThen()
    {
        using var briefing = TestBriefing.Create((National(), Usd(100)));

        Assert.Empty(await briefing.Amendments.Submit(LangSon, new("p1", "Sở Ngoại vụ"), Restate(InProvince(LangSon), Usd(5))));

        var stored = Assert.Single(briefing.Amendments.All);
        Assert.Equal((0, null, null), (stored.ExpectedVersion, stored.ValueWhenAsked, stored.QualifierWhenAsked));
    }

    [Theory]
    [InlineData(0, new FindingKind[0])]
    [InlineData(1, new[] { FindingKind.AttachmentsFull })]
    public void Attachment_OverWhatIsLeftOfTheSpaceOfAProvince_IsRefused(int excess, FindingKind[] expected)
    {
        const int Length = 100;
        var plain = new Amendment(1, LangSon, "Sở Ngoại vụ", "p1", default, InProvince(LangSon), Usd(5), Qualifier.Exact, "Bổ sung");
        // The request without an attachment takes none of the space.
        Amendment[] existing =
        [
            plain,
            plain with { Attachment = new("a", "a.pdf", AttachmentKind.Pdf, AmendmentRules.MaxAttachedBytes - 2 * Length) },
            plain with { Attachment = new("b", "b.pdf", AttachmentKind.Pdf, Length + excess) },
        ];

        var findings = AmendmentRules.Check(
            CreateSnapshot(), LangSon, Restate(InProvince(LangSon), Usd(6)), existing, new("c.pdf", new byte[Length]));

        Assert.Equal(expected, findings.Select(finding => finding.Kind));
    }
}
