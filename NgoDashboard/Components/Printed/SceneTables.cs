using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using NgoDashboard.Components.Scenes;
using NgoDashboard.Exchange;
using NgoDashboard.Figures;
using NgoDashboard.Language;
using NgoDashboard.Live;

namespace NgoDashboard.Components.Printed;

/// <summary>
/// The figures that a scene shows, in the order in which they stand on it: read off the picture itself, so that file and screen cannot
/// disagree. One for the whole server; safe on any thread.
/// </summary>
sealed partial class SceneTables(StaticHtml html)
{
    /// <summary>In the language of whoever asks.</summary>
    public async Task<IReadOnlyList<SceneTable>> Of(IReadOnlyList<OnAir> pictures)
    {
        var tables = new List<SceneTable>();
        foreach (var picture in pictures)
        {
            var (snapshot, reference) = (picture.Snapshot, picture.Snapshot.Reference);
            tables.Add(new(
                SceneTitle.Of(picture.Scene, snapshot),
                Version(picture),
                [.. (await Shown(picture)).Select(key => (Key: key, Total: snapshot.Total(key))).Select(shown => FigureLine.Of(shown.Key, shown.Total, Note(shown.Total, reference), snapshot, picture.Version))],
                reference));
        }

        return tables;
    }

    /// <summary>"Bản 42, 14:31:05 ngày 18/12/2026 · Giao ban trực tuyến toàn quốc".</summary>
    static string Version(OnAir picture)
    {
        var at = VietNam.Time(picture.At);
        string[] parts =
        [
            Words.Record["shown-version", picture.Version, at.ToString("HH:mm:ss", CultureInfo.InvariantCulture), Names.Of(DateOnly.FromDateTime(at.DateTime))],
            picture.Meeting.Name,
            picture.IsRehearsal ? Words.Stage["rehearsal"] : "",
        ];
        return string.Join(ShownTotal.Separator, parts.Where(part => part.Length > 0));
    }

    async Task<IEnumerable<FigureKey>> Shown(OnAir picture)
    {
        // The meeting's card shows no figure.
        if (picture.Cover == Cover.Blank)
            return [];
        var text = await html.Of<SceneFigures>(new() { [nameof(SceneFigures.Now)] = picture });
        return Figure().Matches(text)
            .Select(match => FigureKey.TryParse(WebUtility.HtmlDecode(match.Groups[1].Value), out var key) ? key : (FigureKey?)null)
            .OfType<FigureKey>().Distinct();
    }

    /// <summary>A unit that was renamed and not merged has the number of the one before it: on a screen that needs no words.</summary>
    static string? Note(Total total, Reference reference) => total.Value is null ? Words.Stage["unpublished"]
        : total.Note(reference) ?? (total is { IsRolledUp: true, Predecessors: [var one] } ? Words.Record["of-predecessor", Names.Of(one, reference)] : null);

    [GeneratedRegex("data-figure=\"([^\"]+)\"")]
    private static partial Regex Figure();
}
