using System.Collections.Immutable;
using NgoDashboard.Figures.Cube;
using NgoDashboard.Figures.Edits;
using NgoDashboard.Language;
using NgoDashboard.Live.Scenes;
using NgoDashboard.Live.State;

namespace NgoDashboard.Live.Drafting;

/// <summary>What is prepared to go on air at once: figures, a scene, or both.</summary>
public sealed record Draft(ImmutableArray<Edit> Edits, Scene? Scene)
{
    public static Draft Empty { get; } = new([], null);

    /// <summary>The item of the agenda that the scene comes from.</summary>
    public long? AgendaItemId { get; init; }

    /// <summary>
    /// The desk's own take, before which all doubts are told; without it, what the rules ask of each edit must be accepted edit by
    /// edit.
    /// </summary>
    public bool IsReviewed { get; init; }

    /// <summary>What was doubtful in the reports that figures come from, and was accepted there.</summary>
    public ImmutableArray<AcceptedDoubt> AcceptedDoubts { get; init; } = [];

    /// <summary>Why it is taken over the doubts that were told.</summary>
    public string? OverrideReason { get; init; }

    public bool IsEmpty => Edits.IsEmpty && Scene is null;

    public static Draft From(params ReadOnlySpan<Edit> edits) => new([.. edits], null);

    public static Draft From(Scene scene) => new([], scene);

    /// <summary>With that edit in place of an earlier one of the same figure.</summary>
    public Draft With(Edit edit)
    {
        var place = Edits.IndexOf(Edits.FirstOrDefault(earlier => earlier.Key == edit.Key)!);
        return (this with { Edits = place < 0 ? Edits.Add(edit) : Edits.SetItem(place, edit) }).WithoutObsoleteDoubts();
    }

    /// <summary>With those edits in place of earlier ones of the same figures.</summary>
    /// <param name="accepted">What was doubtful in them, in place of what was in those.</param>
    public Draft With(IReadOnlyList<Edit> edits, params IReadOnlyList<AcceptedDoubt> accepted)
    {
        var keys = edits.Select(edit => edit.Key).ToHashSet();
        var reports = edits.Select(ReportAddressOf).OfType<string>().ToHashSet();
        var others = AcceptedDoubts.Where(doubt => doubt.Key is { } figure ? !keys.Contains(figure) : !reports.Contains(doubt.Report));
        return (this with { Edits = [.. Edits.Where(earlier => !keys.Contains(earlier.Key)), .. edits], AcceptedDoubts = [.. others.Concat(accepted).Distinct()] }).WithoutObsoleteDoubts();
    }

    public Draft Without(IReadOnlyCollection<FigureKey> keys)
    {
        var dropped = keys.ToHashSet();
        return (this with { Edits = Edits.RemoveAll(edit => dropped.Contains(edit.Key)) }).WithoutObsoleteDoubts();
    }

    /// <summary>What was taken is no longer to be taken; what came into the draft meanwhile stays.</summary>
    public Draft Without(Draft taken) => (this with
    {
        Edits = Edits.RemoveAll(taken.Edits.ToHashSet().Contains),
        Scene = Scene == taken.Scene ? null : Scene,
        AgendaItemId = Scene == taken.Scene ? null : AgendaItemId,
    }).WithoutObsoleteDoubts();

    /// <summary>
    /// The state that this draft would make: the desk's picture of what comes next. Edits that the rules refuse are left out of it.
    /// </summary>
    public BriefingState Preview(BriefingState newest, Operator actor, DateTimeOffset takenAt)
    {
        var findings = EditRules.CheckEdits(newest.Snapshot, [.. Edits.Select(edit => edit with { IsAccepted = true })]);
        Edit[] good = [.. Edits.Where((_, i) => findings[i].All(finding => finding.Kind == FindingKind.Stale))];
        var version = newest.Version + 1;
        var (snapshot, changes) = newest.Snapshot.ApplyEdits(good, version, VietnamTime.LocalDay(takenAt), actor.Name);
        var entry = new Storage.Journal.JournalEntry(version, takenAt, actor.Name, actor.KeyId, Storage.Journal.EntryKind.Take) { Changes = changes, Stage = ToStageEntry() };
        return newest.Apply(entry, snapshot) with { Cover = Cover.None };
    }

    /// <summary>A doubt goes with its figure: dropped, or typed otherwise, it is no longer what was doubted; and with the last figure of its report.</summary>
    Draft WithoutObsoleteDoubts()
    {
        if (AcceptedDoubts.IsEmpty)
            return this;
        var reports = Edits.Select(edit => (edit.Key, Report: ReportAddressOf(edit))).Where(edit => edit.Report is not null).ToArray();
        var (figures, all) = (reports.ToHashSet(), reports.Select(edit => edit.Report).ToHashSet());
        return this with { AcceptedDoubts = AcceptedDoubts.RemoveAll(doubt => !(doubt.Key is { } figure ? figures.Contains((figure, doubt.Report)) : all.Contains(doubt.Report))) };
    }

    /// <summary>Where the report is kept that a figure comes from; of others it is where their source is, or null.</summary>
    static string? ReportAddressOf(Edit edit) => (edit as Restatement)?.Source?.Url?.Split('?')[0];

    internal Storage.Journal.StageRecord? ToStageEntry() => Scene is null ? null : Scene.ToEntry() with { AgendaItemId = AgendaItemId };
}
