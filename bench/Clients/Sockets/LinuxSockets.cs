using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace NgoDashboard.Bench.Clients.Sockets;

/// <summary>
/// The few system calls that thousands of sockets on one thread need, because a client library would cost several times what is measured.
/// </summary>
static unsafe partial class LinuxSockets
{
    const int Inet = 2, Stream = 1, NonBlocking = 0x800, CloseOnExec = 0x80000;
    const int Tcp = 6, NoDelay = 1;
    const int Again = 11, InProgress = 115;

    /// <summary>Begins to connect to a port of this machine.</summary>
    /// <returns>The descriptor, or −1.</returns>
    public static int Connect(int port)
    {
        var descriptor = Socket(Inet, Stream | NonBlocking | CloseOnExec, 0);
        if (descriptor < 0)
            return -1;
        var on = 1;
        _ = SetOption(descriptor, Tcp, NoDelay, &on, sizeof(int));
        Span<byte> address = stackalloc byte[16];
        address.Clear();
        address[0] = Inet;
        BinaryPrimitives.WriteUInt16BigEndian(address[2..], (ushort)port);
        (address[4], address[7]) = (127, 1);
        fixed (byte* at = address)
        {
            if (Connect(descriptor, at, 16) == 0 || Marshal.GetLastPInvokeError() == InProgress)
                return descriptor;
        }

        _ = Close(descriptor);
        return -1;
    }

    /// <returns>The number of bytes; 0 at the end of the stream, −1 if the call would block, −2 after a failure.</returns>
    public static int Receive(int descriptor, Span<byte> into)
    {
        fixed (byte* first = into)
            return MapResult((int)Recv(descriptor, first, into.Length, 0));
    }

    /// <inheritdoc cref="Receive"/>
    public static int Send(int descriptor, ReadOnlySpan<byte> bytes)
    {
        const int NoSignal = 0x4000;
        fixed (byte* first = bytes)
            return MapResult((int)Send(descriptor, first, bytes.Length, NoSignal));
    }

    [LibraryImport("libc", EntryPoint = "close")]
    public static partial int Close(int descriptor);

    static int MapResult(int result) => result >= 0 ? result : Marshal.GetLastPInvokeError() == Again ? -1 : -2;

    [LibraryImport("libc", EntryPoint = "socket", SetLastError = true)]
    private static partial int Socket(int family, int kind, int protocol);

    [LibraryImport("libc", EntryPoint = "connect", SetLastError = true)]
    private static partial int Connect(int descriptor, byte* address, int length);

    [LibraryImport("libc", EntryPoint = "setsockopt")]
    private static partial int SetOption(int descriptor, int level, int option, void* value, int length);

    [LibraryImport("libc", EntryPoint = "recv", SetLastError = true)]
    private static partial nint Recv(int descriptor, byte* into, nint length, int flags);

    [LibraryImport("libc", EntryPoint = "send", SetLastError = true)]
    private static partial nint Send(int descriptor, byte* from, nint length, int flags);
}
