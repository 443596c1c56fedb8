using NgoDashboard.Components.StaticAssets;

namespace NgoDashboard.Api.Pages;

/// <summary>Files for pages that are made at start; map them before the build's own (<c>MapStaticAssets</c>).</summary>
public static class StaticAssetEndpoints
{
    public static void MapFontStylesheet(this IEndpointRouteBuilder app) =>
        app.MapGet("/css/fonts.{fingerprint}.css", (string fingerprint, StaticAssetUrls files, HttpResponse response) =>
        {
            if (fingerprint != files.Fonts.Fingerprint)
                return Results.NotFound();
            response.Headers.CacheControl = "max-age=31536000, immutable";
            return files.Fonts.Content;
        }).AllowAnonymous().ExcludeFromDescription();
}
