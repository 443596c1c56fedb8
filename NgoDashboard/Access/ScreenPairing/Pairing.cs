using System.Buffers.Text;
using System.Net;
using System.Security.Claims;
using System.Security.Cryptography;
using NgoDashboard.Access.Keys;
using NgoDashboard.Access.Scope;
using NgoDashboard.Access.SignIn;
using NgoDashboard.Figures.Codes;
using NgoDashboard.Figures.Provinces;

namespace NgoDashboard.Access.ScreenPairing;

/// <summary>Why a code did not pair a screen. The code is part of the key of its sentence.</summary>
public enum PairingProblem
{
    [Code("NoSuchCode")] NoSuchCode,
    [Code("TooManyAttempts")] TooManyAttempts,
    [Code("NotTheirs")] OtherProvince,
}

/// <summary>
/// Pairs screens with bridge points like a television: the screen shows a code, and a signed-in operator or officer enters it. Reading
/// the code is of no use to others, because the key goes to the browser that got the code, which proves itself by a secret cookie. One
/// for the whole server; safe on any thread; in memory only, so that after a restart screens show new codes.
/// </summary>
public sealed class Pairing(Keyring keyring, FailedAttempts attempts, TimeProvider time)
{
    /// <summary>Long enough to read the code out over a telephone; the screen replaces an expired code by itself.</summary>
    public static readonly TimeSpan CodeLifetime = TimeSpan.FromMinutes(10);

    /// <summary>Room for all screens of the country unpaired at once, and for a province's network behind one address.</summary>
    internal const int MaxWaiting = 20_000, MaxPerNetwork = 5_000;

    // Without I, 1, O, 0, B, 8, S, 5, Z, 2, L, U and V, which are confused on a projector or when read out.
    const string CodeAlphabet = "ACDEFGHJKMNPQRTWXY34679";
    const int CodeLength = 8;
    const int DeviceBytes = 32;

    readonly Lock gate = new();
    readonly Dictionary<string, WaitingScreen> byDevice = [];
    readonly Dictionary<string, WaitingScreen> byCode = [];
    readonly WaitingScreens waiting = new();

    internal int WaitingCount
    {
        get
        {
            lock (gate)
                return byDevice.Count;
        }
    }

    /// <summary>
    /// Starts waiting with a new code. At the limit, the screen whose page has not polled for the longest time is dropped. Open pages poll
    /// all the time, so a flood of requests for codes cannot take their codes away (held by PairingTests).
    /// </summary>
    /// <returns>The screen and the secret for its browser's cookie; null at the limit if all waiting pages are open.</returns>
    public (WaitingScreen Screen, string Device)? StartWaiting(IPAddress? remote)
    {
        var network = ClientAddress.RateLimitNetwork(remote);
        var uncollected = new List<AccessKey>();
        WaitingScreen? started = null;
        lock (gate)
        {
            ForgetExpired(uncollected);
            if (TryMakeRoom(network))
            {
                string code;
                do
                    code = RandomNumberGenerator.GetString(CodeAlphabet, CodeLength);
                while (byCode.ContainsKey(code));
                var device = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(DeviceBytes));
                started = byDevice[device] = byCode[code] = new(code, device, network, time.GetUtcNow() + CodeLifetime);
                waiting.Add(started);
            }
        }

        // Paired screens that never fetched their key: no browser holds it.
        foreach (var key in uncollected)
            keyring.Revoke(key.Id);
        return started is null ? null : (started, Device: started.DeviceSecret);
    }

    /// <summary>The browser's screen, until its code expires or its key is revoked.</summary>
    public WaitingScreen? FindByDevice(string? device)
    {
        lock (gate)
        {
            if (device is null || !byDevice.TryGetValue(device, out var screen) || screen.ExpiresAt <= time.GetUtcNow())
                return null;
            return screen.Key is { } key && keyring.FindLive(key.Id) is null ? null : screen;
        }
    }

    /// <summary>Marks the screen's page as polling: until the poll ends, the screen is not dropped for others.</summary>
    /// <returns>Dispose it when the poll is answered.</returns>
    public IDisposable BeginPoll(WaitingScreen screen)
    {
        lock (gate)
        {
            screen.OpenPolls++;
            WaitingScreens.MarkBusy(screen);
        }

        return new OpenPoll(this, screen);
    }

    /// <summary>
    /// Pairs the screen that shows the code with a bridge point, until its key is revoked. The desk pairs with any point, an officer with
    /// those of the own province.
    /// </summary>
    /// <param name="code">As typed: case, blanks and dashes are ignored.</param>
    /// <param name="province">The province of the point.</param>
    /// <param name="name">The name of the point, which becomes the label of the key.</param>
    public (AccessKey? Key, PairingProblem? Problem) Pair(ClaimsPrincipal by, string code, long point, ProvinceCode? province, string name)
    {
        if (!PairablePoints.CanPair(by, province))
            return (null, PairingProblem.OtherProvince);
        var keyId = by.KeyId ?? "";
        if (attempts.IsLockedOut(keyId))
            return (null, PairingProblem.TooManyAttempts);
        WaitingScreen? screen;
        lock (gate)
        {
            if (!byCode.TryGetValue(NormalizeCode(code), out screen) || screen.ExpiresAt <= time.GetUtcNow())
            {
                screen = null;
            }
            else
            {
                byCode.Remove(screen.Code);
                // Its key is being issued: the screen is not dropped until its browser has fetched the key.
                screen.OpenPolls++;
                WaitingScreens.MarkBusy(screen);
            }
        }

        if (screen is null)
        {
            attempts.RecordFailedCode(keyId);
            return (null, PairingProblem.NoSuchCode);
        }

        return (IssueTo(screen, point, province, name, keyId), null);
    }

    /// <summary>Revokes the key of a screen that was paired by mistake.</summary>
    public void UndoPairing(AccessKey screen) => keyring.Revoke(screen.Id);

    AccessKey IssueTo(WaitingScreen screen, long point, ProvinceCode? province, string name, string by)
    {
        try
        {
            var (key, _) = keyring.Issue(Roles.Screen, province, name, point, by);
            screen.SetKey(key);
            return key;
        }
        catch
        {
            // If writing to the disk failed, the code can be entered again.
            lock (gate)
            {
                if (byDevice.ContainsKey(screen.DeviceSecret))
                    byCode[screen.Code] = screen;
                EndPoll(screen);
            }

            throw;
        }
    }

    /// <summary>Two groups of four, as the code is read out.</summary>
    public static string FormatCode(string code) => $"{code[..(CodeLength / 2)]} {code[(CodeLength / 2)..]}";

    /// <summary>The browser has fetched the key: from now on the screen may be dropped like any other.</summary>
    internal void MarkCollected(WaitingScreen screen)
    {
        lock (gate)
        {
            if (screen.IsCollected)
                return;
            screen.IsCollected = true;
            EndPoll(screen);
        }
    }

    static string NormalizeCode(string code) => string.Concat(code.Where(char.IsAsciiLetterOrDigit)).ToUpperInvariant();

    bool TryMakeRoom(IPAddress network)
    {
        if (waiting.CountOfNetwork(network) >= MaxPerNetwork && !Forget(waiting.LongestIdle(network)))
            return false;
        return byDevice.Count < MaxWaiting || Forget(waiting.LongestIdle());
    }

    void EndPoll(WaitingScreen screen)
    {
        if (--screen.OpenPolls == 0 && byDevice.ContainsKey(screen.DeviceSecret))
            waiting.MarkIdle(screen);
    }

    void ForgetExpired(List<AccessKey> uncollected)
    {
        var now = time.GetUtcNow();
        while (waiting.Oldest is { } screen && screen.ExpiresAt <= now)
        {
            Forget(screen);
            if (screen is { IsCollected: false, Key: { } key })
                uncollected.Add(key);
        }
    }

    bool Forget(WaitingScreen? screen)
    {
        if (screen is null)
            return false;
        byDevice.Remove(screen.DeviceSecret);
        byCode.Remove(screen.Code);
        waiting.Remove(screen);
        return true;
    }

    sealed class OpenPoll(Pairing pairing, WaitingScreen screen) : IDisposable
    {
        bool isOver;

        public void Dispose()
        {
            lock (pairing.gate)
            {
                if (isOver)
                    return;
                isOver = true;
                pairing.EndPoll(screen);
            }
        }
    }
}
