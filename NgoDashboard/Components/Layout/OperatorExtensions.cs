using System.Security.Claims;
using NgoDashboard.Access.Scope;
using NgoDashboard.Live;

namespace NgoDashboard.Components.Layout;

static class OperatorExtensions
{
    /// <summary>Whoever is signed in, as the desk knows them.</summary>
    public static Operator ToOperator(this ClaimsPrincipal user) => new(user.KeyId ?? "", user.KeyLabel);
}
