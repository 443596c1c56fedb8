using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Logging;

namespace NgoDashboard.Tests.TestKit.Applications;

/// <summary>
/// A server behind a proxy with the defaults of nginx: no WebSockets, and every response buffered as a whole unless it says
/// X-Accel-Buffering: no.
/// </summary>
sealed class BufferingProxy : BriefingServer
{
    static readonly string[] HopByHopHeaders = ["Connection", "Keep-Alive", "Transfer-Encoding", "Upgrade", "Host"];

    readonly BriefingServer server;
    readonly WebApplication app;
    readonly HttpClient upstreamClient;

    BufferingProxy(BriefingServer server)
    {
        this.server = server;
        upstreamClient = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, AutomaticDecompression = DecompressionMethods.None })
        {
            BaseAddress = new(server.Address),
            Timeout = Timeout.InfiniteTimeSpan,
        };
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        app = builder.Build();
        app.Run(ForwardRequest);
    }

    public override string Address => app.Urls.First();

    public override string DatabasePath => server.DatabasePath;

    public override string Output => server.Output;

    public static async Task<BufferingProxy> StartInFrontOf(BriefingServer server)
    {
        var proxy = new BufferingProxy(server);
        await proxy.app.StartAsync(TestContext.Current.CancellationToken);
        return proxy;
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        upstreamClient.Dispose();
        await app.DisposeAsync();
    }

    async Task ForwardRequest(HttpContext context)
    {
        if (context.Request.Headers.Upgrade.Count > 0)
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }

        try
        {
            using var request = CreateUpstreamRequest(context.Request);
            using var answer = await upstreamClient.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, context.RequestAborted);
            await WriteResponse(answer, context);
        }
        catch (Exception gone) when (gone is OperationCanceledException or HttpRequestException or IOException)
        {
            // The browser or the server has closed the connection.
            context.Abort();
        }
    }

    static HttpRequestMessage CreateUpstreamRequest(HttpRequest request)
    {
        var upstream = new HttpRequestMessage(new(request.Method), $"{request.Path.ToUriComponent()}{request.QueryString}");
        if (request.ContentLength > 0 || request.Headers.TransferEncoding.Count > 0)
            upstream.Content = new StreamContent(request.Body);
        foreach (var (name, values) in request.Headers.Where(header => !HopByHopHeaders.Contains(header.Key, StringComparer.OrdinalIgnoreCase)))
        {
            if (!upstream.Headers.TryAddWithoutValidation(name, values.AsEnumerable()))
                upstream.Content?.Headers.TryAddWithoutValidation(name, values.AsEnumerable());
        }

        upstream.Headers.Host = request.Host.Value;
        return upstream;
    }

    static async Task WriteResponse(HttpResponseMessage answer, HttpContext context)
    {
        context.Response.StatusCode = (int)answer.StatusCode;
        foreach (var (name, values) in answer.Headers.Concat(answer.Content.Headers).Where(header => !HopByHopHeaders.Contains(header.Key, StringComparer.OrdinalIgnoreCase)))
            context.Response.Headers[name] = values.ToArray();
        if (answer.Headers.TryGetValues("X-Accel-Buffering", out var buffering) && buffering.SequenceEqual(["no"]))
        {
            context.Features.Get<IHttpResponseBodyFeature>()?.DisableBuffering();
            await context.Response.StartAsync(context.RequestAborted);
            await answer.Content.CopyToAsync(context.Response.Body, context.RequestAborted);
            return;
        }

        var whole = await answer.Content.ReadAsByteArrayAsync(context.RequestAborted);
        await context.Response.Body.WriteAsync(whole, context.RequestAborted);
    }
}
