using Microsoft.AspNetCore.Http.HttpResults;
using NgoDashboard.Access;
using NgoDashboard.Api.Http;
using NgoDashboard.Components.Export.MeetingRecords;
using NgoDashboard.Live.Records;
using NgoDashboard.Live.State;

namespace NgoDashboard.Api.Pages;

/// <summary>The page of the record, for composition: a document of its own, without a circuit, so that it prints as it stands.</summary>
public static class RecordPageEndpoints
{
    public const string Path = "/desk/record";

    public static void MapRecordPage(this IEndpointRouteBuilder app) => app.MapGet(Path, Get).RequireAuthorization(Policies.Desk).LimitExports();

    /// <param name="meeting">The version that opened the meeting; without it, the meeting that is held.</param>
    static async Task<IResult> Get(long? meeting, RecordReader record, LiveBriefing air, TimeProvider time, HttpResponse response)
    {
        response.Headers.CacheControl = "no-store";
        if (await record.ForMeeting(meeting) is not { } found)
            return Results.NotFound();
        return new RazorComponentResult<RecordPage>(new Dictionary<string, object?>
        {
            [nameof(RecordPage.Record)] = found,
            [nameof(RecordPage.Meetings)] = await record.Meetings(),
            [nameof(RecordPage.Briefing)] = air.Newest,
            [nameof(RecordPage.PrintedAt)] = time.GetUtcNow(),
        });
    }
}
