using System.Collections.Immutable;
using NgoDashboard.Figures.Cube;

namespace NgoDashboard.Figures.Edits;

/// <summary>A requested change of one figure.</summary>
/// <param name="Reason">Why; stays in the journal permanently.</param>
/// <param name="ExpectedVersion">The version that the editor saw; the edit is refused if the figure changed since. Null: no check.</param>
/// <param name="IsAccepted">The editor has confirmed doubtful values, when asked or in advance.</param>
public abstract record Edit(FigureKey Key, string Reason, long? ExpectedVersion, bool IsAccepted)
{
    /// <summary>The value on air was wrong (đính chính): the screens show old and new until the desk ends it.</summary>
    public bool IsCorrection { get; init; }
}

/// <summary>A new value, typed at the desk or sent through the API.</summary>
/// <param name="Source">Where the value comes from; null if the desk itself is the source.</param>
public sealed record Restatement(
    FigureKey Key,
    Quantity Value,
    Qualifier Qualifier,
    Source? Source,
    string Reason,
    long? ExpectedVersion = null,
    bool IsAccepted = false)
    : Edit(Key, Reason, ExpectedVersion, IsAccepted);

/// <summary>Adopts another of the figure's existing statements.</summary>
public sealed record Adoption(FigureKey Key, long StatementId, string Reason, long? ExpectedVersion = null, bool IsAccepted = false)
    : Edit(Key, Reason, ExpectedVersion, IsAccepted);

/// <summary>The effect of one edit: the figure's adopted statement before and after.</summary>
/// <param name="After">Null if an undo returned the figure to a state in which nothing was stated.</param>
public sealed record FigureChange(FigureKey Key, Statement? Before, Statement? After, string Reason, bool IsCorrection = false);

/// <summary>Applies edits to a snapshot. Pure, so that the result can be checked before it is stored.</summary>
public static class SnapshotEdits
{
    /// <param name="version">The version that the edits will get.</param>
    /// <param name="today">The day of the meeting in Viet Nam.</param>
    /// <exception cref="ArgumentException">An adoption names a statement that the figure does not have.</exception>
    public static (Snapshot Next, ImmutableArray<FigureChange> Changes) ApplyEdits(
        this Snapshot snapshot, IReadOnlyList<Edit> edits, long version, DateOnly today, string actor)
    {
        // One snapshot for all edits: a report has thousands, and nothing would read the snapshots in between.
        var (next, last) = (new Dictionary<FigureKey, Figure>(), snapshot.LastStatementId);
        var changes = ImmutableArray.CreateBuilder<FigureChange>(edits.Count);
        foreach (var edit in edits)
        {
            var before = next.GetValueOrDefault(edit.Key) ?? snapshot.FindFigure(edit.Key) ?? new Figure(edit.Key, []);
            var after = edit switch
            {
                Restatement restatement => ApplyRestatement(before, restatement, last, version, today, actor),
                Adoption adoption => ApplyAdoption(before, adoption, version),
                _ => throw new ArgumentException($"No rule for an edit of type {edit.GetType().Name}.", nameof(edits)),
            };
            next[edit.Key] = after;
            last = after.Statements.Aggregate(last, (highest, statement) => Math.Max(highest, statement.Id));
            var isCorrection = edit.IsCorrection && before.AdoptedStatement is not null;
            changes.Add(new(edit.Key, before.AdoptedStatement, after.AdoptedStatement, edit.Reason, isCorrection));
        }

        return (next.Count == 0 ? snapshot : snapshot.WithFigures(next.Values), changes.ToImmutable());
    }

    /// <summary>Restores an earlier state with a new version, so that edits based on the state in between are refused as stale.</summary>
    /// <param name="before">The state to restore; its other figures are ignored.</param>
    public static (Snapshot Next, ImmutableArray<FigureChange> Changes) RevertFigures(
        this Snapshot snapshot, IEnumerable<FigureKey> keys, Snapshot before, long version, string reason)
    {
        var restored = keys.Select(key => before.FindFigure(key) is { Statements.IsEmpty: false } figure
            ? figure with { Statements = [.. figure.Statements.Select(statement => statement with { Version = version })] }
            : new Figure(key, []) { EmptiedInVersion = version }).ToArray();
        var changes = restored.Select(figure =>
            new FigureChange(figure.Key, snapshot.FindAdopted(figure.Key), figure.AdoptedStatement, reason));
        return (snapshot.WithFigures(restored), [.. changes]);
    }

    static Figure ApplyRestatement(Figure figure, Restatement edit, long lastStatement, long version, DateOnly today, string actor)
    {
        // The newest, because a merger of two sectors may leave a second one, which stays beside it.
        var atDesk = figure.Statements.LastOrDefault(statement => statement.IsFromDesk);
        var newStatement = new Statement(
            atDesk?.Id ?? lastStatement + 1,
            edit.Value,
            edit.Qualifier,
            figure.AdoptedStatement is null ? Status.Provisional : Status.Corrected,
            // A correction keeps the as-of date of the value that it corrects.
            figure.AdoptedStatement?.AsOf ?? (edit.Key.Period.To < today ? edit.Key.Period.To : today),
            edit.Source ?? new Source(actor, edit.Reason, null, today.ToString("yyyy-MM-dd", null)),
            edit.Reason,
            IsAdopted: true,
            IsFromDesk: true,
            version);
        var others = figure.Statements.Where(statement => statement != atDesk).Select(statement => WithoutAdoption(statement, version));
        return figure with { Statements = [.. others, newStatement], EmptiedInVersion = 0 };
    }

    static Figure ApplyAdoption(Figure figure, Adoption edit, long version)
    {
        if (figure.Statements.All(statement => statement.Id != edit.StatementId))
            throw new ArgumentException($"The figure has no statement {edit.StatementId}.", nameof(edit));
        return figure with
        {
            Statements =
            [
                .. figure.Statements.Select(statement => statement.Id == edit.StatementId
                    ? statement with { IsAdopted = true, Version = version }
                    : WithoutAdoption(statement, version)),
            ],
        };
    }

    static Statement WithoutAdoption(Statement statement, long version) =>
        statement.IsAdopted ? statement with { IsAdopted = false, Version = version } : statement;
}
