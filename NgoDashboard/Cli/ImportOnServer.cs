using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using NgoDashboard.Access.SignIn;
using NgoDashboard.Api.Imports;

namespace NgoDashboard.Cli;

/// <summary>
/// The part of <see cref="ImportCommand"/> that asks the running server: POST /api/imports with the files and the replies.
/// </summary>
static class ImportOnServer
{
    /// <param name="key">The desk key; null where none was given.</param>
    /// <param name="serverUrls">The addresses that the server listens on by its settings, where <c>--server</c> names none.</param>
    /// <returns>The exit code, see <see cref="ImportCommand"/>.</returns>
    public static async Task<int> Run(
        ImportArguments arguments, List<(string Name, byte[] Content)> files, string? key, string? serverUrls, TextWriter output)
    {
        if (key is null)
        {
            await output.WriteLineAsync(CommandLine.Language.Words.Reports["no-key"]);
            return ImportCommand.NotDone;
        }

        var address = arguments.Server ?? StartupLinks.LocalUrl(serverUrls?.Split(';'));
        if (!Uri.TryCreate(address, UriKind.Absolute, out var server))
        {
            await output.WriteLineAsync(CommandLine.Language.Words.Reports["no-server", address]);
            return ImportCommand.NotDone;
        }

        using var client = new HttpClient { BaseAddress = server };
        client.DefaultRequestHeaders.Authorization = new("Bearer", key);
        client.DefaultRequestHeaders.AcceptLanguage.Add(new("vi"));
        using var form = CreateForm(arguments, files);
        try
        {
            using var response = await client.PostAsync("/api/imports" + CreateQuery(arguments), form);
            return await WriteAnswer(response, output);
        }
        catch (Exception failure) when (failure is HttpRequestException or TaskCanceledException or JsonException)
        {
            await output.WriteLineAsync(CommandLine.Language.Words.Reports["no-server", address]);
            return ImportCommand.NotDone;
        }
    }

    static MultipartFormDataContent CreateForm(ImportArguments arguments, List<(string Name, byte[] Content)> files)
    {
        var form = new MultipartFormDataContent();
        foreach (var (name, content) in files)
        {
            var part = new ByteArrayContent(content);
            part.Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
            form.Add(part, "file", name);
        }

        form.Add(new StringContent(JsonSerializer.Serialize(arguments.Replies.ById)), "replies");
        return form;
    }

    static string CreateQuery(ImportArguments arguments)
    {
        var query = $"?take={arguments.Takes}&accept={arguments.AcceptsDoubts}";
        return arguments.Publisher is { } publisher ? $"{query}&publisher={Uri.EscapeDataString(publisher)}" : query;
    }

    static async Task<int> WriteAnswer(HttpResponseMessage response, TextWriter output)
    {
        if (response.StatusCode is HttpStatusCode.OK or HttpStatusCode.UnprocessableEntity
            && await response.Content.ReadFromJsonAsync<ImportResponse>() is { Lines: not null } answer)
            return await ImportOutput.WriteReview(answer, output);
        if (response.StatusCode == HttpStatusCode.Accepted)
        {
            // Not sent again: that would ask for a second approval.
            await output.WriteLineAsync(CommandLine.Language.Words.Api["needs-second"]);
            return 1;
        }

        return await ImportOutput.WriteNotTaken(output);
    }
}
