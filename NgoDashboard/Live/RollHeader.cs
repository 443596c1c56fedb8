using NgoDashboard.Language;
using NgoDashboard.Storage;

namespace NgoDashboard.Live;

/// <summary>What the head of every screen tells of the roll.</summary>
public enum RollTold
{
    Nothing,

    /// <summary>How many points are there.</summary>
    Count,

    /// <summary>Also who is missing.</summary>
    Names,
}

/// <summary>The desk's choice of what the screens tell of the roll. One for the whole server; safe on any thread.</summary>
public sealed class RollHeader
{
    const string Setting = "roll-told";

    /// <summary>So many letters of names stand beside a title.</summary>
    const int LettersOfNames = 20;

    readonly Notices notices = new();
    readonly SettingStore store;
    volatile Choice chosen;

    public RollHeader(SettingStore store)
    {
        this.store = store;
        chosen = new(Enum.TryParse<RollTold>(store.Find(Setting), out var told) ? told : RollTold.Count);
    }

    public RollTold Told => chosen.Told;

    public IDisposable Subscribe(Action notice) => notices.Subscribe(notice);

    /// <summary>On the disk when the task ends.</summary>
    /// <exception cref="NotKeptException">The disk refuses; the choice is as it was.</exception>
    public async Task Choose(RollTold told)
    {
        await NotKeptException.GuardOnPool(() => store.Put(Setting, told.ToString()));
        chosen = new(told);
        notices.Tell();
    }

    /// <summary>What the head of a screen says, in the current language; empty where it says nothing.</summary>
    /// <remarks>
    /// It counts who is there, not who has painted what: in the second after a take that would fall and rise again on every wall of
    /// the country.
    /// </remarks>
    public static string Text(Roll roll, RollTold told)
    {
        if (told == RollTold.Nothing || roll.Expected == 0)
            return "";
        string[] missing = [.. roll.Lines.Where(line => !line.IsThere).Select(line => line.Point.Name)];
        return told == RollTold.Names && missing.Length > 0
            ? Words.Stage["points-missing", roll.There, roll.Expected, Names(missing)]
            : Words.Stage["points-there", roll.There, roll.Expected];
    }

    static string Names(string[] missing)
    {
        var named = 1;
        while (named < missing.Length && missing[..(named + 1)].Sum(name => name.Length + 2) <= LettersOfNames)
            named++;
        var names = string.Join(", ", missing[..named]);
        return named == missing.Length ? names : Words.Stage["points-more", names, missing.Length - named];
    }

    /// <summary>For an atomic swap.</summary>
    sealed record Choice(RollTold Told);
}
