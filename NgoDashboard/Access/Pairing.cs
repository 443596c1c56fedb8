using System.Buffers.Text;
using System.Net;
using System.Security.Claims;
using System.Security.Cryptography;
using NgoDashboard.Figures;

namespace NgoDashboard.Access;

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
    public static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(10);

    /// <summary>A whole country that comes unpaired, and a network of a province behind one address, must find room.</summary>
    internal const int MostWaiting = 20_000, MostOfOneNetwork = 5_000;

    // Without I and 1, O and 0, B and 8, S and 5, Z and 2, L, U and V: they are read out, and read on a projector.
    const string Letters = "ACDEFGHJKMNPQRTWXY34679";
    const int CodeLength = 8;
    const int DeviceBytes = 32;

    readonly Lock gate = new();
    readonly Dictionary<string, WaitingScreen> byDevice = [];
    readonly Dictionary<string, WaitingScreen> byCode = [];
    readonly WaitingScreens waiting = new();

    internal int Waiting
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
    public (WaitingScreen Screen, string Device)? Begin(IPAddress? remote)
    {
        var network = ClientAddress.Counted(remote);
        var past = new List<AccessKey>();
        WaitingScreen? begun = null;
        lock (gate)
        {
            ForgetPast(past);
            if (MakeRoom(network))
            {
                string code;
                do
                    code = RandomNumberGenerator.GetString(Letters, CodeLength);
                while (byCode.ContainsKey(code));
                var device = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(DeviceBytes));
                begun = byDevice[device] = byCode[code] = new(code, device, network, time.GetUtcNow() + Lifetime);
                waiting.Add(begun);
            }
        }

        // Paired, and never came for its key: nobody holds it.
        foreach (var key in past)
            keyring.Revoke(key.Id);
        return begun is null ? null : (begun, begun.Device);
    }

    /// <summary>The screen of that browser, while its code holds or its key does.</summary>
    public WaitingScreen? Of(string? device)
    {
        lock (gate)
        {
            if (device is null || !byDevice.TryGetValue(device, out var screen) || screen.Until <= time.GetUtcNow())
                return null;
            return screen.Key is { } key && keyring.Live(key.Id) is null ? null : screen;
        }
    }

    /// <summary>The page of that screen asks: until the question ends, the code is nobody else's to take.</summary>
    /// <returns>Dispose it when the question is answered.</returns>
    public IDisposable Poll(WaitingScreen screen)
    {
        lock (gate)
        {
            screen.Polls++;
            WaitingScreens.Busy(screen);
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
        if (attempts.IsExhausted(keyId))
            return (null, PairingProblem.TooManyAttempts);
        WaitingScreen? screen;
        lock (gate)
        {
            if (!byCode.TryGetValue(Plain(code), out screen) || screen.Until <= time.GetUtcNow())
            {
                screen = null;
            }
            else
            {
                byCode.Remove(screen.Code);
                // Its key is on the way: until it was fetched, nothing makes it give way.
                screen.Polls++;
                WaitingScreens.Busy(screen);
            }
        }

        if (screen is null)
        {
            attempts.CountOf(keyId);
            return (null, PairingProblem.NoSuchCode);
        }

        return (IssueTo(screen, point, province, name, keyId), null);
    }

    AccessKey IssueTo(WaitingScreen screen, long point, ProvinceCode? province, string name, string by)
    {
        try
        {
            var (key, _) = keyring.Issue(Roles.Screen, province, name, point, by);
            screen.Pair(key);
            return key;
        }
        catch
        {
            // Where the disk refuses, the code can be entered again.
            lock (gate)
            {
                if (byDevice.ContainsKey(screen.Device))
                    byCode[screen.Code] = screen;
                Asked(screen);
            }

            throw;
        }
    }

    /// <summary>Written in two halves, as it is read out.</summary>
    public static string Halves(string code) => $"{code[..(CodeLength / 2)]} {code[(CodeLength / 2)..]}";

    internal void Collected(WaitingScreen screen)
    {
        lock (gate)
        {
            if (screen.IsCollected)
                return;
            screen.IsCollected = true;
            Asked(screen);
        }
    }

    static string Plain(string code) => string.Concat(code.Where(char.IsAsciiLetterOrDigit)).ToUpperInvariant();

    bool MakeRoom(IPAddress network)
    {
        if (waiting.Count(network) >= MostOfOneNetwork && !Forget(waiting.LongestIdle(network)))
            return false;
        return byDevice.Count < MostWaiting || Forget(waiting.LongestIdle());
    }

    void Asked(WaitingScreen screen)
    {
        if (--screen.Polls == 0 && byDevice.ContainsKey(screen.Device))
            waiting.Idle(screen);
    }

    void ForgetPast(List<AccessKey> uncollected)
    {
        var now = time.GetUtcNow();
        while (waiting.Oldest is { } screen && screen.Until <= now)
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
        byDevice.Remove(screen.Device);
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
                pairing.Asked(screen);
            }
        }
    }
}
