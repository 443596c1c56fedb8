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
    var report = new Report();
    using var published = Published.Make(options.Text("app"));
    switch (args.FirstOrDefault())
    {
        case "screens":
            await new Screens(options, published, report).Run(options.Number("screens", 3_400), options.Number("edits", 500), options.Text("pin") != "no");
            break;
        case "soak":
            await new Soak(options, published, report).Run(options.Number("updates", 20_000), options.Number("scenes", 2_000), options.Number("screens", 500));
            break;
        default:
            throw new TroubleException("Say what is to be measured: screens, soak.");
    }

    return 0;
}
catch (TroubleException trouble)
{
    Console.Error.WriteLine(trouble.Message);
    return 1;
}
