namespace NgoDashboard.Tests.Api.FigureData;

/// <summary>A valid edit as JSON, with changed fields; null leaves a field out.</summary>
static class FigureEditJson
{
    public static string Create(params ReadOnlySpan<(string Name, string? Json)> changes)
    {
        var fields = new Dictionary<string, string>
        {
            ["from"] = "\"2020-01-01\"",
            ["to"] = "\"2020-12-31\"",
            ["province"] = "\"63:31\"",
            ["sector"] = "null",
            ["campaign"] = "null",
            ["measure"] = "\"disbursed\"",
            ["value"] = "93500000000",
            ["unit"] = "\"VND\"",
            ["qualifier"] = "\"over\"",
            ["reason"] = "\"Theo báo cáo chính thức\"",
        };
        foreach (var (name, json) in changes)
        {
            if (json is null)
                fields.Remove(name);
            else
                fields[name] = json;
        }

        return "{" + string.Join(',', fields.Select(field => $"\"{field.Key}\":{field.Value}")) + "}";
    }
}
