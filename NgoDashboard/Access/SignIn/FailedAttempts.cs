using System.Net;
using System.Threading.RateLimiting;

namespace NgoDashboard.Access.SignIn;

/// <summary>
/// Limits wrong keys per remote address, and wrong pairing codes per key of the person who types them. Only failures count, and a right
/// key passes even while the address is limited, because a hall of sixty screens behind one address must not be locked out by one
/// colleague's typing errors. The limit keeps noise out of the log; a key is protected by its 256 bits, a code also by its short life.
/// </summary>
public sealed class FailedAttempts : IDisposable
{
    public const int MaxPerMinute = 10;

    static readonly TimeSpan Window = TimeSpan.FromMinutes(1);

    readonly PartitionedRateLimiter<string> limiter = PartitionedRateLimiter.Create<string, string>(
        client => RateLimitPartition.GetFixedWindowLimiter(
            client, _ => new() { PermitLimit = MaxPerMinute, Window = Window, QueueLimit = 0 }));

    /// <returns>Null while the address is below the limit; otherwise how long it must wait at most.</returns>
    public TimeSpan? RecordFailure(IPAddress? remote) => RecordFailure($"address {ClientAddress.RateLimitNetwork(remote)}");

    /// <summary>Counts a wrong code.</summary>
    public void RecordFailedCode(string keyId) => RecordFailure($"key {keyId}");

    /// <summary>Whether the key's holder typed too many wrong codes. Right ones are then refused too, or guessing would pay.</summary>
    public bool IsLockedOut(string keyId)
    {
        using var lease = limiter.AttemptAcquire($"key {keyId}", permitCount: 0);
        return !lease.IsAcquired;
    }

    public void Dispose() => limiter.Dispose();

    TimeSpan? RecordFailure(string client)
    {
        using var lease = limiter.AttemptAcquire(client);
        return lease.IsAcquired ? null : Window;
    }
}
