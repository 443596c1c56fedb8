namespace NgoDashboard.Components.Linked;

/// <summary>The files that pages load, for composition; after them the build's own, <c>MapStaticAssets</c>.</summary>
public static class LinkedFilesEndpoint
{
    public static IServiceCollection AddLinkedFiles(this IServiceCollection services) => services.AddSingleton<LinkedFiles>();

    public static void MapLinkedFiles(this IEndpointRouteBuilder app) =>
        app.MapGet("/css/fonts.{fingerprint}.css", (string fingerprint, LinkedFiles files, HttpResponse response) =>
        {
            if (fingerprint != files.Fonts.Fingerprint)
                return Results.NotFound();
            response.Headers.CacheControl = "max-age=31536000, immutable";
            return files.Fonts.Content;
        }).AllowAnonymous().ExcludeFromDescription();
}
