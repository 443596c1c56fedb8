using NgoDashboard.Storage.Meeting;
using NgoDashboard.Tests.TestKit.Databases;

namespace NgoDashboard.Tests.Storage.Meeting;

public sealed class ReportFolderTests : IDisposable
{
    readonly TempDatabase database = new();

    public void Dispose() => database.Dispose();

    /// <summary>Nothing but a hash may become part of a path.</summary>
    [Theory]
    [InlineData("")]
    [InlineData("../outside")]
    [InlineData("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa")]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    public void SaveReport_UnderWhatIsNoHash_IsRefusedAndStoresNothing(string name)
    {
        var reports = new ReportFolder(database.Database);
        var before = ListFiles();

        Assert.Throws<ArgumentException>(() => reports.SaveReport(name, "báo cáo"u8.ToArray()));

        Assert.Equal(before, ListFiles());
    }

    string[] ListFiles() =>
        [.. Directory.GetFileSystemEntries(database.GetFilePath("."), "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal)];
}
