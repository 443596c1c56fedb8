using Microsoft.AspNetCore.Components;

namespace NgoDashboard.Components.StaticAssets;

/// <summary>
/// Under which address a page loads a file: with the fingerprint of its content in it, so that a browser keeps it for good. What the
/// framework's own <c>Assets</c> does in a page with a route, this does in every page. One for the whole server.
/// </summary>
public sealed class StaticAssetUrls
{
    readonly Lazy<ResourceAssetCollection> assets;
    readonly Lazy<FontStylesheet> fonts;

    public StaticAssetUrls(EndpointDataSource endpoints, IWebHostEnvironment host)
    {
        assets = new(() => endpoints.Endpoints.Select(endpoint => endpoint.Metadata.GetMetadata<ResourceAssetCollection>())
            .First(collection => collection is not null)!);
        fonts = new(() => new(host.WebRootFileProvider.GetFileInfo(FontStylesheet.FilePath), font => this[font]));
    }

    /// <param name="file">Below wwwroot: "css/stage.css".</param>
    public string this[string file] => file == FontStylesheet.FilePath ? fonts.Value.Address : "/" + assets.Value[file];

    internal FontStylesheet Fonts => fonts.Value;
}
