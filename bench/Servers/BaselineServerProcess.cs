using NgoDashboard.Bench.Processes;

namespace NgoDashboard.Bench.Servers;

/// <summary>The floor, in a process of its own.</summary>
sealed class BaselineServerProcess : ChildProcess
{
    EditConnection? editConnection;

    BaselineServerProcess(int? pin, int port, (string Program, string[] Arguments) self)
        : base(pin, self.Program, self.Arguments) => Port = port;

    public int Port { get; }

    /// <summary>How long its message is, with the WebSocket's header.</summary>
    public int MessageBytes { get; set; } = 500;

    /// <summary>When its clients acknowledge, in milliseconds, as the application's do.</summary>
    public (int Wait, int Spread) AckDelayMs { get; set; }

    public static async Task<BaselineServerProcess> Start(int? pin)
    {
        var port = BriefingApplication.GetFreePort();
        var floor = new BaselineServerProcess(pin, port, CreateSelfCommand("floor-server", port.ToString(System.Globalization.CultureInfo.InvariantCulture)));
        for (var i = 0; i < 200; i++)
        {
            try
            {
                floor.editConnection = new(port, null);
                return floor;
            }
            catch (System.Net.Sockets.SocketException)
            {
                await Task.Delay(50);
            }
        }

        throw new BenchException("The floor did not start: " + string.Join('\n', floor.OutputLines));
    }

    public EditResult SendMessage(long? scheduledAt = null) => editConnection!.PutEdit($"/edit?bytes={MessageBytes}&wait={AckDelayMs.Wait}&spread={AckDelayMs.Spread}", "", scheduledAt);

    public override void Dispose()
    {
        editConnection?.Dispose();
        base.Dispose();
    }
}
