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
/// The figures that a scene shows, in the order in which they stand on it: read off the picture itself, so that file and screen cannot
/// disagree. One for the whole server; safe on any thread.
/// </summary>
sealed partial class SceneTableExtractor(ComponentHtmlRenderer html)
{
    /// <summary>In the language of whoever asks.</summary>
    public async Task<IReadOnlyList<SceneTable>> Extract(IReadOnlyList<BriefingState> pictures)
    {
        var tables = new List<SceneTable>();
        foreach (var picture in pictures)
        {
            var (snapshot, reference) = (picture.Snapshot, picture.Snapshot.Reference);
            tables.Add(new(
                SceneTitle.TitleFor(picture.Scene, snapshot),
                VersionText(picture),
                [.. (await FiguresShownIn(picture)).Select(key => (Key: key, Total: snapshot.GetTotal(key))).Select(shown => FigureExportRow.From(shown.Key, shown.Total, NoteText(shown.Total, reference), snapshot, picture.Version))],
                reference));
        }

        return tables;
    }

    /// <summary>"Bản 42, 14:31:05 ngày 18/12/2026 · Giao ban trực tuyến toàn quốc".</summary>
    static string VersionText(BriefingState picture)
    {
        var at = VietnamTime.ToLocal(picture.TakenAt);
        string[] parts =
        [
            Words.Record["shown-version", picture.Version, at.ToString("HH:mm:ss", CultureInfo.InvariantCulture), DisplayNames.ForDate(DateOnly.FromDateTime(at.DateTime))],
            picture.Meeting.Name,
            picture.IsRehearsal ? Words.Stage["rehearsal"] : "",
        ];
        return string.Join(TotalFormatting.Separator, parts.Where(part => part.Length > 0));
    }

    async Task<IEnumerable<FigureKey>> FiguresShownIn(BriefingState picture)
    {
        // The meeting's card shows no figure.
        if (picture.Cover == Cover.Blank)
            return [];
        var text = await html.Render<SceneFigures>(new() { [nameof(SceneFigures.Briefing)] = picture });
        return FigureAttribute().Matches(text)
            .Select(match => FigureKey.TryParse(WebUtility.HtmlDecode(match.Groups[1].Value), out var key) ? key : (FigureKey?)null)
            .OfType<FigureKey>().Distinct();
    }

    /// <summary>A unit that was renamed and not merged has the number of the one before it: on a screen that needs no words.</summary>
    static string? NoteText(Total total, ReferenceData reference) => total.Value is null ? Words.Stage["unpublished"]
        : total.SourceNote(reference) ?? (total is { IsRolledUp: true, Predecessors: [var one] } ? Words.Record["of-predecessor", DisplayNames.ForProvince(one, reference)] : null);

    [GeneratedRegex("data-figure=\"([^\"]+)\"")]
    private static partial Regex FigureAttribute();
}
