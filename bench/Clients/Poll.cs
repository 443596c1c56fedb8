using System.ComponentModel;
using System.Runtime.InteropServices;

namespace NgoDashboard.Bench.Clients;

/// <summary>Linux's epoll: which of many sockets can be read or written. For one thread.</summary>
sealed unsafe partial class Poll : IDisposable
{
    public const uint Readable = 1, Writable = 4;

    const int Most = 512;
    const int Add = 1, Change = 3;

    // The kernel packs an event on x64, and nowhere else.
    static readonly int Stride = RuntimeInformation.ProcessArchitecture == Architecture.X64 ? 12 : 16;

    readonly byte[] events = GC.AllocateArray<byte>(Most * 16, pinned: true);
    readonly int descriptor;

    public Poll() => descriptor = Checked(Create(0x80000));

    public void Watch(int socket, uint wanted, int tag, bool isNew)
    {
        var told = stackalloc byte[16];
        *(uint*)told = wanted;
        *(long*)(told + Stride - 8) = tag;
        Checked(Control(descriptor, isNew ? Add : Change, socket, told));
    }

    /// <returns>How many there are.</returns>
    public int Wait(int milliseconds)
    {
        fixed (byte* first = events)
            return Math.Max(0, Wait(descriptor, first, Most, milliseconds));
    }

    public (uint Events, int Tag) this[int index]
    {
        get
        {
            fixed (byte* first = &events[index * Stride])
                return (*(uint*)first, (int)*(long*)(first + Stride - 8));
        }
    }

    public void Dispose() => _ = Net.Close(descriptor);

    static int Checked(int result) => result >= 0 ? result : throw new Win32Exception(Marshal.GetLastPInvokeError());

    [LibraryImport("libc", EntryPoint = "epoll_create1", SetLastError = true)]
    private static partial int Create(int flags);

    [LibraryImport("libc", EntryPoint = "epoll_ctl", SetLastError = true)]
    private static partial int Control(int poll, int operation, int socket, byte* wanted);

    [LibraryImport("libc", EntryPoint = "epoll_wait", SetLastError = true)]
    private static partial int Wait(int poll, byte* events, int most, int milliseconds);
}
