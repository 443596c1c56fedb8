using System.Collections.Immutable;
using NgoDashboard.Figures.Codes;
using NgoDashboard.Language;
using NgoDashboard.Storage.Meeting;

namespace NgoDashboard.Live.Attendance;

/// <summary>What the badge at the top of every screen shows of the roll call.</summary>
public enum RollCallBadgeContent
{
    [Code("Nothing")] Nothing,

    /// <summary>How many points are connected.</summary>
    [Code("Count")] Count,

    /// <summary>Also the names of the points that are missing.</summary>
    [Code("Names")] Names,
}

/// <summary>The choices in the order of the list.</summary>
public static class RollCallBadgeContents
{
    public static readonly ImmutableArray<RollCallBadgeContent> All =
        [RollCallBadgeContent.Nothing, RollCallBadgeContent.Count, RollCallBadgeContent.Names];
}

/// <summary>The desk's choice of what the badge shows. Singleton; thread-safe.</summary>
public sealed class RollCallBadgeSetting
{
    const string SettingName = "roll-told";

    /// <summary>In characters: the space that a scene's title leaves for names.</summary>
    const int MaxNamesLength = 20;

    readonly ChangeNotifier notifier = new();
    readonly SettingStore store;
    volatile RollCallBadgeContent content;

    public RollCallBadgeSetting(SettingStore store)
    {
        this.store = store;
        content = EnumCodes.TryParse(store.FindSetting(SettingName), out RollCallBadgeContent stored) ? stored : RollCallBadgeContent.Count;
    }

    public RollCallBadgeContent Content => content;

    public IDisposable Subscribe(Action notice) => notifier.Subscribe(notice);

    /// <summary>On disk when the task completes.</summary>
    /// <exception cref="NotSavedException">The write failed; the choice is unchanged.</exception>
    public async Task SetContent(RollCallBadgeContent chosen)
    {
        await NotSavedException.GuardOnPool(() => store.SaveSetting(SettingName, chosen.ToCode()));
        content = chosen;
        notifier.Notify();
    }

    /// <summary>The text of the badge; empty where there is none.</summary>
    /// <remarks>
    /// Counts connected points, not painted ones: that number would drop and rise again on every screen of the country in the second
    /// after each take.
    /// </remarks>
    public static string BadgeText(RollCall rollCall, RollCallBadgeContent content, DisplayLanguage language)
    {
        if (content == RollCallBadgeContent.Nothing || rollCall.ExpectedCount == 0)
            return "";
        string[] missing = [.. rollCall.Lines.Where(line => !line.IsConnected).Select(line => line.Point.Name)];
        return content == RollCallBadgeContent.Names && missing.Length > 0
            ? language.Words.Stage["points-missing", rollCall.ConnectedCount, rollCall.ExpectedCount, MissingNames(missing, language)]
            : language.Words.Stage["points-there", rollCall.ConnectedCount, rollCall.ExpectedCount];
    }

    static string MissingNames(string[] missing, DisplayLanguage language)
    {
        var named = 1;
        while (named < missing.Length && missing[..(named + 1)].Sum(name => name.Length + 2) <= MaxNamesLength)
            named++;
        var names = string.Join(", ", missing[..named]);
        return named == missing.Length ? names : language.Words.Stage["points-more", names, missing.Length - named];
    }
}
