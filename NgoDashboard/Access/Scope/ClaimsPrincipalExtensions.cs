using System.Globalization;
using System.Security.Claims;
using NgoDashboard.Access.Keys;
using NgoDashboard.Figures.Cube;
using NgoDashboard.Figures.Provinces;

namespace NgoDashboard.Access.Scope;

/// <summary>Who is asking: a key as a principal, and what can be read from one.</summary>
public static class ClaimsPrincipalExtensions
{
    /// <summary>The claim of the province, in the API's form "34:31".</summary>
    public const string ProvinceClaim = "province";

    /// <summary>The claim of the bridge point whose screen it is.</summary>
    public const string PointClaim = "point";

    public static ClaimsPrincipal ToPrincipal(this AccessKey key, string scheme)
    {
        var identity = new ClaimsIdentity(scheme);
        identity.AddClaim(new(ClaimTypes.NameIdentifier, key.Id));
        identity.AddClaim(new(ClaimTypes.Name, key.Label));
        identity.AddClaim(new(ClaimTypes.Role, key.Role));
        if (key.Province is { } province)
            identity.AddClaim(new(ProvinceClaim, province.ToString()));
        if (key.PointId is { } point)
            identity.AddClaim(new(PointClaim, point.ToString(CultureInfo.InvariantCulture)));
        return new(identity);
    }

    extension(ClaimsPrincipal user)
    {
        public string? KeyId => user.FindFirstValue(ClaimTypes.NameIdentifier);

        public string? Role => user.FindFirstValue(ClaimTypes.Role);

        /// <summary>The bridge point whose screen it is.</summary>
        public long? PointId => long.TryParse(user.FindFirstValue(PointClaim), NumberStyles.None, CultureInfo.InvariantCulture, out var point) ? point : null;

        /// <summary>The label of the key: edits stand in the journal under it.</summary>
        public string KeyLabel => user.Identity?.Name ?? "";

        /// <summary>
        /// A province, and a province's screen, sees its own figures, with those of the units that it was merged from, and the national
        /// ones. Asked by <see cref="ReadableFigures"/>, and by nobody else.
        /// </summary>
        internal bool CanRead(FigureKey key, ReferenceData reference) =>
            user.Role switch
            {
                Roles.Desk => true,
                // A screen of the whole country. One of a province is paired by the province's officer, who must see no more by it.
                Roles.Screen when user.OwnProvince is null => true,
                Roles.Province or Roles.Screen => key.Province is not { } province
                    || (user.OwnProvince is { } own && (province == own || reference.FindProvince(province)?.Successor == own)),
                _ => false,
            };

        /// <summary>What a province asks of the desk is between the two.</summary>
        public bool CanReadInboxOf(ProvinceCode province) =>
            user.Role switch { Roles.Desk => true, Roles.Province => user.OwnProvince == province, _ => false };

        /// <summary>The figures as this key may see them.</summary>
        public ReadableFigures ReadableFigures(Snapshot snapshot) => new(user, snapshot);

        public ProvinceCode? OwnProvince => ProvinceCode.TryParse(user.FindFirstValue(ProvinceClaim), out var code) ? code : null;
    }
}
