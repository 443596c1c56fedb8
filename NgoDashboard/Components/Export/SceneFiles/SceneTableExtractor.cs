using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using NgoDashboard.Components.Scenes.Data;
using NgoDashboard.Components.Scenes.Stage;
using NgoDashboard.Figures.Cube;
using NgoDashboard.Figures.Provinces;
using NgoDashboard.Files.Exports;
using NgoDashboard.Language;
using NgoDashboard.Live.Scenes;
using NgoDashboard.Live.State;

namespace NgoDashboard.Components.Export.SceneFiles;

/// <summary>
/// The figures that a scene shows, in the scene's order: read off the rendered scene, so that file and screen cannot disagree. Singleton,
/// thread-safe.
/// </summary>
sealed partial class SceneTableExtractor(ComponentHtmlRenderer html)
{
    public async Task<IReadOnlyList<SceneTable>> Extract(IReadOnlyList<BriefingState> states, DisplayLanguage language)
    {
        var tables = new List<SceneTable>();
        foreach (var state in states)
        {
            var (snapshot, reference) = (state.Snapshot, state.Snapshot.Reference);
            tables.Add(new(
                SceneTitle.TitleFor(state.Scene, snapshot, language),
                VersionText(state, language),
                [
                    .. (await FiguresShownIn(state, language)).Select(key => (Key: key, Total: snapshot.GetTotal(key)))
                        .Select(shown => FigureExportRow.From(
                            shown.Key, shown.Total, NoteText(shown.Total, reference, language), snapshot, state.Version, language)),
                ],
                reference));
        }

        return tables;
    }

    /// <summary>"Bản 42, 14:31:05 ngày 18/12/2026 · Giao ban trực tuyến toàn quốc".</summary>
    static string VersionText(BriefingState state, DisplayLanguage language)
    {
        var takenAt = VietnamTime.ToLocal(state.TakenAt);
        string[] parts =
        [
            language.Words.Record[
                "shown-version",
                state.Version,
                takenAt.ToString("HH:mm:ss", CultureInfo.InvariantCulture),
                language.DisplayNames.ForDate(DateOnly.FromDateTime(takenAt.DateTime))],
            state.Meeting.Name,
            state.IsRehearsal ? language.Words.Stage["rehearsal"] : "",
        ];
        return string.Join(TotalFormatting.Separator, parts.Where(part => part.Length > 0));
    }

    async Task<IEnumerable<FigureKey>> FiguresShownIn(BriefingState state, DisplayLanguage language)
    {
        // The meeting's card shows no figure.
        if (state.Cover == Cover.Blank)
            return [];
        var text = await html.Render<SceneFigures>(language, new() { [nameof(SceneFigures.Briefing)] = state });
        return FigureAttribute().Matches(text)
            .Select(match => FigureKey.TryParse(WebUtility.HtmlDecode(match.Groups[1].Value), out var key) ? key : (FigureKey?)null)
            .OfType<FigureKey>().Distinct();
    }

    /// <summary>
    /// The note in the file. A province that was renamed but not merged has the number of its predecessor: a screen does not mention that,
    /// a file does.
    /// </summary>
    static string? NoteText(Total total, ReferenceData reference, DisplayLanguage language) =>
        total.Value is null ? language.Words.Stage["unpublished"]
        : total.SourceNote(reference, language) ?? (total is { IsRolledUp: true, Predecessors: [var predecessor] }
            ? language.Words.Record["of-predecessor", language.DisplayNames.ForProvince(predecessor, reference)]
            : null);

    [GeneratedRegex("data-figure=\"([^\"]+)\"")]
    private static partial Regex FigureAttribute();
}
