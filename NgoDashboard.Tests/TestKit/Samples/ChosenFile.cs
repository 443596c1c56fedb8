using Microsoft.AspNetCore.Components.Forms;

namespace NgoDashboard.Tests.TestKit.Samples;

/// <summary>A file as the browser hands it to a page.</summary>
sealed record ChosenFile(string Name, byte[] Content) : IBrowserFile
{
    /// <summary>As the browser states it.</summary>
    public long Size { get; init; } = Content.Length;

    /// <summary>Runs when the upload begins, so that a test can break it off.</summary>
    public Action<CancellationToken>? OnOpen { get; init; }

    public DateTimeOffset LastModified => DateTimeOffset.UnixEpoch;

    public string ContentType => "";

    public Stream OpenReadStream(long maxAllowedSize = 500 * 1024, CancellationToken cancellationToken = default)
    {
        OnOpen?.Invoke(cancellationToken);
        return new MemoryStream(Content);
    }
}
