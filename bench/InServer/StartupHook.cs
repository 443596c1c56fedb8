using System.Globalization;
using System.Net.Sockets;
using System.Text;

#pragma warning disable CA1050 // The runtime looks for the type StartupHook outside of any namespace.

/// <summary>
/// Runs inside a measured server before its Main (DOTNET_STARTUP_HOOKS); the server itself is unmodified. A thread listens on a Unix
/// socket:
/// on each connection it collects garbage and sends the size of the heap. By environment variables it also shifts the server's clock or
/// starts the page writers.
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
            // A child process of the server inherits its environment; only the server itself is measured.
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
            // Twice, because objects with a finalizer are freed by the second collection.
            for (var i = 0; i < 2; i++)
            {
                GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
                GC.WaitForPendingFinalizers();
            }

            asking.Send(Encoding.ASCII.GetBytes(GC.GetTotalMemory(forceFullCollection: true).ToString(CultureInfo.InvariantCulture)));
        }
    }
}
