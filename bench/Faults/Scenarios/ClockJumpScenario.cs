using System.Globalization;
using NgoDashboard.Bench.Faults.Harness;
using NgoDashboard.Bench.InServer;
using NgoDashboard.Bench.Processes;

namespace NgoDashboard.Bench.Faults.Scenarios;

/// <summary>
/// Sets the server's clock wrong for some seconds, ahead and back, during edits and once while it is down. Versions must follow each other
/// without a gap, and the timestamps must be right again as soon as the clock is.
/// </summary>
sealed class ClockJumpScenario(IReadOnlyList<TimeSpan> jumps, TimeSpan held) : IFaultScenario
{
    /// <summary>Covers the time of the edit and the interval in which the server checks its clock.</summary>
    static readonly TimeSpan StampTolerance = TimeSpan.FromSeconds(3);

    readonly List<string[]> rows = [];
    int wrongStamps, silentStarts;

    public string Name => "clock jumps";

    public async Task Run(FaultContext context)
    {
        context.AddHeading($"{jumps.Count} jumps of the clock, each for {held.TotalSeconds:0} s");
        var clock = TemporaryFiles.GetNewFilePath("clock");
        var settings = FaultSettings.InNewFolder("clock") with { ClockFile = clock };
        var server = await FaultServer.Start(context.Published, settings);
        try
        {
            using var desk = new DeskClient(settings.Port);
            foreach (var jump in jumps)
            {
                var before = await EditAndReadStamp(desk, "right", TimeSpan.Zero);
                ShiftedTimeProvider.WriteShift(clock, jump);
                await Task.Delay(500);
                var during = await EditAndReadStamp(desk, $"{jump.TotalDays:0} days off", jump);
                if (before.Stamp is { } was && during.Stamp is { } now && (now - was - jump).Duration() > TimeSpan.FromMinutes(1)
                    && jump > TimeSpan.Zero)
                    context.AddLine("The shifted clock did not reach the server: its stamps say nothing here.");
                await Task.Delay(held);
                // Stops with the wrong clock and starts with the right one, so that the last timestamp is in the future.
                await server.StopGracefully();
                server.Dispose();
                ShiftedTimeProvider.WriteShift(clock, TimeSpan.Zero);
                server = await FaultServer.Start(context.Published, settings);
                silentStarts += jump > TimeSpan.Zero && !server.Output.Contains("clock", StringComparison.OrdinalIgnoreCase)
                    && !server.Output.Contains("đồng hồ", StringComparison.OrdinalIgnoreCase) ? 1 : 0;
                await EditAndReadStamp(desk, "right again, after a restart", TimeSpan.Zero);
                ShiftedTimeProvider.WriteShift(clock, jump);
                await Task.Delay(500);
                await EditAndReadStamp(desk, $"{jump.TotalDays:0} days off", jump);
                ShiftedTimeProvider.WriteShift(clock, TimeSpan.Zero);
                await Task.Delay(500);
                await EditAndReadStamp(desk, "right again, while running", TimeSpan.Zero);
            }

            var gaps = (await AcknowledgedWriteCheck.FindMissing(desk, [])).Missing.Count;
            context.AddTable(["the clock is", "version", "stamp", "off the true time"], rows);
            context.ExpectNone("clock: stamps that are wrong while the clock is right", wrongStamps);
            context.ExpectNone("clock: gaps and disorder in the versions", gaps);
            context.AddLine($"Starts with a last stamp in the future that say nothing of it on the console: {silentStarts} "
                + "(the desk is told on its page).");
        }
        finally
        {
            server.Dispose();
        }
    }

    async Task<(long Version, DateTimeOffset? Stamp)> EditAndReadStamp(DeskClient desk, string clock, TimeSpan shift)
    {
        var answer = await desk.PutFigure(228_000_000 + (rows.Count * 10_000));
        var stamp = (await desk.Get("/api/record")).ParseJsonObject() is { } record
            ? record.GetProperty("versions").EnumerateArray().Where(row => row.GetProperty("version").GetInt64() == answer.Version)
                .Select(row => (DateTimeOffset?)row.GetProperty("at").GetDateTimeOffset()).FirstOrDefault()
            : null;
        var off = stamp - DateTimeOffset.UtcNow;
        // While the clock is wrong the server cannot know the true time: only the order must hold.
        wrongStamps += shift == TimeSpan.Zero && !(off?.Duration() < StampTolerance) ? 1 : 0;
        rows.Add([clock, $"{answer.Version}", stamp?.ToString("u", CultureInfo.InvariantCulture) ?? "none",
            off is { } time ? $"{time.TotalSeconds:0} s" : "–"]);
        return (answer.Version, stamp);
    }
}
