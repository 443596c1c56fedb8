using System.Security.Claims;
using Microsoft.Extensions.Caching.Memory;
using NgoDashboard.Access.Scope;
using NgoDashboard.Language;

namespace NgoDashboard.Api.Http;

/// <summary>
/// Caches responses that depend only on the version, the reader's role and province, the language and the request. Bounded in bytes; the
/// least recently used entries are evicted first. Singleton; thread-safe.
/// </summary>
public sealed class VersionedResponseCache : IDisposable
{
    /// <summary>64 MiB: a thousand tables of one version, or some hundred pictures.</summary>
    const long MaxBytes = 64 * 1024 * 1024;

    /// <summary>A longer response is not cached, because it would evict everything else.</summary>
    const int MaxEntryBytes = 8 * 1024 * 1024;

    /// <summary>Estimated memory of an entry besides its content and variant.</summary>
    const int EntryOverheadBytes = 512;

    /// <summary>Shorter than a break of the meeting, so that old versions are gone after it.</summary>
    static readonly TimeSpan SlidingExpiration = TimeSpan.FromMinutes(15);

    readonly MemoryCache cache = new(new MemoryCacheOptions { SizeLimit = MaxBytes });

    /// <param name="reader">Role and province are part of the key: the content may depend on nothing else of the reader.</param>
    /// <param name="variant">Everything else that the response depends on.</param>
    public async Task<byte[]> GetOrCreate(
        ClaimsPrincipal reader, DisplayLanguage language, long version, string variant, Func<Task<byte[]>> make)
    {
        var key = new CacheKey(reader.Role, reader.OwnProvince?.ToString(), language.Code, version, variant);
        if (cache.TryGetValue(key, out byte[]? known))
            return known!;
        var made = await make();
        if (made.Length <= MaxEntryBytes)
        {
            cache.Set(key, made, new MemoryCacheEntryOptions
            {
                Size = made.Length + (2 * variant.Length) + EntryOverheadBytes,
                SlidingExpiration = SlidingExpiration,
            });
        }

        return made;
    }

    public Task<byte[]> GetOrCreate(
        ClaimsPrincipal reader, DisplayLanguage language, long version, string variant, Func<byte[]> make) =>
        GetOrCreate(reader, language, version, variant, () => Task.FromResult(make()));

    public void Dispose() => cache.Dispose();

    sealed record CacheKey(string? Role, string? Province, string Language, long Version, string Variant);
}
