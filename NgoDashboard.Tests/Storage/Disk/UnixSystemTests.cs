using NgoDashboard.Storage.Disk;
using NgoDashboard.Tests.TestKit.Infrastructure;

namespace NgoDashboard.Tests.Storage.Disk;

public sealed class UnixSystemTests : IDisposable
{
    const int AlreadyLocked = 11;

    readonly TempFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void LockOfAByte_HeldByOneOpenFile_IsRefusedToAnotherUntilThatIsClosed()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() && Environment.Is64BitProcess, "The lock is of 64-bit Linux.");
        var path = folder.GetFilePath("briefing.db");
        using var first = Open(path);
        using var second = Open(path);

        Assert.Equal(0, TryLock(first, 100));
        Assert.Equal(AlreadyLocked, TryLock(second, 100));
        // One byte, not more.
        Assert.Equal((0, 0), (TryLock(second, 99), TryLock(second, 101)));
        // Whoever holds a lock may take it again.
        Assert.Equal(0, TryLock(first, 100));
        first.Dispose();
        Assert.Equal(0, TryLock(second, 100));
    }

    [Fact]
    public void FindDescriptors_OfAFile_AreThoseUnderWhichItIsOpen()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Descriptors are listed by Linux.");
        using var first = Open(folder.GetFilePath("briefing.db"));
        using var second = Open(folder.GetFilePath("briefing.db"));
        using var other = Open(folder.GetFilePath("other.db"));

        var found = UnixSystem.FindDescriptors(UnixSystem.Stat(first.Name)!.Value);

        Assert.Equivalent(new[] { GetDescriptor(first), GetDescriptor(second) }, found, strict: true);
    }

    static FileStream Open(string path) => new(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.ReadWrite);

    static int TryLock(FileStream file, long position) => UnixSystem.TryLockByte(GetDescriptor(file), position);

    static int GetDescriptor(FileStream file) => (int)file.SafeFileHandle.DangerousGetHandle();
}
