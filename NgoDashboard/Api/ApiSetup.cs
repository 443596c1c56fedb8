using System.Text.Encodings.Web;
using System.Text.Unicode;
using Microsoft.AspNetCore.Http.Features;
using NgoDashboard.Access;
using NgoDashboard.Access.Scope;
using NgoDashboard.Access.SignIn;
using NgoDashboard.Api.Edits;
using NgoDashboard.Api.FigureData;
using NgoDashboard.Api.Http;
using NgoDashboard.Api.Imports;
using NgoDashboard.Api.Inbox;
using NgoDashboard.Api.Keys;
using NgoDashboard.Api.MeetingRecords;
using NgoDashboard.Api.OpenApi;
using NgoDashboard.Api.Pages;
using NgoDashboard.Api.Reference;
using NgoDashboard.Api.Stage;
using NgoDashboard.Components;
using NgoDashboard.Files.ChildProcess;
using NgoDashboard.Language;
using NgoDashboard.Live;
using NgoDashboard.Storage.Disk;
using NgoDashboard.Storage.Engine;

namespace NgoDashboard.Api;

/// <summary>Registers and maps the HTTP API.</summary>
public static class ApiSetup
{
    public static IServiceCollection AddApi(this IServiceCollection services)
    {
        // The default encoder escapes every Vietnamese letter as six characters.
        services.ConfigureHttpJsonOptions(options => options.SerializerOptions.Encoder = JavaScriptEncoder.Create(UnicodeRanges.All));
        services.AddProblemDetails();
        services.AddExportLimit();
        services.AddSingleton<VersionedResponseCache>();
        services.AddSingleton<RefusedRequestLog>();
        services.AddHttpContextAccessor();
        services.AddOpenApi(OpenApiConfiguration.Configure);
        services.AddHealth();
        services.AddSingleton<PointSheetRenderer>();
        return services;
    }

    /// <summary>
    /// Forbids caching of every answer below /api, also of those that middleware gives before an endpoint is reached. Set last, because the
    /// exception handler clears the headers.
    /// </summary>
    public static void UseUncachedApi(this IApplicationBuilder app) => app.Use((context, next) =>
    {
        if (context.Request.Path.StartsWithSegments("/api", StringComparison.OrdinalIgnoreCase))
        {
            context.Response.OnStarting(() =>
            {
                context.Response.Headers.CacheControl = "no-store";
                return Task.CompletedTask;
            });
        }

        return next(context);
    });

    /// <summary>Every endpoint of the program: pages, the screens' hub, the API, health.</summary>
    public static void MapEndpoints(this WebApplication app)
    {
        app.MapStaticAssets();
        app.MapFontStylesheet();
        app.MapSignIn();
        app.MapApi();
        app.MapScreens(Policies.Screen);
        app.MapRecordPage();
        app.MapScenesPage();
        app.MapPointSheets();
        app.MapRazorComponents<App>().AddInteractiveServerRenderMode().RequireKeyForCircuits();
        app.MapGet("/", (HttpContext context) =>
            Results.Redirect(context.User.Role is { } role ? Roles.StartPageFor(role) : SignInUrls.Path));
    }

    static void MapApi(this IEndpointRouteBuilder app)
    {
        var api = app.MapGroup("/api").AddEndpointFilter(HandleErrors);
        api.MapFigures();
        api.MapFigureEdits();
        api.MapStage();
        api.MapCover();
        api.MapUndo();
        api.MapReference();
        api.MapRollCall();
        api.MapKeys();
        api.MapPoints();
        api.MapRecord();
        api.MapAttachments();
        api.MapImports();
        api.MapProvinceForm();
        api.MapSceneFiles();
        // Anonymous: it holds no figures, and a developer of a client may read it before the first key is issued.
        app.MapOpenApi().AllowAnonymous();
        app.MapHealth();
    }

    static string BadRequestTextKey(BadHttpRequestException bad, HttpRequest request) =>
        bad.StatusCode == StatusCodes.Status408RequestTimeout ? "too-slow" : request.HasFormContentType ? "not-a-form" : "not-json";

    /// <summary>Answers exceptions as problem details; causes go to the log only.</summary>
    static async ValueTask<object?> HandleErrors(EndpointFilterInvocationContext invocation, EndpointFilterDelegate next)
    {
        var context = invocation.HttpContext;
        try
        {
            return await next(invocation);
        }
        catch (BadHttpRequestException bad)
        {
            return bad.StatusCode == StatusCodes.Status413PayloadTooLarge
                && context.Features.Get<IHttpMaxRequestBodySizeFeature>()?.MaxRequestBodySize is { } limit
                ? ApiProblems.TooLarge(limit)
                : LocalizedResult.Problem(bad.StatusCode, language => language.Words.Api[BadRequestTextKey(bad, context.Request)]);
        }
        catch (Exception refused) when (refused is StorageException or NotSavedException)
        {
            var cause = refused.InnerException as StorageException ?? refused;
            context.RequestServices.GetRequiredService<ILoggerFactory>().CreateLogger(typeof(ApiSetup))
                .LogError("{Method} {Path}: {Problem}", context.Request.Method, context.Request.Path, cause.Message);
            Func<DisplayLanguage, string> problem =
                refused is StorageException failure ? failure.ToSentence : ((NotSavedException)refused).ToSentence;
            return HttpMethods.IsGet(context.Request.Method) ? ApiProblems.NotRead(problem) : ApiProblems.NotStored(problem);
        }
        catch (ReadingQueueFullException)
        {
            return ApiProblems.QueueFull(context.Response);
        }
        catch (ReviewTimeoutException late)
        {
            return LocalizedResult.Problem(
                StatusCodes.Status422UnprocessableEntity, language => language.Words.Reports["review-too-long", late.Seconds]);
        }
        // A key that was revoked during the request is no failure of the server: LiveKeyMiddleware answers it.
        catch (Exception broken) when (broken is not KeyRevokedException && !context.RequestAborted.IsCancellationRequested)
        {
            context.RequestServices.GetRequiredService<ILoggerFactory>().CreateLogger(typeof(ApiSetup))
                .LogError(broken, "{Method} {Path} failed.", context.Request.Method, context.Request.Path);
            return LocalizedResult.Problem(StatusCodes.Status500InternalServerError, language => language.Words.Api["broken"]);
        }
    }
}
