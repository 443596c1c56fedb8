using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
using NgoDashboard.Files.Csv;
using NgoDashboard.Files.Parsing;
using NgoDashboard.Language;

namespace NgoDashboard.Api.OpenApi;

/// <summary>The OpenAPI document: texts from the resources in the reader's language, and an example of every body.</summary>
static class OpenApiConfiguration
{
    const string Scheme = "key";
    const string Json = "application/json";

    public static void Configure(OpenApiOptions options)
    {
        options.ShouldInclude = endpoint => endpoint.RelativePath?.StartsWith("api/", StringComparison.Ordinal) == true;
        options.AddDocumentTransformer((document, context, _) =>
        {
            DescribeDocument(document, LanguageOfReader(context.ApplicationServices));
            return Task.CompletedTask;
        });
        options.AddOperationTransformer(DescribeOperation);
    }

    /// <summary>The transformers are given no request, although the document is made anew for each.</summary>
    static DisplayLanguage LanguageOfReader(IServiceProvider services) =>
        services.GetRequiredService<IHttpContextAccessor>().HttpContext?.GetLanguage() ?? DisplayLanguage.Vietnamese;

    static void DescribeDocument(OpenApiDocument document, DisplayLanguage language)
    {
        document.Info = new()
        {
            Title = language.Words.Api["api"],
            Description = language.Words.Api["api-description"],
            Version = "1",
        };
        document.Components ??= new();
        document.Components.SecuritySchemes = new Dictionary<string, IOpenApiSecurityScheme>
        {
            [Scheme] = new OpenApiSecurityScheme
            {
                Type = SecuritySchemeType.Http,
                Scheme = "bearer",
                Description = language.Words.Api["api-key"],
            },
        };
    }

    static async Task DescribeOperation(
        OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellation)
    {
        if (operation.OperationId is not { } id)
            return;
        var language = LanguageOfReader(context.ApplicationServices);
        var metadata = context.Description.ActionDescriptor.EndpointMetadata;
        if (metadata.OfType<JsonBodyMetadata>().FirstOrDefault() is { } request)
        {
            operation.RequestBody = new OpenApiRequestBody
            {
                Required = true,
                Content = new Dictionary<string, OpenApiMediaType>
                {
                    [Json] = new()
                    {
                        Schema = await context.GetOrCreateSchemaAsync(request.Type, cancellationToken: cancellation),
                        Example = JsonNode.Parse(OpenApiExamples.RequestExample(id)!),
                    },
                },
            };
        }

        if (metadata.OfType<FileBodyMetadata>().FirstOrDefault() is { } file)
        {
            operation.RequestBody = new OpenApiRequestBody
            {
                Required = true,
                Content = file.Types.ToDictionary(type => type, type => DescribeFile(type, language)),
            };
        }

        operation.Summary = language.Words.Api[$"{id}-summary"];
        operation.Description = language.Words.Api[$"{id}-description"];
        operation.Tags = null;
        operation.Security = [new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference(Scheme, context.Document)] = [] }];
        foreach (var parameter in operation.Parameters ?? [])
            parameter.Description = language.Words.Api[$"parameter-{parameter.Name}"];
        foreach (var (status, response) in operation.Responses ?? [])
        {
            if (OpenApiExamples.ResponseExample(id, status) is { } example)
            {
                foreach (var content in response.Content?.Where(content => content.Key.Contains("json", StringComparison.Ordinal)) ?? [])
                    content.Value.Example = JsonNode.Parse(example);
            }
        }
    }

    static OpenApiMediaType DescribeFile(string type, DisplayLanguage language) => type == CsvFileWriter.MediaType
        ? new()
        {
            Schema = new OpenApiSchema { Type = JsonSchemaType.String },
            Example = JsonValue.Create(Encoding.UTF8.GetString(PointListFile.CreateSample(language)).TrimStart('\uFEFF')),
        }
        : new() { Schema = new OpenApiSchema { Type = JsonSchemaType.String, Format = "binary" } };
}

/// <summary>
/// The JSON type of an operation's body. For the document only: bodies are read field by field, and a client that forgets the content type
/// is read as JSON all the same.
/// </summary>
sealed record JsonBodyMetadata(Type Type);

/// <summary>The body is a file of one of these media types.</summary>
sealed record FileBodyMetadata(params IReadOnlyList<string> Types);

/// <summary>Examples of request and response bodies.</summary>
static class OpenApiExamples
{
    const string Row =
        """
        { "from": "2020-01-01", "to": "2020-12-31", "province": "63:31", "sector": null, "campaign": null, "measure": "disbursed",
          "value": 93000000000, "unit": "VND", "qualifier": "over", "status": "confirmed", "asOf": "2020-12-31",
          "source": { "title": "Hải Phòng: tổng kết công tác PCPNN năm 2020", "url": null, "date": "2020" }, "adopted": true, "version": 12 }
        """;

    const string Edit =
        """
        { "from": "2020-01-01", "to": "2020-12-31", "province": "63:31", "sector": null, "measure": "disbursed",
          "value": 93500000000, "unit": "VND", "qualifier": "exact", "reason": "Theo báo cáo chính thức", "expectedVersion": 12 }
        """;

    const string Error =
        """{ "row": 0, "field": "value", "message": "Thay đổi quá 5 lần: 93.000.000.000 đồng thành 930.000.000.000 đồng. Đúng như vậy?", "kind": "jump", "question": true }""";

    const string RateEdit =
        """
        { "edit": "setRate", "year": 2024, "vndPerUsd": 24164,
          "source": { "publisher": "Ngân hàng Nhà nước", "title": "Tỷ giá trung tâm, bình quân năm", "url": null, "date": "2024" },
          "because": null, "expectedVersion": 12 }
        """;

    const string Reference =
        """
        { "version": 12, "missingRates": [ { "year": 2025, "totals": 14 } ],
          "rates": [ { "year": 2024, "vndPerUsd": 24164, "confirmed": true,
            "source": { "publisher": "Ngân hàng Nhà nước", "title": "Tỷ giá trung tâm, bình quân năm", "url": null, "date": "2024" } } ],
          "sectors": [ { "id": "health", "name": "Y tế", "nameEn": "Health", "short": "Y tế", "shortEn": "Health",
            "aliases": [ "Sức khỏe" ] } ],
          "campaigns": [ { "id": "covid-19-2020", "kind": "campaign", "name": "Phòng, chống dịch COVID-19 năm 2020",
            "nameEn": "COVID-19 response 2020", "aliases": [] } ] }
        """;

    const string ReferencePreview =
        """
        { "errors": [], "questions": [], "figures": 42, "totalCount": 1,
          "changes": [ "Tỷ giá năm 2024: chưa có → 24.164 đồng/USD (Ngân hàng Nhà nước)" ],
          "totals": [ { "figure": "Toàn quốc · năm 2024 · giải ngân", "from": "2024-01-01", "to": "2024-12-31", "province": null,
            "sector": null, "measure": "disbursed",
            "before": { "value": 18200000, "unit": "USD", "kind": "partial", "knownParts": 7, "parts": 9 },
            "after": { "value": 25100000, "unit": "USD", "kind": "summed", "knownParts": 9, "parts": 9 } } ],
          "scenes": [], "conflicts": [] }
        """;

    const string Record =
        """
        { "opened": 118, "name": "Giao ban trực tuyến toàn quốc", "heldOn": "2026-12-18", "needsTwo": false, "firstVersion": 118, "lastVersion": 128,
          "from": "2026-12-18T13:00:00+07:00", "until": "2026-12-18T16:40:00+07:00", "over": false,
          "corrections": [ { "version": 128, "figure": "Toàn quốc · năm 2023 · tổ chức PCPNN", "oldValue": 338, "newValue": 388, "onAir": "overview", "end": null, "endedBy": null } ],
          "agenda": [ { "item": 3, "scene": "overview", "title": "Tổng quan viện trợ PCPNN năm 2023", "note": "", "from": "2026-12-18T14:10:00+07:00", "to": null, "version": 121 } ],
          "versions": [ { "version": 128, "at": "2026-12-18T14:31:00+07:00", "kind": "take", "event": "change", "who": "Bà Hạnh", "onScreens": true,
            "figure": "Toàn quốc · năm 2023 · tổ chức PCPNN", "from": "2023-01-01", "to": "2023-12-31", "measure": "organisations",
            "oldValue": 338, "oldUnit": "count", "oldQualifier": "exact", "newValue": 388, "newUnit": "count", "newQualifier": "exact",
            "correction": true, "reason": "Theo báo cáo chính thức" } ],
          "attendance": [ { "point": "Lạng Sơn", "province": "34:20", "firstSeen": "2026-12-18T13:30:00+07:00", "lastSeen": "2026-12-18T16:40:00+07:00",
            "connected": true, "seconds": 11400, "gaps": 0, "lastPainted": 128, "upToDate": true } ] }
        """;

    public static string? RequestExample(string operation) => operation switch
    {
        "putFigures" => $"[ {Edit} ]",
        "putStage" => """{ "scene": "overview", "parameters": { "year": 2023 } }""",
        "postReference" or "postReferencePreview" => RateEdit,
        "putCover" => """{ "cover": "held" }""",
        "postKey" => """{ "role": "province", "province": "34:31", "label": "Hải Phòng" }""",
        _ => null,
    };

    public static string? ResponseExample(string operation, string status) => (operation, status) switch
    {
        ("getFigures", "200") => $"[ {Row} ]",
        ("putFigures" or "putStage" or "putCover" or "postReference" or "postUndo" or "postRedo" or "postRequest", "200") =>
            """{ "version": 128 }""",
        ("getReference", "200") => Reference,
        ("postReferencePreview", "200") => ReferencePreview,
        ("putFigures", "409") => $$"""{ "title": "…", "status": 409, "errors": [], "current": [ {{Row}} ] }""",
        ("putFigures", "422") => $$"""{ "title": "…", "status": 422, "errors": [ {{Error}} ] }""",
        ("getStage", "200") => """{ "scene": "overview", "parameters": { "year": 2023 }, "version": 128, "at": "2026-12-18T14:31:00+07:00", "cover": "none", "newest": 128, "journal": { "id": "Vb0kR3m1QvK9yq7mXo2d1A", "generation": 1 } }""",
        ("putFigures" or "putStage" or "postReference" or "postUndo" or "postRedo", "202") => """{ "request": 3, "message": "…" }""",
        ("getRecord", "200") => Record,
        ("getRollCall", "200") =>
            """
            [ { "id": 12, "point": "Lạng Sơn", "kind": "province", "province": "34:20", "state": "showing", "connected": true, "screens": 2,
                "since": "2026-12-18T13:30:00+07:00", "gone": null, "painted": 128, "delay": 64, "address": "203.0.113.20" } ]
            """,
        ("postKey", "201") => """{ "id": "p7Qx2vLm", "key": "…" }""",
        ("getKeys", "200") => """[ { "id": "p7Qx2vLm", "role": "screen", "province": "34:20", "label": "Lạng Sơn", "issuedAt": "2026-12-18T06:00:00+00:00" } ]""",
        ("getPoints", "200") => """[ { "id": 12, "name": "Hội trường UBND tỉnh Lạng Sơn", "kind": "province", "province": "34:20", "place": "Số 1 Hùng Vương", "keys": 2 } ]""",
        ("postPoints", "200") => """{ "added": 3321, "changed": 34, "same": 45, "renamed": 0, "note": null }""",
        ("postPoints", "422") =>
            """{ "title": "…", "status": 422, "errors": [ { "line": 17, "column": "Tỉnh, thành phố", "message": "…", "kind": "provinceUnknown" } ], "more": 0 }""",
        ("getPointLink", "200") => """{ "link": "http://localhost:5080/enter?key=…" }""",
        _ => null,
    };
}
