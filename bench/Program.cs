using System.Globalization;
using NgoDashboard.Bench;
using NgoDashboard.Bench.Clients.Circuits;
using NgoDashboard.Bench.Clients.Sockets;
using NgoDashboard.Bench.Measuring;
using NgoDashboard.Bench.Modes;
using NgoDashboard.Bench.Processes;
using NgoDashboard.Bench.Servers;

CultureInfo.DefaultThreadCurrentCulture = CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
// The child processes that the bench starts of itself.
switch (args)
{
    case ["clients"]:
        return await ScreenSimulatorHost.Run();
    case ["circuit-clients"]:
        return await CircuitSimulatorHost.Run();
    case ["floor-server", var port]:
        await BaselineServer.Run(int.Parse(port, CultureInfo.InvariantCulture));
        return 0;
    case ["circuit-server", var port, var database]:
        await CircuitServer.Run(int.Parse(port, CultureInfo.InvariantCulture), database);
        return 0;
}

try
{
    if (!OperatingSystem.IsLinux())
        throw new BenchException("The bench counts in /proc and holds its clients by epoll: it runs on Linux.");
    var options = new BenchOptions(args.Skip(1).ToArray());
    var report = new BenchReport(options.GetText("out"));
    if (args is ["mutants", ..])
        return Math.Min(1, await new MutantMode(options, report).Run());
    using var published = PublishedApplication.PublishOrUse(options.GetText("app"));
    var (screens, edits, isPinned) = (options.GetNumber("screens", 3_400), options.GetNumber("edits", 500), options.GetText("pin") != "no");
    report.WriteLine($"{DateTime.UtcNow:yyyy-MM-dd}, {Machine.Describe()}");
    report.WriteLine($"dotnet run -c Release --project bench -- {string.Join(' ', args)}");
    switch (args.FirstOrDefault())
    {
        case "all":
            await new AllMode(options, published, report).Run();
            break;
        case "screens":
            await new ScreensMode(options, published, report).Run(screens, edits, isPinned);
            break;
        case "storm":
            await new StormMode(published, report).Run(screens, isPinned);
            break;
        case "stalled":
            await new StalledMode(published, report).Run(screens, edits, isPinned);
            break;
        case "burst":
            await new BurstMode(published, report).Run(screens, isPinned);
            break;
        case "edit":
            await new EditMode(published, report).Run(screens, edits, TimeSpan.FromSeconds(5), isPinned);
            break;
        case "soak":
            await new SoakMode(options, published, report).Run(
                options.GetNumber("updates", 20_000), options.GetNumber("scenes", 2_000), options.GetNumber("screens", 500),
                // Not faster, because the server sends a frame every 125 ms at most, and would conflate versions.
                TimeSpan.FromMilliseconds(options.GetNumber("every", 130)));
            break;
        case "faults":
            return Math.Min(1, await new FaultMode(options, published, report).Run());
        case "import":
            var goals = new Goals(report);
            await new ImportMode(published, report).Run(goals, options.GetNumber("rows", 50_000), options.GetNumber("rounds", 5));
            goals.WriteReport();
            break;
        default:
            throw new BenchException("Say what is to be measured: all, screens, storm, stalled, burst, edit, soak, import, faults, mutants.");
    }

    return 0;
}
catch (BenchException trouble)
{
    Console.Error.WriteLine(trouble.Message);
    return 1;
}
