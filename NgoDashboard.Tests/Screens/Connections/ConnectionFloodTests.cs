using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text.RegularExpressions;
using NgoDashboard.Access;
using NgoDashboard.Tests.TestKit.Applications;
using NgoDashboard.Tests.TestKit.Clients;
using NgoDashboard.Tests.TestKit.Infrastructure;

namespace NgoDashboard.Tests.Screens.Connections;

/// <summary>
/// More connections than the limit of open files, for 30 s: as long as the attack after which the server never accepted a connection again,
/// and longer than the time after which <see cref="NgoDashboard.Screens.Connections.AcceptWatchdog"/> ends the process.
/// </summary>
[Trait("Tier", "Process")]
public sealed partial class ConnectionFloodTests
{
    static readonly TimeSpan Flood = TimeSpan.FromSeconds(30);

    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Connections_AtTheirBoundForHalfAMinute_LeaveTheScreensAndTheServer()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no limit of open files.");
        await using var server = await ServerProcess.Start(shell: "ulimit -n 640; exec \"$@\"");
        await Wait.Until(() => Task.FromResult(Limit().IsMatch(server.Output)), () => Task.FromResult(server.Output));
        var limit = int.Parse(Limit().Match(server.Output).Groups[1].Value, CultureInfo.InvariantCulture);
        Assert.InRange(limit, 16, 640);
        var key = await server.IssueKey(Roles.Screen);
        await using var screen = await ScreenClient.Open(new(server.Address), key);
        await using var secondScreen = await ScreenClient.Open(new(server.Address), key);

        var closed = 0;
        var flood = new Socket?[limit + 150];
        var since = Stopwatch.StartNew();
        while (since.Elapsed < Flood)
        {
            for (var i = 0; i < flood.Length; i++)
            {
                if (flood[i] is { } old && IsClosed(old))
                {
                    old.Dispose();
                    flood[i] = null;
                    closed++;
                }

                flood[i] ??= Connect(new Uri(server.Address).Port);
            }

            // Over a connection that was open before the flood.
            Assert.Equal("live", await server.DeskClient.GetStringAsync("/health/live", Cancellation));
            await Task.Delay(500, Cancellation);
        }

        Assert.True(closed >= 150, $"{closed} of the flood were closed.");
        Assert.False(screen.WhenClosed.IsCompleted || secondScreen.WhenClosed.IsCompleted);
        var version = await server.TakeScene("years");
        await Wait.Until(() => Task.FromResult(screen.Frames.Last().Version == version && secondScreen.Frames.Last().Version == version), () => Task.FromResult("no frame"));

        foreach (var socket in flood)
            socket?.Dispose();
        await Wait.Until(
            async () =>
            {
                using var fresh = new HttpClient { BaseAddress = new(server.Address) };
                try
                {
                    return (await fresh.GetStringAsync("/health/ready", Cancellation)) == "ready";
                }
                catch (HttpRequestException)
                {
                    return false;
                }
            },
            () => Task.FromResult(server.Output));
    }

    static Socket? Connect(int port)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            socket.Connect(IPAddress.Loopback, port);
            return socket;
        }
        catch (SocketException)
        {
            socket.Dispose();
            return null;
        }
    }

    static bool IsClosed(Socket socket)
    {
        try
        {
            return socket.Poll(0, SelectMode.SelectRead) && socket.Available == 0;
        }
        catch (SocketException)
        {
            return true;
        }
    }

    [GeneratedRegex(@"\((\d+) kết nối")]
    private static partial Regex Limit();
}
