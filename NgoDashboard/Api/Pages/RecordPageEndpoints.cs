using Microsoft.AspNetCore.Http.HttpResults;
using NgoDashboard.Access;
using NgoDashboard.Api.Http;
using NgoDashboard.Components.Export.MeetingRecords;
using NgoDashboard.Components.Shared;
using NgoDashboard.Live.Records;
using NgoDashboard.Live.State;

namespace NgoDashboard.Api.Pages;

/// <summary>The record of a meeting as a static document, without a circuit, so that it can be printed as it is.</summary>
public static class RecordPageEndpoints
{
    public static void MapRecordPage(this IEndpointRouteBuilder app) =>
        app.MapGet(PageUrls.Record, Get).RequireAuthorization(Policies.Desk).LimitExports();

    /// <param name="meeting">The version that opened the meeting; null for the present meeting.</param>
    static async Task<IResult> Get(long? meeting, RecordReader record, LiveBriefing briefing, TimeProvider time, HttpResponse response)
    {
        response.Headers.CacheControl = "no-store";
        if (await record.ForMeeting(meeting) is not { } found)
            return Results.NotFound();
        return new RazorComponentResult<RecordPage>(new Dictionary<string, object?>
        {
            [nameof(RecordPage.Record)] = found,
            [nameof(RecordPage.Meetings)] = await record.Meetings(),
            [nameof(RecordPage.Briefing)] = briefing.Newest,
            [nameof(RecordPage.PrintedAt)] = time.GetUtcNow(),
        });
    }
}
