using System.Net;
using System.Threading.RateLimiting;

namespace NgoDashboard.Access;

/// <summary>
/// Counts wrong keys by remote address. Only failures count, and a good key passes even while the address is limited: a hall of
/// sixty screens stands behind one address and must not be locked out by one colleague's typing. The limit keeps noise out of the
/// log; what protects a key of 256 bits is its length.
/// </summary>
sealed class FailedAttempts : IDisposable
{
    public const int PerMinute = 10;

    readonly PartitionedRateLimiter<IPAddress> limiter = PartitionedRateLimiter.Create<IPAddress, IPAddress>(
        address => RateLimitPartition.GetFixedWindowLimiter(
            address, _ => new() { PermitLimit = PerMinute, Window = TimeSpan.FromMinutes(1), QueueLimit = 0 }));

    /// <returns>Null while the address may try on; else how long it must wait.</returns>
    public TimeSpan? Count(IPAddress? remote)
    {
        using var lease = limiter.AttemptAcquire(remote ?? IPAddress.None);
        if (lease.IsAcquired)
            return null;
        return lease.TryGetMetadata(MetadataName.RetryAfter, out var wait) ? wait : TimeSpan.FromMinutes(1);
    }

    public void Dispose() => limiter.Dispose();
}
