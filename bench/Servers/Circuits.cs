using System.Globalization;
using System.Net.Sockets;

namespace NgoDashboard.Bench.Servers;

/// <summary>The contender with circuits, in a process of its own, on a database of its own.</summary>
sealed class Circuits : Child
{
    readonly string folder;
    EditLine? edits;
    int count;

    Circuits(int? pin, int port, string folder, (string Program, string[] Arguments) self)
        : base(pin, self.Program, self.Arguments, new Dictionary<string, string>
        {
            ["ASPNETCORE_ENVIRONMENT"] = "Production",
            ["DOTNET_ENVIRONMENT"] = "Production",
        }) => (Port, this.folder) = (port, folder);

    public int Port { get; }

    /// <summary>With the overview on air.</summary>
    public static async Task<Circuits> Start(int? pin)
    {
        var (port, folder) = (Application.FreePort(), Temporary.Folder("circuits"));
        var circuits = new Circuits(
            pin, port, folder, Self("circuit-server", port.ToString(CultureInfo.InvariantCulture), Path.Combine(folder, "briefing.db")));
        for (var i = 0; i < 400 && !circuits.Process.HasExited; i++)
        {
            try
            {
                circuits.edits = new(port, null);
                return circuits;
            }
            catch (SocketException)
            {
                await Task.Delay(50);
            }
        }

        var said = string.Join('\n', circuits.Said);
        circuits.Dispose();
        throw new TroubleException("The server of the circuits did not start: " + said);
    }

    /// <summary>The figure that is edited in the application too, another value each time.</summary>
    public Edited Edit(long? begun = null) => edits!.Put(
        string.Create(CultureInfo.InvariantCulture, $"/edit?value={228_000_000 + (Interlocked.Increment(ref count) % 900 * 10_000)}"), "", begun);

    public override void Dispose()
    {
        edits?.Dispose();
        base.Dispose();
        Directory.Delete(folder, recursive: true);
    }
}
