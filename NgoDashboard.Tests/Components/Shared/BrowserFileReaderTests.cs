using NgoDashboard.Components.Shared;
using NgoDashboard.Tests.TestKit.Samples;

namespace NgoDashboard.Tests.Components.Shared;

public sealed class BrowserFileReaderTests
{
    const int Megabyte = 1024 * 1024;

    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task File_OfSeveralMegabytes_IsReadWholeAndItsProgressReported()
    {
        var content = new byte[(2 * Megabyte) + 5];
        new Random(7).NextBytes(content);
        var progress = new List<int>();

        var read = await BrowserFileReader.ReadBytes(new ChosenFile("a.csv", content), 3 * Megabyte, progress.Add, Cancellation);

        Assert.Equal(content, read);
        Assert.Equal([Megabyte, 2 * Megabyte, (2 * Megabyte) + 5], progress);
    }

    [Fact]
    public async Task File_OverTheLimit_IsNotReceivedAndOneByteTooLong()
    {
        var file = new ChosenFile("a.csv", new byte[11]) { OnOpen = _ => Assert.Fail("received") };

        Assert.Equal(11, (await BrowserFileReader.ReadBytes(file, 10, null, Cancellation)).Length);
        file = file with { Size = 12 };
        Assert.Equal(11, (await BrowserFileReader.ReadBytes(file, 10, null, Cancellation)).Length);
    }

    [Fact]
    public Task File_ThatEndsBeforeItsStatedSize_IsBrokenOff() => Assert.ThrowsAsync<EndOfStreamException>(() =>
        BrowserFileReader.ReadBytes(new ChosenFile("a.csv", new byte[5]) { Size = 6 }, 10, null, Cancellation));
}
