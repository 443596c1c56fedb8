using System.Collections.Immutable;
using NgoDashboard.Figures;

namespace NgoDashboard.Live;

/// <summary>What is prepared to go on air at once: figures, a scene, or both.</summary>
public sealed record Draft(ImmutableArray<Edit> Edits, Scene? Scene)
{
    public static Draft Empty { get; } = new([], null);

    /// <summary>The item of the agenda that the scene comes from.</summary>
    public long? Item { get; init; }

    /// <summary>
    /// The desk's own take, before which all doubts are told; without it, what the rules ask of each edit must be accepted edit by
    /// edit.
    /// </summary>
    public bool IsReviewed { get; init; }

    /// <summary>Why it is taken over the doubts that were told.</summary>
    public string? Because { get; init; }

    public bool IsEmpty => Edits.IsEmpty && Scene is null;

    public static Draft Of(params ReadOnlySpan<Edit> edits) => new([.. edits], null);

    public static Draft Of(Scene scene) => new([], scene);

    /// <summary>With that edit in place of an earlier one of the same figure.</summary>
    public Draft With(Edit edit)
    {
        var place = Edits.IndexOf(Edits.FirstOrDefault(earlier => earlier.Key == edit.Key)!);
        return this with { Edits = place < 0 ? Edits.Add(edit) : Edits.SetItem(place, edit) };
    }

    /// <summary>With those edits in place of earlier ones of the same figures.</summary>
    public Draft With(IReadOnlyList<Edit> edits)
    {
        var keys = edits.Select(edit => edit.Key).ToHashSet();
        return this with { Edits = [.. Edits.Where(earlier => !keys.Contains(earlier.Key)), .. edits] };
    }

    public Draft Without(FigureKey key) => this with { Edits = Edits.RemoveAll(edit => edit.Key == key) };

    /// <summary>
    /// The state that this draft would make: the desk's picture of what comes next. Edits that the rules refuse are left out of it.
    /// </summary>
    public OnAir Next(OnAir newest, Operator who, DateTimeOffset at)
    {
        var findings = EditRules.Check(newest.Snapshot, [.. Edits.Select(edit => edit with { IsAccepted = true })]);
        Edit[] good = [.. Edits.Where((_, i) => findings[i].All(finding => finding.Kind == FindingKind.Stale))];
        var version = newest.Version + 1;
        var (snapshot, changes) = newest.Snapshot.Apply(good, version, VietNam.Day(at), who.Name);
        var entry = new Storage.JournalEntry(version, at, who.Name, who.KeyId, Storage.EntryKind.Take) { Changes = changes, Stage = ToStage() };
        return newest.After(entry, snapshot) with { Cover = Cover.None };
    }

    internal Storage.StageEntry? ToStage() => Scene is null ? null : Scene.ToEntry() with { Item = Item };
}
