using System.Globalization;
using System.Net.Sockets;
using System.Text;

#pragma warning disable CA1050 // The runtime looks for it outside of any namespace.

/// <summary>
/// Runs inside a server that is measured, before the server's own first line (DOTNET_STARTUP_HOOKS): nothing but a thread that waits.
/// Asked at its socket, it collects all that nobody uses any more and tells how large the rest is. Where it is asked for, it sets the
/// server's clock wrong, or writes as its pages do. The server itself is as delivered.
/// </summary>
static class StartupHook
{
    public const string HeapSocketVariable = "NGO_BENCH_HEAP";

    public static void Initialize()
    {
        if (Environment.GetEnvironmentVariable(NgoDashboard.Bench.InServer.ShiftedTimeProvider.EnvironmentVariable) is { Length: > 0 } clock)
            NgoDashboard.Bench.InServer.ShiftedTimeProvider.Install(clock);
        if (Environment.GetEnvironmentVariable(NgoDashboard.Bench.InServer.PageWriterService.EnvironmentVariable) is "1")
            NgoDashboard.Bench.InServer.PageWriterService.Install();
        if (Environment.GetEnvironmentVariable(HeapSocketVariable) is not { Length: > 0 } path)
            return;
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            socket.Bind(new UnixDomainSocketEndPoint(path));
        }
        catch (SocketException)
        {
            // A process that the server has started itself, with the server's own environment: the server is measured, not this one.
            socket.Dispose();
            return;
        }

        socket.Listen();
        new Thread(() => ServeHeapSizes(socket)) { IsBackground = true, Name = "heap" }.Start();
    }

    static void ServeHeapSizes(Socket socket)
    {
        while (true)
        {
            using var asking = socket.Accept();
            // Twice: what has a finalizer goes in the second.
            for (var i = 0; i < 2; i++)
            {
                GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
                GC.WaitForPendingFinalizers();
            }

            asking.Send(Encoding.ASCII.GetBytes(GC.GetTotalMemory(forceFullCollection: true).ToString(CultureInfo.InvariantCulture)));
        }
    }
}
