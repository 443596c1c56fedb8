using NgoDashboard.Access;
using NgoDashboard.Access.Scope;
using NgoDashboard.Api.Http;
using NgoDashboard.Files.Documents;
using NgoDashboard.Live.Inbox;

namespace NgoDashboard.Api.Stage;

/// <summary>GET /api/amendments/{id}/attachment: to keep, never to open in a page.</summary>
static class AttachmentEndpoints
{
    public static void MapAttachments(this IEndpointRouteBuilder api) =>
        // By cookie too: the desk's pages link to it.
        api.MapGet("/amendments/{amendment:long}/attachment", Get).RequireAuthorization(Policies.Screen).WithName("getAttachment")
            .Produces(StatusCodes.Status200OK, contentType: "application/octet-stream")
            .ProducesProblem(StatusCodes.Status404NotFound);

    /// <summary>To the desk and to whoever sent it; to all others it is not there.</summary>
    static IResult Get(long amendment, HttpContext context, Amendments amendments)
    {
        if (amendments.FindById(amendment) is not { Attachment: { } attachment } asked || !context.User.CanReadInboxOf(asked.Province) || amendments.OpenAttachment(attachment) is not { } file)
            return Results.NotFound();
        UploadStream.ForbidScripts(context.Response);
        return Results.File(file, AttachmentContent.MediaType(attachment.Kind), attachment.OriginalName);
    }
}
