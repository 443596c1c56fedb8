using System.Security.Claims;
using NgoDashboard.Access;
using NgoDashboard.Live;

namespace NgoDashboard.Components.Layout;

static class Operators
{
    /// <summary>Whoever is signed in, as the desk knows them.</summary>
    public static Operator Operator(this ClaimsPrincipal user) => new(user.KeyId ?? "", user.Who);
}
