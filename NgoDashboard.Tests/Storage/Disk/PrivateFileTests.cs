using NgoDashboard.Storage.Disk;
using NgoDashboard.Tests.TestKit.Infrastructure;

namespace NgoDashboard.Tests.Storage.Disk;

public sealed class PrivateFileTests : IDisposable
{
    readonly TempFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.OtherRead, true)]
    [InlineData(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead, true)]
    [InlineData(UnixFileMode.UserRead | UnixFileMode.UserWrite, false)]
    public void MakePrivate_OfAFile_ReportsWhetherOthersHadAccess(UnixFileMode mode, bool isReported)
    {
        // Windows has no such modes.
        if (OperatingSystem.IsWindows())
            return;
        var path = folder.GetFilePath("briefing.db");
        File.WriteAllText(path, "");
        File.SetUnixFileMode(path, mode);

        Assert.Equal(isReported, PrivateFile.MakePrivate(path));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(path));
        Assert.False(PrivateFile.MakePrivate(folder.GetFilePath("missing.db")));
    }

    [Fact]
    public void WriteAtomically_OverWhatACrashLeft_ReplacesIt()
    {
        var path = folder.GetFilePath("briefing.db.identity");
        File.WriteAllText(path, "before");
        File.WriteAllText(PrivateFile.PartPath(path), "unfinished");

        PrivateFile.WriteAtomically(path, "after"u8.ToArray(), isNew: false);

        Assert.Equal("after", File.ReadAllText(path));
        Assert.False(File.Exists(PrivateFile.PartPath(path)));
    }

    [Fact]
    public void WriteAtomically_OfANewFileThatAnotherIsWriting_IsRefused()
    {
        var path = folder.GetFilePath("new");
        File.WriteAllText(PrivateFile.PartPath(path), "another's");

        Assert.Throws<IOException>(() => PrivateFile.WriteAtomically(path, "mine"u8.ToArray(), isNew: true));

        Assert.Equal("another's", File.ReadAllText(PrivateFile.PartPath(path)));
        Assert.False(File.Exists(path));
    }
}
