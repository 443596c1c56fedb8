using System.Buffers.Text;
using System.Net;
using System.Security.Claims;
using System.Security.Cryptography;
using NgoDashboard.Access.Keys;
using NgoDashboard.Access.Scope;
using NgoDashboard.Access.SignIn;
using NgoDashboard.Figures.Provinces;

namespace NgoDashboard.Access.ScreenPairing;

/// <summary>Why a code did not pair a screen.</summary>
public enum PairingProblem
{
    NoSuchCode,
    TooManyAttempts,
    NotTheirs,
}

/// <summary>
/// Pairs screens with bridge points as people know it from a television: the screen shows a code, somebody who is signed in enters
/// it. Whoever reads the code gains nothing by it: the key goes to the browser that was given the code, which proves itself by a
/// secret of its own. One for the whole server; safe on any thread; in memory only, so that a restart shows new codes.
/// </summary>
public sealed class Pairing(Keyring keyring, FailedAttempts attempts, TimeProvider time)
{
    /// <summary>Long enough to be read out over a telephone; the screen shows the next by itself.</summary>
    public static readonly TimeSpan CodeLifetime = TimeSpan.FromMinutes(10);

    /// <summary>A whole country that comes unpaired, and a network of a province behind one address, must find room.</summary>
    internal const int MaxWaiting = 20_000, MaxPerNetwork = 5_000;

    // Without I and 1, O and 0, B and 8, S and 5, Z and 2, L, U and V: they are read out, and read on a projector.
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
    /// A code for a screen that has none. Where too many wait, the one gives way whose page has not asked for the longest time: a page that
    /// is open asks all the time, so nobody can take its code away by asking for others.
    /// </summary>
    /// <returns>The screen, and the secret by which its browser is known again; null where too many wait whose pages are open.</returns>
    public (WaitingScreen Screen, string Device)? StartWaiting(IPAddress? remote)
    {
        var network = ClientAddress.RateLimitNetwork(remote);
        var past = new List<AccessKey>();
        WaitingScreen? begun = null;
        lock (gate)
        {
            ForgetExpired(past);
            if (TryMakeRoom(network))
            {
                string code;
                do
                    code = RandomNumberGenerator.GetString(CodeAlphabet, CodeLength);
                while (byCode.ContainsKey(code));
                var device = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(DeviceBytes));
                begun = byDevice[device] = byCode[code] = new(code, device, network, time.GetUtcNow() + CodeLifetime);
                waiting.Add(begun);
            }
        }

        // Paired, and never came for its key: nobody holds it.
        foreach (var key in past)
            keyring.Revoke(key.Id);
        return begun is null ? null : (begun, Device: begun.DeviceSecret);
    }

    /// <summary>The screen of that browser, while its code holds or its key does.</summary>
    public WaitingScreen? FindByDevice(string? device)
    {
        lock (gate)
        {
            if (device is null || !byDevice.TryGetValue(device, out var screen) || screen.ExpiresAt <= time.GetUtcNow())
                return null;
            return screen.Key is { } key && keyring.FindLive(key.Id) is null ? null : screen;
        }
    }

    /// <summary>The page of that screen asks: until the question ends, the code is nobody else's to take.</summary>
    /// <returns>Dispose it when the question is answered.</returns>
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
    /// The screen with that code stands at that point from now on, until its key is revoked. A desk pairs at any point, an officer at
    /// those of the own province.
    /// </summary>
    /// <param name="code">As it was typed: small letters, blanks and dashes do no harm.</param>
    /// <param name="province">The point's.</param>
    /// <param name="name">The point's.</param>
    public (AccessKey? Key, PairingProblem? Problem) Pair(ClaimsPrincipal by, string code, long point, ProvinceCode? province, string name)
    {
        if (by.Role is not Roles.Desk && (by.Role is not Roles.Province || province is null || province != by.OwnProvince))
            return (null, PairingProblem.NotTheirs);
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
                // Its key is on the way: until it was fetched, nothing makes it give way.
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
            // Where the disk refuses, the code can be entered again.
            lock (gate)
            {
                if (byDevice.ContainsKey(screen.DeviceSecret))
                    byCode[screen.Code] = screen;
                EndPoll(screen);
            }

            throw;
        }
    }

    /// <summary>Written in two halves, as it is read out.</summary>
    public static string FormatCode(string code) => $"{code[..(CodeLength / 2)]} {code[(CodeLength / 2)..]}";

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
