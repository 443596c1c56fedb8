using System.Security.Claims;
using NgoDashboard.Live.Inbox;
using NgoDashboard.Meeting.Inbox;

namespace NgoDashboard.Access.Scope;

/// <summary>The attachments of amendments that one key may download: all for the desk, for a province those that it has sent.</summary>
public sealed class ReadableAttachments(ClaimsPrincipal reader, Amendments amendments)
{
    /// <returns>Null where the reader may not have it, as where it does not exist.</returns>
    public (Attachment Attachment, Stream Content)? Open(long amendment) =>
        amendments.FindById(amendment) is { Attachment: { } attachment } found
            && reader.CanReadInboxOf(found.Province)
            && amendments.OpenAttachment(attachment) is { } content
                ? (attachment, content)
                : null;

    /// <summary>For the key of an endpoint's request.</summary>
    public static ValueTask<ReadableAttachments> BindAsync(HttpContext context) =>
        ValueTask.FromResult(new ReadableAttachments(context.User, context.RequestServices.GetRequiredService<Amendments>()));
}
