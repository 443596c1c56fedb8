using System.Globalization;
using NgoDashboard.Figures;
using NgoDashboard.Language;
using NgoDashboard.Live;

namespace NgoDashboard.Components.Province;

/// <summary>How what provinces ask is told.</summary>
static class AskedWords
{
    /// <param name="shown">The version that the reader knows of: behind held screens a province is told no more than they show.</param>
    public static string State(Amendment asked, long shown) => asked switch
    {
        { State: AmendmentState.Accepted, AiredAs: { } version } when version <= shown => Words.Asked["state-aired", version],
        _ => Words.Asked[$"state-{asked.State.ToString().ToLowerInvariant()}"],
    };

    public static string Class(Amendment asked, long shown) => asked switch
    {
        { State: AmendmentState.Accepted, AiredAs: { } version } when version <= shown => "asked-state aired",
        _ => $"asked-state {asked.State.ToString().ToLowerInvariant()}",
    };

    public static string State(Proposal said) => Words.Asked[$"proposal-{said.State.ToString().ToLowerInvariant()}"];

    public static string Time(DateTimeOffset at) => VietNam.Time(at).ToString("HH:mm d/M", CultureInfo.InvariantCulture);

    public static string File(Amendment asked) => $"/api/amendments/{asked.Id.ToString(CultureInfo.InvariantCulture)}/attachment";

    public static string Size(Attachment attachment) => attachment.Length < 1024 * 1024
        ? Words.Asked["size-kb", Numbers.Digits(Math.Max(1, attachment.Length / 1024m))]
        : Words.Asked["size-mb", Numbers.Digits(attachment.Length / 1024m / 1024m, 1)];
}
