using Microsoft.Extensions.Logging.Testing;
using NgoDashboard.Access;
using NgoDashboard.Access.SignIn;
using NgoDashboard.Tests.TestKit.Applications;
using NgoDashboard.Tests.TestKit.Databases;
using NgoDashboard.Tests.TestKit.Infrastructure;

namespace NgoDashboard.Tests.Access.SignIn;

/// <summary>Where the first links are written: to the terminal, or into a file that only this account can read.</summary>
public sealed class StartupLinksTests : IDisposable
{
    static readonly (IReadOnlyList<string> Lines, bool HaveKeys) Links = (["Bàn điều hành: http://localhost:5080/enter#key=bi-mat"], true);

    readonly TempDatabase temporary = new();
    readonly TestClock time = new();
    readonly FakeLogger<StartupLinksFile> log = new();
    readonly StartupLinksFile file;

    public StartupLinksTests()
    {
        file = new(temporary.Database, time, log);
    }

    public void Dispose() => temporary.Dispose();

    [Fact]
    public void Links_OnATerminal_ArePrintedAndWrittenNowhere()
    {
        Assert.Equal(Links.Lines, StartupLinks.LinesToPrint(Links, file, isRedirected: false));
        Assert.False(File.Exists(file.Path));
    }

    [Fact]
    public void Links_WhereTheOutputIsKept_GoToAFileOfThisAccountAlone()
    {
        File.WriteAllText(file.Path, "links of before");

        var printed = Assert.Single(StartupLinks.LinesToPrint(Links, file, isRedirected: true));

        Assert.Contains(file.Path, printed, StringComparison.Ordinal);
        Assert.DoesNotContain("key=", printed, StringComparison.Ordinal);
        var written = File.ReadAllText(file.Path);
        Assert.StartsWith(Links.Lines[0], written, StringComparison.Ordinal);
        Assert.Contains("24 giờ", written, StringComparison.Ordinal);
        Assert.DoesNotContain("before", written, StringComparison.Ordinal);
        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file.Path));
    }

    [Fact]
    public void File_GoesOnceALinkOfItIsUsed()
    {
        StartupLinks.LinesToPrint(Links, file, isRedirected: true);
        file.RemoveOnceUsed("another");
        Assert.True(File.Exists(file.Path));
        file.RemoveOnceUsed("bi-mat");
        Assert.False(File.Exists(file.Path));
        file.RemoveOnceUsed("bi-mat");
    }

    [Fact]
    public void File_ThatNobodyOpened_GoesAtAStartAfterADay()
    {
        StartupLinks.LinesToPrint(Links, file, isRedirected: true);
        File.SetLastWriteTimeUtc(file.Path, time.GetUtcNow().UtcDateTime);
        time.Advance(StartupLinksFile.MaxAge);
        StartupLinks.LinesToPrint((["Đang chạy"], false), file, isRedirected: true);
        Assert.True(File.Exists(file.Path));

        time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(["Đang chạy"], StartupLinks.LinesToPrint((["Đang chạy"], false), file, isRedirected: true));
        Assert.False(File.Exists(file.Path));
    }

    [Fact]
    public void File_ThatCannotBeRemoved_IsLoggedAndHindersNobody()
    {
        StartupLinks.LinesToPrint(Links, file, isRedirected: true);
        using (File.Open(file.Path, FileMode.Open, FileAccess.Read, FileShare.None))
            file.RemoveOnceUsed("bi-mat");

        Assert.True(File.Exists(file.Path));
        Assert.Contains(file.Path, Assert.Single(log.Collector.GetSnapshot()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Links_ThatNoFileTakes_ArePrintedAllTheSame()
    {
        Directory.CreateDirectory(file.Path);
        var printed = StartupLinks.LinesToPrint(Links, file, isRedirected: true);
        Assert.Equal(2, printed.Count);
        Assert.Contains(file.Path, printed[0], StringComparison.Ordinal);
        Assert.Equal(Links.Lines[0], printed[1]);
    }

    [Trait("Tier", "Host")]
    [Fact]
    public async Task Entrance_WithTheDesksLinkOfTheFile_RemovesIt()
    {
        using var app = new TestApplication();
        var (secret, screen) = (app.IssueKey(Roles.Desk).Secret, app.IssueKey(Roles.Screen).Secret);
        var path = System.IO.Path.Combine(app.Folder, "briefing.db.links.txt");
        var links = $"Bàn điều hành: http://localhost:5080/enter#key={secret}\nMàn hình: http://localhost:5080/enter#key={screen}";
        await File.WriteAllTextAsync(path, links, TestContext.Current.CancellationToken);
        using var inside = await app.SignInByCookie(TestApplication.DeskKey);
        Assert.True(File.Exists(path));
        // The screen's may be opened first: without the file the desk's would be lost.
        using var hall = await app.SignInByCookie(screen);
        Assert.True(File.Exists(path));

        using var entered = await app.SignInByCookie(secret);

        Assert.False(File.Exists(path));
    }
}
