using System.Globalization;
using NgoDashboard.Figures.Codes;
using NgoDashboard.Language;
using NgoDashboard.Meeting.Inbox;

namespace NgoDashboard.Components.Shared;

/// <summary>Texts about what provinces have sent.</summary>
static class InboxWords
{
    /// <param name="shown">The newest version that the reader may know of: behind held screens a province is told no more than they
    /// show.</param>
    public static string StateText(Amendment amendment, long shown, DisplayLanguage language) => amendment switch
    {
        { State: AmendmentState.Accepted, AiredInVersion: { } version } when version <= shown =>
            language.Words.Inbox["state-aired", version],
        _ => language.Words.Inbox[$"state-{amendment.State.ToCode()}"],
    };

    public static string CssClass(Amendment amendment, long shown) => amendment switch
    {
        { State: AmendmentState.Accepted, AiredInVersion: { } version } when version <= shown => "inbox-state aired",
        _ => $"inbox-state {amendment.State.ToCode()}",
    };

    public static string StateText(Proposal proposal, DisplayLanguage language) =>
        language.Words.Inbox[$"proposal-{proposal.State.ToCode()}"];

    public static string TimeText(DateTimeOffset at) => VietnamTime.ToLocal(at).ToString("HH:mm d/M", CultureInfo.InvariantCulture);

    public static string AttachmentLink(Amendment amendment) =>
        $"/api/amendments/{amendment.Id.ToString(CultureInfo.InvariantCulture)}/attachment";

    public static string SizeText(Attachment attachment, DisplayLanguage language) => attachment.LengthBytes < 1024 * 1024
        ? language.Words.Inbox["size-kb", language.Numbers.FormatNumber(Math.Max(1, attachment.LengthBytes / 1024m))]
        : language.Words.Inbox["size-mb", language.Numbers.FormatNumber(attachment.LengthBytes / 1024m / 1024m, 1)];
}
