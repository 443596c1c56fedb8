using System.Diagnostics;
using System.Globalization;
using NgoDashboard.Bench;
using NgoDashboard.Bench.Clients;
using NgoDashboard.Bench.Modes;
using NgoDashboard.Bench.Servers;

CultureInfo.DefaultThreadCurrentCulture = CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
// The parts that the bench starts of itself.
switch (args)
{
    case ["clients"]:
        return await SwarmProcess.Run();
    case ["circuit-clients"]:
        return await CircuitSwarmProcess.Run();
    case ["floor-server", var port]:
        await FloorServer.Run(int.Parse(port, CultureInfo.InvariantCulture));
        return 0;
    case ["circuit-server", var port, var database]:
        await CircuitServer.Run(int.Parse(port, CultureInfo.InvariantCulture), database);
        return 0;
}

try
{
    if (!OperatingSystem.IsLinux())
        throw new TroubleException("The bench counts in /proc and holds its clients by epoll: it runs on Linux.");
    var options = new Options(args.Skip(1).ToArray());
    var report = new Report(options.Text("out"));
    if (args is ["mutants", ..])
        return Math.Min(1, await new MutantTrial(options, report).Run());
    using var published = Published.Make(options.Text("app"));
    var (screens, edits, isPinned) = (options.Number("screens", 3_400), options.Number("edits", 500), options.Text("pin") != "no");
    report.Say($"{DateTime.UtcNow:yyyy-MM-dd}, {Machine.Describe()}");
    report.Say($"dotnet run -c Release --project bench -- {string.Join(' ', args)}");
    switch (args.FirstOrDefault())
    {
        case "all":
            await new All(options, published, report).Run();
            break;
        case "screens":
            await new Screens(options, published, report).Run(screens, edits, isPinned);
            break;
        case "storm":
            await new Storm(published, report).Run(screens, isPinned);
            break;
        case "stalled":
            await new Stalled(published, report).Run(screens, edits, isPinned);
            break;
        case "burst":
            await new Burst(published, report).Run(screens, isPinned);
            break;
        case "edit":
            await new Edits(published, report).Run(screens, edits, TimeSpan.FromSeconds(5), isPinned);
            break;
        case "soak":
            await new Soak(options, published, report).Run(
                options.Number("updates", 20_000), options.Number("scenes", 2_000), options.Number("screens", 500),
                // Faster, and versions would be conflated: a frame goes out each 125 ms at most.
                TimeSpan.FromMilliseconds(options.Number("every", 130)));
            break;
        case "faults":
            return Math.Min(1, await new FaultTrial(options, published, report).Run());
        case "import":
            var goals = new Goals(report);
            await new Imports(published, report).Run(goals, options.Number("rows", 50_000), options.Number("rounds", 5));
            goals.Tell();
            break;
        default:
            throw new TroubleException("Say what is to be measured: all, screens, storm, stalled, burst, edit, soak, import, faults, mutants.");
    }

    return 0;
}
catch (TroubleException trouble)
{
    Console.Error.WriteLine(trouble.Message);
    return 1;
}
