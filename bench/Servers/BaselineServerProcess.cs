using NgoDashboard.Bench.Processes;

namespace NgoDashboard.Bench.Servers;

/// <summary>The baseline server in its own process.</summary>
sealed class BaselineServerProcess : ChildProcess
{
    EditConnection? editConnection;

    BaselineServerProcess(int? pin, int port, (string Program, string[] Arguments) self)
        : base(pin, self.Program, self.Arguments) => Port = port;

    public int Port { get; }

    /// <summary>Length of its message, with the WebSocket header.</summary>
    public int MessageBytes { get; set; } = 500;

    /// <summary>Acknowledgement delay of its clients: minimum and jitter.</summary>
    public (int Wait, int Spread) AckDelayMs { get; set; }

    public static async Task<BaselineServerProcess> Start(int? pin)
    {
        var port = BriefingApplication.GetFreePort();
        var command = CreateSelfCommand("floor-server", port.ToString(System.Globalization.CultureInfo.InvariantCulture));
        var baseline = new BaselineServerProcess(pin, port, command);
        for (var i = 0; i < 200; i++)
        {
            try
            {
                baseline.editConnection = new(port, null);
                return baseline;
            }
            catch (System.Net.Sockets.SocketException)
            {
                await Task.Delay(50);
            }
        }

        throw new BenchException("The floor did not start: " + string.Join('\n', baseline.OutputLines));
    }

    public EditResult SendMessage(long? scheduledAt = null) => editConnection!.PutEdit(
        $"/edit?bytes={MessageBytes}&wait={AckDelayMs.Wait}&spread={AckDelayMs.Spread}", "", scheduledAt);

    public override void Dispose()
    {
        editConnection?.Dispose();
        base.Dispose();
    }
}
