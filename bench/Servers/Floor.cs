namespace NgoDashboard.Bench.Servers;

/// <summary>The floor, in a process of its own.</summary>
sealed class Floor : Child
{
    EditLine? edits;

    Floor(int? pin, int port, (string Program, string[] Arguments) self)
        : base(pin, self.Program, self.Arguments) => Port = port;

    public int Port { get; }

    /// <summary>How long its message is, with the WebSocket's header.</summary>
    public int Bytes { get; set; } = 500;

    /// <summary>When its clients acknowledge, in milliseconds, as the application's do.</summary>
    public (int Wait, int Spread) Pace { get; set; }

    public static async Task<Floor> Start(int? pin)
    {
        var port = Application.FreePort();
        var floor = new Floor(pin, port, Self("floor-server", port.ToString(System.Globalization.CultureInfo.InvariantCulture)));
        for (var i = 0; i < 200; i++)
        {
            try
            {
                floor.edits = new(port, null);
                return floor;
            }
            catch (System.Net.Sockets.SocketException)
            {
                await Task.Delay(50);
            }
        }

        throw new TroubleException("The floor did not start: " + string.Join('\n', floor.Said));
    }

    public Edited Edit(long? begun = null) => edits!.Put($"/edit?bytes={Bytes}&wait={Pace.Wait}&spread={Pace.Spread}", "", begun);

    public override void Dispose()
    {
        edits?.Dispose();
        base.Dispose();
    }
}
