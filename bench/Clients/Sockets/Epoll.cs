using System.ComponentModel;
using System.Runtime.InteropServices;

namespace NgoDashboard.Bench.Clients.Sockets;

/// <summary>Linux epoll: waits for readable or writable sockets among thousands. For one thread.</summary>
sealed unsafe partial class Epoll : IDisposable
{
    public const uint Readable = 1, Writable = 4;

    const int MaxEvents = 512;
    const int Add = 1, Change = 3;

    // struct epoll_event is packed on x64 only.
    static readonly int EventBytes = RuntimeInformation.ProcessArchitecture == Architecture.X64 ? 12 : 16;

    readonly byte[] events = GC.AllocateArray<byte>(MaxEvents * 16, pinned: true);
    readonly int descriptor;

    public Epoll() => descriptor = ThrowIfFailed(Create(0x80000));

    public void WatchSocket(int socket, uint wanted, int tag, bool isNew)
    {
        var eventData = stackalloc byte[16];
        *(uint*)eventData = wanted;
        *(long*)(eventData + EventBytes - 8) = tag;
        ThrowIfFailed(Control(descriptor, isNew ? Add : Change, socket, eventData));
    }

    /// <returns>The number of events.</returns>
    public int Wait(int milliseconds)
    {
        fixed (byte* first = events)
            return Math.Max(0, Wait(descriptor, first, MaxEvents, milliseconds));
    }

    public (uint Events, int Tag) this[int index]
    {
        get
        {
            fixed (byte* first = &events[index * EventBytes])
                return (*(uint*)first, (int)*(long*)(first + EventBytes - 8));
        }
    }

    public void Dispose() => _ = LinuxSockets.Close(descriptor);

    static int ThrowIfFailed(int result) => result >= 0 ? result : throw new Win32Exception(Marshal.GetLastPInvokeError());

    [LibraryImport("libc", EntryPoint = "epoll_create1", SetLastError = true)]
    private static partial int Create(int flags);

    [LibraryImport("libc", EntryPoint = "epoll_ctl", SetLastError = true)]
    private static partial int Control(int poll, int operation, int socket, byte* wanted);

    [LibraryImport("libc", EntryPoint = "epoll_wait", SetLastError = true)]
    private static partial int Wait(int poll, byte* events, int most, int milliseconds);
}
