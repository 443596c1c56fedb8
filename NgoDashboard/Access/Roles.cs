namespace NgoDashboard.Access;

/// <summary>The roles of keys. A key never changes its role.</summary>
public static class Roles
{
    /// <summary>Bàn điều hành: the only role that writes figures.</summary>
    public const string Desk = "desk";

    /// <summary>Điểm cầu: a projector or television, which only reads.</summary>
    public const string Screen = "screen";

    /// <summary>A province's officer, who reads the province's own rows and the national ones.</summary>
    public const string Province = "province";

    public static readonly IReadOnlyList<string> All = [Desk, Screen, Province];

    /// <summary>The start page for holders of a key with this role.</summary>
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

    /// <summary>Any key: all roles may see what is on air.</summary>
    public const string Screen = "screen";

    /// <summary>A province's officer or the desk.</summary>
    public const string Province = "province";

    /// <summary>
    /// For writing through the API: a desk key as Bearer header. A cookie is not enough, because a browser sends it with requests of
    /// other pages on the same host too, and never this header.
    /// </summary>
    public const string DeskKey = "desk-key";
}
