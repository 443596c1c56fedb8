using NgoDashboard.Access;
using NgoDashboard.Access.Scope;
using NgoDashboard.Api.Http;
using NgoDashboard.Files.Documents;

namespace NgoDashboard.Api.Inbox;

/// <summary>GET /api/amendments/{id}/attachment: a download, never a document of this origin.</summary>
static class AttachmentEndpoints
{
    public static void MapAttachments(this IEndpointRouteBuilder api) =>
        // With a cookie too, because the desk's pages link to it.
        api.MapGet("/amendments/{amendment:long}/attachment", Get).RequireAuthorization(Policies.Screen).WithName("getAttachment")
            .Produces(StatusCodes.Status200OK, contentType: "application/octet-stream")
            .ProducesProblem(StatusCodes.Status404NotFound);

    /// <summary>For the desk and the province that sent it; every other key gets 404, as for an id that does not exist.</summary>
    static IResult Get(long amendment, HttpContext context, ReadableAttachments attachments)
    {
        if (attachments.Open(amendment) is not var (attachment, content))
            return Results.NotFound();
        UploadStream.ForbidScripts(context.Response);
        return Results.File(content, AttachmentContent.MediaType(attachment.Kind), attachment.OriginalName);
    }
}
