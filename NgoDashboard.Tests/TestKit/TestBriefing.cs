using System.Security.Cryptography;
using Microsoft.Extensions.Logging.Abstractions;
using NgoDashboard.Figures;
using NgoDashboard.Live;
using NgoDashboard.Storage;

namespace NgoDashboard.Tests.TestKit;

/// <summary>A whole briefing on a real database in a folder of its own, with a clock that the test moves.</summary>
sealed class TestBriefing : IDisposable
{
    readonly TempFolder folder = new();
    readonly (Reference Reference, IReadOnlyList<Figure> Figures) first;

    public static readonly Operator Operator = new("k1", "Bàn điều hành"), Second = new("k2", "Bàn thứ hai");

    /// <summary>Twenty desk keys of the console, each of a person of its own: the operator's is the first, the second's the second.</summary>
    public static IReadOnlyList<StoredKey> DeskKeys { get; } =
    [
        .. Enumerable.Range(1, 20).Select(i => new StoredKey(
            $"k{i}", "desk", null, $"Bàn {i}", SHA256.HashData([(byte)i]), "2024-04-12T07:00:00Z", null, null)),
    ];

    TestBriefing((Reference Reference, IReadOnlyList<Figure> Figures) first)
    {
        this.first = first;
        Start();
    }

    public ManualTime Time { get; } = new();

    public Database Database { get; private set; } = null!;

    public Journal Journal { get; private set; } = null!;

    public Air Air { get; private set; } = null!;

    public Desk Desk { get; private set; } = null!;

    public Requests Requests { get; private set; } = null!;

    public Drafts Drafts { get; private set; } = null!;

    public Agenda Agenda { get; private set; } = null!;

    public AttachmentFolder Attachments { get; private set; } = null!;

    public Amendments Amendments { get; private set; } = null!;

    public Proposals Proposals { get; private set; } = null!;

    public Floor Floor { get; private set; } = null!;

    public Points Points { get; private set; } = null!;

    public OnAir Now => Air.Current;

    /// <summary>On the sample's reference, with one adopted statement at each place.</summary>
    public static TestBriefing Of(params IEnumerable<(FigureKey Key, Quantity Value)> stated) => new((Sample.Country, Sample.Figures(stated)));

    public static TestBriefing Of(IReadOnlyList<Figure> figures) => new((Sample.Country, figures));

    /// <summary>On the real data files.</summary>
    public static TestBriefing OfPublished() => new(Published.Data);

    public Task<Outcome> Take(params Edit[] edits) => Desk.Take(Draft.Of(edits), Operator, TestContext.Current.CancellationToken);

    public Task<Outcome> Take(Scene scene) => Desk.Take(Draft.Of(scene), Operator, TestContext.Current.CancellationToken);

    public Task<Outcome> Do(Wish wish, Operator? who = null) => Desk.Do(wish, who ?? Operator, TestContext.Current.CancellationToken);

    /// <summary>The server stops and starts again on the same database.</summary>
    public void Restart()
    {
        Stop();
        Start();
    }

    public void Dispose()
    {
        Stop();
        folder.Dispose();
    }

    void Start()
    {
        Database = new(folder.File("briefing.db"));
        Journal = new(Database);
        Air = Opening.Open(Journal, () => first, isRehearsal: false, Time);
        Requests = new(Time);
        Drafts = new(new(Database), Time);
        Agenda = new(new(Database), Journal, Air);
        Attachments = new(Database);
        var limits = new SentLimits(Air, Journal, Time);
        Amendments = new(new(Database), Attachments, Journal, Air, Drafts, limits, Time);
        Proposals = new(new(Database), limits, Time);
        Floor = new(new(Database), limits, Time);
        Points = new(new(Database));
        Desk = new(Journal, Air, Requests, Database.Keys, Time, NullLogger<Desk>.Instance);
        // The keyring is not here; what it has stored is asked anew after a restart.
        Database.Keys.Put(DeskKeys);
        Database.Keys.Put(new KeyStore(Database).All());
    }

    void Stop()
    {
        Amendments.Dispose();
        Desk.Dispose();
        Database.Dispose();
    }
}
