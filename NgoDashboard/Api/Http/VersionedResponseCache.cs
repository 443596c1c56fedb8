using System.Security.Claims;
using Microsoft.Extensions.Caching.Memory;
using NgoDashboard.Access.Scope;
using NgoDashboard.Language;
using NgoDashboard.Live.State;

namespace NgoDashboard.Api.Http;

/// <summary>
/// Answers that depend on nothing but the version, the reader and what is asked for: asked for again, they cost nothing. Bounded in bytes, the
/// longest unused go first. One for the whole server; safe on any thread.
/// </summary>
public sealed class VersionedResponseCache : IDisposable
{
    /// <summary>A thousand tables of a version, or some hundred pictures.</summary>
    const long MaxBytes = 64 * 1024 * 1024;

    /// <summary>What is longer would push out everything else.</summary>
    const int MaxEntryBytes = 8 * 1024 * 1024;

    /// <summary>Of an entry itself, its key among it.</summary>
    const int EntryOverheadBytes = 512;

    /// <summary>Of versions that nobody asks for any more nothing is left after a pause of the meeting.</summary>
    static readonly TimeSpan SlidingExpiration = TimeSpan.FromMinutes(15);

    readonly MemoryCache cache = new(new MemoryCacheOptions { SizeLimit = MaxBytes });

    /// <param name="reader">Only what all readers of this role and province may see is told them: the two are part of the key.</param>
    /// <param name="variant">Everything else that the answer depends on; the language is added here.</param>
    public async Task<byte[]> GetOrCreate(ClaimsPrincipal reader, BriefingState picture, string variant, Func<Task<byte[]>> make)
    {
        var key = new CacheKey(reader.Role, reader.OwnProvince?.ToString(), Languages.Current, picture.Version, variant);
        if (cache.TryGetValue(key, out byte[]? known))
            return known!;
        var made = await make();
        if (made.Length <= MaxEntryBytes)
            cache.Set(key, made, new MemoryCacheEntryOptions { Size = made.Length + (2 * variant.Length) + EntryOverheadBytes, SlidingExpiration = SlidingExpiration });
        return made;
    }

    public Task<byte[]> GetOrCreate(ClaimsPrincipal reader, BriefingState picture, string variant, Func<byte[]> make) => GetOrCreate(reader, picture, variant, () => Task.FromResult(make()));

    public void Dispose() => cache.Dispose();

    sealed record CacheKey(string? Role, string? Province, string Language, long Version, string Variant);
}
