using System.Text.Json;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Protocol;
using NgoDashboard.Screens.Frames;

namespace NgoDashboard.Tests.TestKit.Clients;

/// <summary>Parses messages of the hub and applies differences, as screen.js does.</summary>
static class HubMessages
{
    static readonly JsonHubProtocol Protocol = new();

    public static bool IsPing(SerializedHubMessage message) => message.GetSerializedMessage(Protocol).Span.SequenceEqual("{\"type\":6}\u001e"u8);

    /// <summary>The target and its one argument.</summary>
    public static (string Target, JsonElement Argument) ParseInvocation(SerializedHubMessage message)
    {
        var json = JsonDocument.Parse(message.GetSerializedMessage(Protocol)[..^1]).RootElement;
        return (json.GetProperty("target").GetString()!, json.GetProperty("arguments")[0]);
    }

    /// <summary>Applies a difference and asserts the checksum of the result.</summary>
    public static string ApplyDifference(string before, string steps, uint sum)
    {
        var after = ApplyDifference(before, steps);
        Assert.Equal(sum, HtmlDifference.Checksum(after));
        return after;
    }

    public static string ApplyDifference(string before, string steps)
    {
        var text = new System.Text.StringBuilder();
        var at = 0;
        foreach (var step in JsonDocument.Parse(steps).RootElement.EnumerateArray().Chunk(3))
        {
            var (keep, drop) = (step[0].GetInt32(), step[1].GetInt32());
            text.Append(before, at, keep).Append(step[2].GetString());
            at += keep + drop;
        }

        return text.Append(before, at, before.Length - at).ToString();
    }
}
