using System.Globalization;
using System.Security.Claims;
using NgoDashboard.Access.Keys;
using NgoDashboard.Figures.Cube;
using NgoDashboard.Figures.Provinces;

namespace NgoDashboard.Access.Scope;

/// <summary>Converts a key to a claims principal, and reads its claims.</summary>
public static class ClaimsPrincipalExtensions
{
    /// <summary>Claim type of the province, in the API's form "34:31".</summary>
    public const string ProvinceClaim = "province";

    /// <summary>Claim type of the screen's bridge point, by its id.</summary>
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

        /// <summary>The bridge point of a screen's key.</summary>
        public long? PointId =>
            long.TryParse(user.FindFirstValue(PointClaim), NumberStyles.None, CultureInfo.InvariantCulture, out var point) ? point : null;

        /// <summary>The label of the key, which is the actor's name in the journal.</summary>
        public string KeyLabel => user.Identity?.Name ?? "";

        /// <summary>
        /// A province and a province's screen may read their own figures, including those of the units merged into the province, and the
        /// national ones. Only <see cref="ReadableFigures"/> calls this (held by ReadableFiguresRuleTests).
        /// </summary>
        internal bool CanRead(FigureKey key, ReferenceData reference) =>
            user.Role switch
            {
                Roles.Desk => true,
                // A screen without a province. A province's screen is paired by its officer, who must not see more through it.
                Roles.Screen when user.OwnProvince is null => true,
                Roles.Province or Roles.Screen => key.Province is not { } province
                    || (user.OwnProvince is { } own && (province == own || reference.FindProvince(province)?.Successor == own)),
                _ => false,
            };

        /// <summary>A province's requests are visible to that province and the desk only.</summary>
        public bool CanReadInboxOf(ProvinceCode province) =>
            user.Role switch { Roles.Desk => true, Roles.Province => user.OwnProvince == province, _ => false };

        public ProvinceCode? OwnProvince => ProvinceCode.TryParse(user.FindFirstValue(ProvinceClaim), out var code) ? code : null;
    }
}
