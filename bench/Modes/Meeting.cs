using System.Diagnostics;
using NgoDashboard.Bench.Clients;
using NgoDashboard.Bench.Servers;

namespace NgoDashboard.Bench.Modes;

/// <summary>Ours alone, with its screens connected and warm: what the modes that compare it with itself begin with.</summary>
sealed class Meeting : IDisposable
{
    static readonly TimeSpan Slot = TimeSpan.FromMilliseconds(250);

    Meeting(Application application, ClientsChild clients, int count) => (Application, Clients, Count) = (application, clients, count);

    public Application Application { get; private set; }

    public ClientsChild Clients { get; }

    public int Count { get; }

    /// <param name="returns">Screens that lose their connection come back.</param>
    /// <param name="atOnce">So many open their connection at the same time.</param>
    public static async Task<(Meeting Meeting, Answer Connected)> Start(Published published, bool isPinned, int count, bool returns = false, int atOnce = 256)
    {
        var (server, clients) = Options.Pins(isPinned);
        var application = await Application.Start(published, server);
        var meeting = new Meeting(application, ClientsChild.Start(clients), count);
        try
        {
            var to = new Destination(
                application.Port, "/hubs/briefing?lang=vi&changes=true", application.ProvinceKeys(), SpeaksHub: true, Acknowledges: true, returns, atOnce);
            // What is compiled while thousands wait would be counted as theirs.
            for (var i = 0; i < 30; i++)
                application.Edit();
            return (meeting, await meeting.Clients.Ask(new("connect") { Count = count, To = to, Seconds = 120 }));
        }
        catch
        {
            meeting.Dispose();
            throw;
        }
    }

    /// <summary>So many edits, each at its time.</summary>
    public async Task<List<double>> Edit(int edits)
    {
        var answers = new List<double>(edits);
        var next = Stopwatch.GetTimestamp() + (Stopwatch.Frequency / 10);
        for (var edit = 0; edit < edits; edit++)
        {
            await Until(next);
            var edited = Application.Edit(next);
            await Clients.Ask(new("edit") { Version = edited.Version, Begun = edited.Begun });
            answers.Add(edited.Took.TotalMicroseconds);
            next += (long)(Slot.TotalSeconds * Stopwatch.Frequency);
        }

        return answers;
    }

    /// <summary>Ends the server without a word and starts it again on the same database and port.</summary>
    public async Task<(long Started, long Ready)> Restart(Published published, bool isPinned, TimeSpan away)
    {
        var (folder, port) = (Application.Crash(), Application.Port);
        await Task.Delay(away);
        var started = Stopwatch.GetTimestamp();
        Application = await Application.Start(published, Options.Pins(isPinned).Server, folder, port);
        return (started, Stopwatch.GetTimestamp());
    }

    public static async Task Until(long timestamp)
    {
        var left = Stopwatch.GetElapsedTime(Stopwatch.GetTimestamp(), timestamp);
        if (left > TimeSpan.Zero)
            await Task.Delay(left);
    }

    public void Dispose()
    {
        Clients.Dispose();
        Application.Dispose();
    }
}
