using System.Globalization;
using System.Net.Sockets;
using NgoDashboard.Bench.Processes;

namespace NgoDashboard.Bench.Servers;

/// <summary>The contender with circuits in its own process, with its own database.</summary>
sealed class CircuitServerProcess : ChildProcess
{
    readonly string folder;
    EditConnection? editConnection;
    int editCount;

    CircuitServerProcess(int? pin, int port, string folder, (string Program, string[] Arguments) self)
        : base(pin, self.Program, self.Arguments, new Dictionary<string, string>
        {
            ["ASPNETCORE_ENVIRONMENT"] = "Production",
            ["DOTNET_ENVIRONMENT"] = "Production",
        }) => (Port, this.folder) = (port, folder);

    public int Port { get; }

    /// <summary>Starts with the overview on air.</summary>
    public static async Task<CircuitServerProcess> Start(int? pin)
    {
        var (port, folder) = (BriefingApplication.GetFreePort(), TemporaryFiles.CreateFolder("circuits"));
        var circuits = new CircuitServerProcess(
            pin, port, folder, CreateSelfCommand("circuit-server", port.ToString(CultureInfo.InvariantCulture), Path.Combine(folder, "briefing.db")));
        for (var i = 0; i < 400 && !circuits.Process.HasExited; i++)
        {
            try
            {
                circuits.editConnection = new(port, null);
                return circuits;
            }
            catch (SocketException)
            {
                await Task.Delay(50);
            }
        }

        var output = string.Join('\n', circuits.OutputLines);
        circuits.Dispose();
        throw new BenchException("The server of the circuits did not start: " + output);
    }

    /// <summary>Edits the same figure as the application, with another value each time.</summary>
    public EditResult PutNextValue(long? scheduledAt = null) => editConnection!.PutEdit(
        string.Create(CultureInfo.InvariantCulture, $"/edit?value={228_000_000 + (Interlocked.Increment(ref editCount) % 900 * 10_000)}"), "", scheduledAt);

    public override void Dispose()
    {
        editConnection?.Dispose();
        base.Dispose();
        Directory.Delete(folder, recursive: true);
    }
}
