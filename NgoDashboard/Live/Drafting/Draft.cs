using System.Collections.Immutable;
using NgoDashboard.Figures.Cube;
using NgoDashboard.Figures.Edits;
using NgoDashboard.Language;
using NgoDashboard.Live.Scenes;
using NgoDashboard.Live.State;

namespace NgoDashboard.Live.Drafting;

/// <summary>Figures, a scene, or both, prepared to go on air as one version. Immutable.</summary>
public sealed record Draft(ImmutableArray<Edit> Edits, Scene? Scene)
{
    public static Draft Empty { get; } = new([], null);

    /// <summary>The agenda item that the scene comes from; null where it comes from none.</summary>
    public long? AgendaItemId { get; init; }

    /// <summary>
    /// True for a take on the desk's page, which shows all doubts and asks for one reason. False for programs: each question of the rules
    /// must be accepted edit by edit.
    /// </summary>
    public bool IsReviewed { get; init; }

    /// <summary>Doubts about the source reports that the operator accepted during the import.</summary>
    public ImmutableArray<AcceptedDoubt> AcceptedDoubts { get; init; } = [];

    /// <summary>Why the operator takes the draft despite its doubts; null where no reason was given.</summary>
    public string? OverrideReason { get; init; }

    public bool IsEmpty => Edits.IsEmpty && Scene is null;

    public static Draft From(params ReadOnlySpan<Edit> edits) => new([.. edits], null);

    public static Draft From(Scene scene) => new([], scene);

    /// <summary>Adds the edit, or replaces the one of the same figure.</summary>
    public Draft With(Edit edit)
    {
        var index = Edits.IndexOf(Edits.FirstOrDefault(earlier => earlier.Key == edit.Key)!);
        return (this with { Edits = index < 0 ? Edits.Add(edit) : Edits.SetItem(index, edit) }).WithoutObsoleteDoubts();
    }

    /// <summary>Adds the edits, replacing those of the same figures.</summary>
    /// <param name="accepted">The accepted doubts about these edits; they replace those of the same figures and reports.</param>
    public Draft With(IReadOnlyList<Edit> edits, params IReadOnlyList<AcceptedDoubt> accepted)
    {
        var keys = edits.Select(edit => edit.Key).ToHashSet();
        var reports = edits.Select(ReportAddressOf).OfType<string>().ToHashSet();
        var others = AcceptedDoubts.Where(doubt => doubt.Key is { } figure ? !keys.Contains(figure) : !reports.Contains(doubt.Report));
        var changed = this with
        {
            Edits = [.. Edits.Where(earlier => !keys.Contains(earlier.Key)), .. edits],
            AcceptedDoubts = [.. others.Concat(accepted).Distinct()],
        };
        return changed.WithoutObsoleteDoubts();
    }

    public Draft Without(IReadOnlyCollection<FigureKey> keys)
    {
        var dropped = keys.ToHashSet();
        return (this with { Edits = Edits.RemoveAll(edit => dropped.Contains(edit.Key)) }).WithoutObsoleteDoubts();
    }

    /// <summary>Removes what has been taken; edits and a scene that came into the draft in the meantime stay.</summary>
    public Draft Without(Draft taken) => (this with
    {
        Edits = Edits.RemoveAll(taken.Edits.ToHashSet().Contains),
        Scene = Scene == taken.Scene ? null : Scene,
        AgendaItemId = Scene == taken.Scene ? null : AgendaItemId,
    }).WithoutObsoleteDoubts();

    /// <summary>
    /// The state that a take of this draft would lead to, for the desk's preview. Leaves out edits that the rules reject.
    /// </summary>
    public BriefingState Preview(BriefingState newest, Operator actor, DateTimeOffset takenAt)
    {
        var findings = EditRules.CheckEdits(newest.Snapshot, [.. Edits.Select(edit => edit with { IsAccepted = true })]);
        Edit[] valid = [.. Edits.Where((_, i) => findings[i].All(finding => finding.Kind == FindingKind.Stale))];
        var version = newest.Version + 1;
        var (snapshot, changes) = newest.Snapshot.ApplyEdits(valid, version, VietnamTime.LocalDay(takenAt), actor.Name);
        var entry = new Storage.Journal.JournalEntry(version, takenAt, actor.Name, actor.KeyId, Storage.Journal.EntryKind.Take)
        {
            Changes = changes,
            Stage = ToStageEntry(),
        };
        return newest.Apply(entry, snapshot) with { Cover = Cover.None };
    }

    /// <summary>
    /// Removes accepted doubts whose figure was dropped or edited, and doubts about a report none of whose figures are left.
    /// </summary>
    Draft WithoutObsoleteDoubts()
    {
        if (AcceptedDoubts.IsEmpty)
            return this;
        var reports = Edits.Select(edit => (edit.Key, Report: ReportAddressOf(edit))).Where(edit => edit.Report is not null).ToArray();
        var (figures, all) = (reports.ToHashSet(), reports.Select(edit => edit.Report).ToHashSet());
        return this with
        {
            AcceptedDoubts = AcceptedDoubts.RemoveAll(doubt =>
                !(doubt.Key is { } figure ? figures.Contains((figure, doubt.Report)) : all.Contains(doubt.Report))),
        };
    }

    /// <summary>The address of the imported report that the figure comes from; for other figures their source's URL, or null.</summary>
    static string? ReportAddressOf(Edit edit) => (edit as Restatement)?.Source?.Url?.Split('?')[0];

    internal Storage.Journal.StageRecord? ToStageEntry() => Scene is null ? null : Scene.ToEntry() with { AgendaItemId = AgendaItemId };
}
