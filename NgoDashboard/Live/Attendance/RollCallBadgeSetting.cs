using NgoDashboard.Language;
using NgoDashboard.Storage.Meeting;

namespace NgoDashboard.Live.Attendance;

/// <summary>What the head of every screen tells of the roll.</summary>
public enum RollCallBadgeContent
{
    Nothing,

    /// <summary>How many points are there.</summary>
    Count,

    /// <summary>Also who is missing.</summary>
    Names,
}

/// <summary>The desk's choice of what the screens tell of the roll. One for the whole server; safe on any thread.</summary>
public sealed class RollCallBadgeSetting
{
    const string SettingName = "roll-told";

    /// <summary>So many letters of names stand beside a title.</summary>
    const int MaxNamesLength = 20;

    readonly ChangeNotifier notifier = new();
    readonly SettingStore store;
    volatile StoredContent content;

    public RollCallBadgeSetting(SettingStore store)
    {
        this.store = store;
        content = new(Enum.TryParse<RollCallBadgeContent>(store.FindSetting(SettingName), out var told) ? told : RollCallBadgeContent.Count);
    }

    public RollCallBadgeContent Content => content.Content;

    public IDisposable Subscribe(Action notice) => notifier.Subscribe(notice);

    /// <summary>On the disk when the task ends.</summary>
    /// <exception cref="NotSavedException">The disk refuses; the choice is as it was.</exception>
    public async Task SetContent(RollCallBadgeContent chosen)
    {
        await NotSavedException.GuardOnPool(() => store.SaveSetting(SettingName, chosen.ToString()));
        content = new(chosen);
        notifier.Notify();
    }

    /// <summary>What the head of a screen says, in the current language; empty where it says nothing.</summary>
    /// <remarks>
    /// It counts who is there, not who has painted what: in the second after a take that would fall and rise again on every wall of
    /// the country.
    /// </remarks>
    public static string BadgeText(RollCall rollCall, RollCallBadgeContent content)
    {
        if (content == RollCallBadgeContent.Nothing || rollCall.ExpectedCount == 0)
            return "";
        string[] missing = [.. rollCall.Lines.Where(line => !line.IsConnected).Select(line => line.Point.Name)];
        return content == RollCallBadgeContent.Names && missing.Length > 0
            ? Words.Stage["points-missing", rollCall.ConnectedCount, rollCall.ExpectedCount, MissingNames(missing)]
            : Words.Stage["points-there", rollCall.ConnectedCount, rollCall.ExpectedCount];
    }

    static string MissingNames(string[] missing)
    {
        var named = 1;
        while (named < missing.Length && missing[..(named + 1)].Sum(name => name.Length + 2) <= MaxNamesLength)
            named++;
        var names = string.Join(", ", missing[..named]);
        return named == missing.Length ? names : Words.Stage["points-more", names, missing.Length - named];
    }

    /// <summary>For an atomic swap.</summary>
    sealed record StoredContent(RollCallBadgeContent Content);
}
