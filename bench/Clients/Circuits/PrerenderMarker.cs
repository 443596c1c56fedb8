using System.Text.Json;
using System.Text.RegularExpressions;

namespace NgoDashboard.Bench.Clients.Circuits;

/// <summary>Reads the component marker of the circuit server's page, which a client sends to add the component to its circuit.</summary>
static partial class PrerenderMarker
{
    /// <summary>The operation that adds the page's component to a circuit.</summary>
    public static async Task<string> FetchAddOperation(string address)
    {
        using var client = new HttpClient();
        var page = await client.GetStringAsync(address);
        var found = MarkerPattern().Match(page);
        return found.Success
            ? $$"""{"batchId":1,"operations":[{"type":"add","ssrComponentId":1,"marker":{{JsonDocument.Parse(found.Groups[1].Value).RootElement.GetRawText()}}}]}"""
            : throw new InvalidDataException("The page of the circuits has no component in it.");
    }

    [GeneratedRegex("<!--Blazor:(\\{.*?\\})-->")]
    private static partial Regex MarkerPattern();
}
