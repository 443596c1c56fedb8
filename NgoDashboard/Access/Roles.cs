namespace NgoDashboard.Access;

/// <summary>What a key is for. A key has one role for life.</summary>
public static class Roles
{
    /// <summary>Bàn điều hành: the only one who writes.</summary>
    public const string Desk = "desk";

    /// <summary>Điểm cầu: a projector, which only looks.</summary>
    public const string Screen = "screen";

    /// <summary>A province's officer, who sees the province's own rows and the national ones.</summary>
    public const string Province = "province";

    public static readonly IReadOnlyList<string> All = [Desk, Screen, Province];

    /// <summary>Where the holder of such a key starts.</summary>
    public static string StartPageFor(string role) => role switch
    {
        Desk => "/desk",
        Province => "/province",
        _ => "/screen",
    };
}

/// <summary>Names of the authorization policies.</summary>
public static class Policies
{
    public const string Desk = "desk";

    /// <summary>What is on air may be seen with any key.</summary>
    public const string Screen = "screen";

    public const string Province = "province";

    /// <summary>
    /// Writing through the API: the key itself, in the header. A browser sends a cookie along with requests that another page on
    /// the same host makes, and never this header.
    /// </summary>
    public const string DeskKey = "desk-key";
}
