using System.Security.Claims;
using NgoDashboard.Access.Scope;
using NgoDashboard.Live;

namespace NgoDashboard.Components.Layout;

static class OperatorExtensions
{
    /// <summary>The signed-in user as an operator.</summary>
    public static Operator ToOperator(this ClaimsPrincipal user) => new(user.KeyId ?? "", user.KeyLabel);
}
