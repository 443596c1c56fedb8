using System.Collections.Concurrent;
using System.Security.Cryptography;
using Microsoft.Extensions.Logging.Abstractions;
using NgoDashboard.Figures.Cube;
using NgoDashboard.Figures.Edits;
using NgoDashboard.Figures.Provinces;
using NgoDashboard.Live;
using NgoDashboard.Live.Agendas;
using NgoDashboard.Live.BridgePoints;
using NgoDashboard.Live.Commands;
using NgoDashboard.Live.Drafting;
using NgoDashboard.Live.Inbox;
using NgoDashboard.Live.Scenes;
using NgoDashboard.Live.State;
using NgoDashboard.Storage.Access;
using NgoDashboard.Storage.Engine;
using NgoDashboard.Storage.Journal;
using NgoDashboard.Storage.Meeting;
using NgoDashboard.Tests.TestKit.Infrastructure;

namespace NgoDashboard.Tests.TestKit.Samples;

/// <summary>The services of a briefing on a real database in a temporary folder, with a clock that the test moves.</summary>
sealed class TestBriefing : IDisposable
{
    const string FileName = "briefing.db";

    /// <summary>Of about half a megabyte each.</summary>
    const int MaxFirstStarts = 100;

    readonly TempFolder folder = new();
    readonly (ReferenceData Reference, IReadOnlyList<Figure> Figures) initialData;

    public static readonly Operator Operator = new("k1", "Bàn điều hành"), SecondOperator = new("k2", "Bàn thứ hai");

    /// <summary>
    /// Twenty desk keys that the console issued, so that each counts as a person of its own; the first two are those of <see
    /// cref="Operator"/> and <see cref="SecondOperator"/>.
    /// </summary>
    public static IReadOnlyList<KeyRecord> DeskKeys { get; } =
    [
        .. Enumerable.Range(1, 20).Select(i => new KeyRecord(
            $"k{i}", "desk", null, $"Bàn {i}", SHA256.HashData([(byte)i]), "2024-04-12T07:00:00Z", null, null)),
    ];

    /// <summary>
    /// Databases as the first start leaves them, by their content; copied, because writing the schema and the reference data takes longer
    /// than most tests.
    /// </summary>
    /// <remarks>A test that makes up its figures has a new content each time; such databases are not kept.</remarks>
    static readonly ConcurrentDictionary<string, Lazy<byte[]>> FirstStarts = new(StringComparer.Ordinal);

    TestBriefing((ReferenceData Reference, IReadOnlyList<Figure> Figures) initialData, byte[]? database = null)
    {
        this.initialData = initialData;
        if (database is not null)
            File.WriteAllBytes(folder.GetFilePath(FileName), database);
        Start();
    }

    public TestClock Time { get; } = new();

    public Database Database { get; private set; } = null!;

    public JournalStore Journal { get; private set; } = null!;

    public LiveBriefing LiveBriefing { get; private set; } = null!;

    public Desk Desk { get; private set; } = null!;

    public Approvals Approvals { get; private set; } = null!;

    public Drafts Drafts { get; private set; } = null!;

    public Agenda Agenda { get; private set; } = null!;

    public AttachmentFolder Attachments { get; private set; } = null!;

    public Amendments Amendments { get; private set; } = null!;

    public Proposals Proposals { get; private set; } = null!;

    public SpeakingQueue SpeakingQueue { get; private set; } = null!;

    public Points Points { get; private set; } = null!;

    public BriefingState State => LiveBriefing.Current;

    /// <summary>On the sample's reference data, with one adopted statement for each key.</summary>
    public static TestBriefing Create(params IEnumerable<(FigureKey Key, Quantity Value)> stated) => Create(SampleData.CreateFigures(stated));

    public static TestBriefing Create(IReadOnlyList<Figure> figures) => CreateFromCopy(
        string.Join('\n', figures.SelectMany(figure => figure.Statements.Select(statement => $"{figure.Key.ToKeyString()} {statement}"))),
        (SampleData.CountryReference, figures));

    /// <summary>On the real data files of data/.</summary>
    public static TestBriefing CreateFromPublishedData() => CreateFromCopy("published", PublishedData.ReferenceAndFigures);

    public Task<DeskResult> Take(params Edit[] edits) => Desk.Take(Draft.From(edits), Operator, TestContext.Current.CancellationToken);

    public Task<DeskResult> Take(Scene scene) => Desk.Take(Draft.From(scene), Operator, TestContext.Current.CancellationToken);

    public Task<DeskResult> Execute(DeskCommand wish, Operator? who = null) => Desk.Execute(wish, who ?? Operator, TestContext.Current.CancellationToken);

    /// <summary>Disposes the services and creates them again on the same database.</summary>
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

    static TestBriefing CreateFromCopy(string content, (ReferenceData Reference, IReadOnlyList<Figure> Figures) initialData) =>
        FirstStarts.Count < MaxFirstStarts || FirstStarts.ContainsKey(content)
            ? new(initialData, FirstStarts.GetOrAdd(content, _ => new(() => WriteFirstStart(initialData))).Value)
            : new(initialData);

    static byte[] WriteFirstStart((ReferenceData Reference, IReadOnlyList<Figure> Figures) initialData)
    {
        using var first = new TestBriefing(initialData);
        first.Stop();
        var database = File.ReadAllBytes(first.folder.GetFilePath(FileName));
        first.Start();
        return database;
    }

    void Start()
    {
        Database = new(folder.GetFilePath(FileName));
        Journal = new(Database);
        LiveBriefing = BriefingStart.LoadOrCreate(Journal, () => initialData, isRehearsal: false, Time);
        Approvals = new(Time);
        Drafts = new(new(Database), Time);
        Agenda = new(new(Database), Journal, LiveBriefing);
        Attachments = new(Database);
        var limits = new SubmissionLimits(LiveBriefing, Journal, Time);
        Amendments = new(new(Database), Attachments, Journal, LiveBriefing, Drafts, limits, Time);
        Proposals = new(new(Database), limits, Time);
        SpeakingQueue = new(new(Database), limits, Time);
        Points = new(new(Database));
        Desk = new(Journal, LiveBriefing, Approvals, Database.Keys, Time, NullLogger<Desk>.Instance);
        // There is no keyring here: stored keys are loaded again after a restart.
        Database.Keys.SetKeys(DeskKeys);
        Database.Keys.SetKeys(new KeyStore(Database).LoadKeys());
    }

    void Stop()
    {
        Amendments.Dispose();
        Desk.Dispose();
        Database.Dispose();
    }
}
