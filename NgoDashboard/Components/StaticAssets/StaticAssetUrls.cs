using Microsoft.AspNetCore.Components;

namespace NgoDashboard.Components.StaticAssets;

/// <summary>
/// The address of a static file, with the fingerprint of its content, so that browsers may cache it for good. Does for every page what the
/// framework's <c>Assets</c> does for a page with a route. Singleton.
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
