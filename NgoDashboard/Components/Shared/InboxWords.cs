using System.Globalization;
using NgoDashboard.Language;
using NgoDashboard.Meeting.Inbox;

namespace NgoDashboard.Components.Shared;

/// <summary>Texts about what provinces have sent.</summary>
static class InboxWords
{
    /// <param name="shown">The newest version that the reader may know of: behind held screens a province is told no more than they
    /// show.</param>
    public static string StateText(Amendment asked, long shown, DisplayLanguage language) => asked switch
    {
        { State: AmendmentState.Accepted, AiredInVersion: { } version } when version <= shown =>
            language.Words.Asked["state-aired", version],
        _ => language.Words.Asked[$"state-{asked.State.ToString().ToLowerInvariant()}"],
    };

    public static string CssClass(Amendment asked, long shown) => asked switch
    {
        { State: AmendmentState.Accepted, AiredInVersion: { } version } when version <= shown => "asked-state aired",
        _ => $"asked-state {asked.State.ToString().ToLowerInvariant()}",
    };

    public static string StateText(Proposal proposal, DisplayLanguage language) =>
        language.Words.Asked[$"proposal-{proposal.State.ToString().ToLowerInvariant()}"];

    public static string TimeText(DateTimeOffset at) => VietnamTime.ToLocal(at).ToString("HH:mm d/M", CultureInfo.InvariantCulture);

    public static string AttachmentLink(Amendment asked) => $"/api/amendments/{asked.Id.ToString(CultureInfo.InvariantCulture)}/attachment";

    public static string SizeText(Attachment attachment, DisplayLanguage language) => attachment.LengthBytes < 1024 * 1024
        ? language.Words.Asked["size-kb", language.Numbers.FormatNumber(Math.Max(1, attachment.LengthBytes / 1024m))]
        : language.Words.Asked["size-mb", language.Numbers.FormatNumber(attachment.LengthBytes / 1024m / 1024m, 1)];
}
