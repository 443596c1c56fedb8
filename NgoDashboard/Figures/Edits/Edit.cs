using System.Collections.Immutable;
using NgoDashboard.Figures.Cube;

namespace NgoDashboard.Figures.Edits;

/// <summary>One wish to change one figure.</summary>
/// <param name="Reason">Why; stands in the journal for good.</param>
/// <param name="ExpectedVersion">The version that the editor had seen; null does not ask.</param>
/// <param name="IsAccepted">The editor has been asked, or answers beforehand: doubtful values are taken.</param>
public abstract record Edit(FigureKey Key, string Reason, long? ExpectedVersion, bool IsAccepted)
{
    /// <summary>What was on air was wrong (đính chính): old and new stand on the screens until the desk ends it.</summary>
    public bool IsCorrection { get; init; }
}

/// <summary>A new value, typed at the desk or sent through the API.</summary>
/// <param name="Source">Where the editor has it from; null where the desk itself is the source.</param>
public sealed record Restatement(
    FigureKey Key, Quantity Value, Qualifier Qualifier, Source? Source, string Reason, long? ExpectedVersion = null, bool IsAccepted = false)
    : Edit(Key, Reason, ExpectedVersion, IsAccepted);

/// <summary>Another of the statements that are already there becomes the figure.</summary>
public sealed record Adoption(FigureKey Key, long StatementId, string Reason, long? ExpectedVersion = null, bool IsAccepted = false)
    : Edit(Key, Reason, ExpectedVersion, IsAccepted);

/// <summary>What one edit did: the figure's adopted statement before and after.</summary>
/// <param name="After">Null where an undo took the figure back to where nothing was stated.</param>
public sealed record FigureChange(FigureKey Key, Statement? Before, Statement? After, string Reason, bool IsCorrection = false);

/// <summary>Applies edits to a snapshot: pure, so that what will be stored can be looked at before it is.</summary>
public static class SnapshotEdits
{
    /// <param name="version">The version that the edits will be.</param>
    /// <param name="today">The day of the meeting in Viet Nam.</param>
    /// <exception cref="ArgumentException">An adoption names a statement that the figure does not have.</exception>
    public static (Snapshot Next, ImmutableArray<FigureChange> Changes) ApplyEdits(
        this Snapshot snapshot, IReadOnlyList<Edit> edits, long version, DateOnly today, string actor)
    {
        // Together at the end: a report brings thousands, and a snapshot for each of them would be made for nobody.
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
            changes.Add(new(edit.Key, before.AdoptedStatement, after.AdoptedStatement, edit.Reason, edit.IsCorrection && before.AdoptedStatement is not null));
        }

        return (next.Count == 0 ? snapshot : snapshot.WithFigures(next.Values), changes.ToImmutable());
    }

    /// <summary>Figures put back to how they stood before, as a version of their own: whoever had seen them since is told.</summary>
    /// <param name="before">The state to go back to; what else it holds is left as it is now.</param>
    public static (Snapshot Next, ImmutableArray<FigureChange> Changes) RevertFigures(
        this Snapshot snapshot, IEnumerable<FigureKey> keys, Snapshot before, long version, string reason)
    {
        var back = keys.Select(key => before.FindFigure(key) is { Statements.IsEmpty: false } figure
            ? figure with { Statements = [.. figure.Statements.Select(statement => statement with { Version = version })] }
            : new Figure(key, []) { EmptiedInVersion = version }).ToArray();
        return (snapshot.WithFigures(back), [.. back.Select(figure => new FigureChange(figure.Key, snapshot.FindAdopted(figure.Key), figure.AdoptedStatement, reason))]);
    }

    static Figure ApplyRestatement(Figure figure, Restatement edit, long lastStatement, long version, DateOnly today, string actor)
    {
        var atDesk = figure.Statements.FirstOrDefault(statement => statement.IsFromDesk);
        var told = new Statement(
            atDesk?.Id ?? lastStatement + 1,
            edit.Value,
            edit.Qualifier,
            figure.AdoptedStatement is null ? Status.Provisional : Status.Corrected,
            // A correction speaks of the same day as what it corrects.
            figure.AdoptedStatement?.AsOf ?? (edit.Key.Period.To < today ? edit.Key.Period.To : today),
            edit.Source ?? new Source(actor, edit.Reason, null, today.ToString("yyyy-MM-dd", null)),
            edit.Reason,
            IsAdopted: true,
            IsFromDesk: true,
            version);
        var others = figure.Statements.Where(statement => !statement.IsFromDesk).Select(statement => WithoutAdoption(statement, version));
        return figure with { Statements = [.. others, told], EmptiedInVersion = 0 };
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
