using NgoDashboard.Figures;
using NgoDashboard.Storage;

namespace NgoDashboard.Live;

/// <summary>
/// The only writer. Takes are made one after another: checked against what is on air, stored, then shown. One for the whole
/// server; safe on any thread.
/// </summary>
public sealed class Desk(Journal journal, Air air, TimeProvider time, ILogger<Desk> log) : IDisposable
{
    readonly SemaphoreSlim turn = new(1, 1);

    /// <summary>
    /// Puts a draft on air as one version, or says why not. When it returns <see cref="Taken"/>, the version is on the disk.
    /// </summary>
    /// <param name="who">The name of the key that it was done with.</param>
    /// <exception cref="ArgumentException">The draft is empty: there would be a version of nothing.</exception>
    public async Task<Outcome> Take(Draft draft, string who, CancellationToken cancellation = default)
    {
        if (draft is { Edits.IsEmpty: true, Scene: null })
            throw new ArgumentException("A draft without edits and without a scene changes nothing.", nameof(draft));
        await turn.WaitAsync(cancellation);
        try
        {
            // The provider writes synchronously: on a pool thread, so that no circuit and no hub waits for the disk.
            return await Task.Run(() => TakeInTurn(draft, who), CancellationToken.None);
        }
        finally
        {
            turn.Release();
        }
    }

    public void Dispose() => turn.Dispose();

    Outcome TakeInTurn(Draft draft, string who)
    {
        var before = air.Current;
        var findings = EditRules.Check(before.Snapshot, draft.Edits);
        if (findings.Any(list => list.Count > 0))
            return new NotTaken(findings);

        var version = before.Version + 1;
        // The clock of an office machine may be set back: versions stay in order even then.
        var at = time.GetUtcNow() is var now && now > before.At ? now : before.At;
        var (snapshot, changes) = before.Snapshot.Apply(draft.Edits, version, VietNam.Day(at), who);
        try
        {
            journal.Append(
                new JournalEntry(version, at, who, changes, draft.Scene?.ToEntry()),
                changes.Select(change => snapshot.Find(change.Key)!));
        }
        catch (StorageException broken)
        {
            log.LogError(broken, "Version {Version} could not be stored: nothing was put on air.", version);
            return new NotStored(broken.Message);
        }

        AiredChange[] aired =
        [
            .. changes.Select(change => new AiredChange(
                change.Key, change.Before?.Value, change.Before?.Qualifier, change.After.Value, change.After.Qualifier, at, version)),
        ];
        var next = new OnAir(
            version,
            at,
            snapshot,
            draft.Scene ?? before.Scene,
            [.. aired, .. before.Recent.Where(change => at - change.At < OnAir.MarkedFor && aired.All(newer => newer.Key != change.Key))],
            aired.Length > 0 ? [.. aired] : before.Latest,
            before.IsRehearsal);
        air.Publish(next);
        return new Taken(next);
    }
}

/// <summary>Viet Nam's clock: UTC+7 the whole year, without a time-zone database, which an office machine may lack.</summary>
public static class VietNam
{
    public static readonly TimeSpan Offset = TimeSpan.FromHours(7);

    public static DateTimeOffset Time(DateTimeOffset instant) => instant.ToOffset(Offset);

    public static DateOnly Day(DateTimeOffset instant) => DateOnly.FromDateTime(Time(instant).DateTime);
}
