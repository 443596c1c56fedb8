using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using NgoDashboard.Bench.Faults.Harness;
using NgoDashboard.Bench.Measuring;

namespace NgoDashboard.Bench.Faults.Scenarios;

/// <summary>
/// Opens more connections than the server may hold. Its screens must stay connected and get every edit, the process must survive, and
/// accept new connections when the others are gone.
/// </summary>
sealed class DescriptorLimitScenario(TimeSpan held) : IFaultScenario
{
    const int Limit = 400, Screens = 10, Attackers = 900;

    public string Name => "descriptors";

    public async Task Run(FaultContext context)
    {
        context.AddHeading($"{Attackers} connections where {Limit} files may be open, held for {held.TotalSeconds:0} s");
        var settings = FaultSettings.InNewFolder("descriptors") with { DescriptorLimit = Limit };
        using var server = await FaultServer.Start(context.Published, settings);
        using var desk = new DeskClient(settings.Port);
        await desk.PutStage("overview", 2023);
        var (_, key) = await desk.IssueKey("screen", "Màn hình");
        SocketScreen[] screens = [.. Enumerable.Range(0, Screens).Select(_ => new SocketScreen(settings.Port, key))];
        if (!await SocketScreen.WaitUntilAllShow(screens, (await desk.PutFigure(228_000_000)).Version, TimeSpan.FromSeconds(15)))
            throw new BenchException("The screens did not come on air before the attack.");
        var attackers = Connect(settings.Port);
        var (edits, shown, begun, number, open) = (0, 0, Stopwatch.GetTimestamp(), 0, 0);
        while (Stopwatch.GetElapsedTime(begun) < held && !server.Process.HasExited)
        {
            // Over its existing connection: at the limit the server refuses new ones.
            var edit = await desk.PutFigure(229_000_000 + (++number * 10_000));
            edits += edit.IsSuccess ? 1 : 0;
            shown += edit.IsSuccess && await SocketScreen.WaitUntilAllShow(screens, edit.Version, TimeSpan.FromSeconds(5)) ? 1 : 0;
            open = Math.Max(open, CountOpenFiles(server));
            ReconnectRefused(attackers, settings.Port);
            await Task.Delay(300);
        }

        var lived = !server.Process.HasExited;
        foreach (var attacker in attackers)
            attacker.Dispose();
        var back = lived ? await MeasureTimeUntilServed(settings.Port) : TimeSpan.MaxValue;
        context.AddTable(
            ["connections opened", "open files at most", "edits at the bound", "of them stored", "shown by all screens",
                "screens' connections lost", "new connection afterwards, s"],
            [[$"{attackers.Count}", $"{open}", $"{number}", $"{edits}", $"{shown}", $"{screens.Sum(screen => screen.LostConnections)}",
                BenchReport.FormatNumber(back.TotalSeconds)]]);
        context.ExpectNone("descriptors: servers that end at the bound", lived ? 0 : 1);
        context.ExpectAll("descriptors: edits at the bound that are stored and shown by every screen", shown, number);
        context.ExpectNone("descriptors: screens that lose their connection at the bound", screens.Sum(screen => screen.LostConnections));
        context.AddGoal("descriptors: until a new connection is served afterwards", "10 s", back.TotalSeconds, 10, "s");
        foreach (var line in server.OutputLines.SkipWhile(line => !line.StartsWith("fail", StringComparison.Ordinal))
            .Take(server.HasStackTrace ? 12 : 0))
            context.AddLine("Its log: " + line.Trim());
        context.ExpectNone("descriptors: stack traces in the log", server.HasStackTrace ? 1 : 0);
        foreach (var screen in screens)
            await screen.DisposeAsync();
    }

    static int CountOpenFiles(FaultServer server)
    {
        try
        {
            return Directory.EnumerateFileSystemEntries($"/proc/{server.Process.Id}/fd").Count();
        }
        catch (Exception ended) when (ended is IOException or UnauthorizedAccessException)
        {
            return 0;
        }
    }

    static List<Socket> Connect(int port) => [.. Enumerable.Range(0, Attackers).Select(number => Connect(port, number))];

    /// <summary>Replaces connections that the server has refused or closed.</summary>
    static void ReconnectRefused(List<Socket> sockets, int port)
    {
        for (var i = 0; i < sockets.Count; i++)
        {
            if (!sockets[i].Poll(0, SelectMode.SelectRead) || IsOpen(sockets[i]))
                continue;
            sockets[i].Dispose();
            sockets[i] = Connect(port, i);
        }
    }

    static bool IsOpen(Socket socket)
    {
        try
        {
            return socket.Available > 0;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    /// <summary>
    /// Every second connection sends half a request and waits; the others request a page, for which the server opens files.
    /// </summary>
    static Socket Connect(int port, int number)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { SendTimeout = 1_000 };
        try
        {
            socket.Connect(IPAddress.Loopback, port);
            socket.Send(number % 2 == 0 ? "GET /screen HTTP/1.1\r\nHost: localhost\r\n"u8
                : "GET /enter HTTP/1.1\r\nHost: localhost\r\n\r\n"u8);
        }
        catch (SocketException)
        {
            // The server refused it.
        }

        return socket;
    }

    static async Task<TimeSpan> MeasureTimeUntilServed(int port)
    {
        for (var begun = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(begun) < TimeSpan.FromSeconds(30); await Task.Delay(100))
        {
            using var fresh = new DeskClient(port, key: null, patience: TimeSpan.FromSeconds(2));
            if ((await fresh.Get("/health/live")).IsSuccess)
                return Stopwatch.GetElapsedTime(begun);
        }

        return TimeSpan.FromSeconds(30);
    }
}
