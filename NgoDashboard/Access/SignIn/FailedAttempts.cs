using System.Net;
using System.Threading.RateLimiting;

namespace NgoDashboard.Access.SignIn;

/// <summary>
/// Counts wrong keys by remote address, and wrong codes of screens by the key that types them. Only failures count, and a good key passes even while the address is limited: a hall of
/// sixty screens stands behind one address and must not be locked out by one colleague's typing. The limit keeps noise out of the
/// log; what protects a key of 256 bits is its length, and a code its short life besides.
/// </summary>
public sealed class FailedAttempts : IDisposable
{
    public const int MaxPerMinute = 10;

    readonly PartitionedRateLimiter<string> limiter = PartitionedRateLimiter.Create<string, string>(
        who => RateLimitPartition.GetFixedWindowLimiter(
            who, _ => new() { PermitLimit = MaxPerMinute, Window = TimeSpan.FromMinutes(1), QueueLimit = 0 }));

    /// <returns>Null while the address may try on; else how long it must wait.</returns>
    public TimeSpan? RecordFailure(IPAddress? remote) => RecordFailure($"address {ClientAddress.RateLimitNetwork(remote)}");

    /// <summary>Counts a wrong code.</summary>
    public void RecordFailedCode(string keyId) => RecordFailure($"key {keyId}");

    /// <summary>Whether the holder of that key has typed too many wrong codes: then a right one is refused too, or guessing would pay.</summary>
    public bool IsLockedOut(string keyId)
    {
        using var lease = limiter.AttemptAcquire($"key {keyId}", permitCount: 0);
        return !lease.IsAcquired;
    }

    public void Dispose() => limiter.Dispose();

    TimeSpan? RecordFailure(string who)
    {
        using var lease = limiter.AttemptAcquire(who);
        if (lease.IsAcquired)
            return null;
        return lease.TryGetMetadata(MetadataName.RetryAfter, out var wait) ? wait : TimeSpan.FromMinutes(1);
    }
}
