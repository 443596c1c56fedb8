using NgoDashboard.Access.Scope;
using NgoDashboard.Access.SignIn;
using NgoDashboard.Storage.Engine;

namespace NgoDashboard.Access.Middleware;

/// <summary>
/// Sets the key of a request as the acting one, so that it writes only while the key is live. If the key is revoked during the request,
/// it gets the same answer (401) as a later request.
/// </summary>
static class LiveKeyMiddleware
{
    public static void UseLiveKeys(this IApplicationBuilder app) => app.Use(async (context, next) =>
    {
        // Not for screens: they write nothing, and the AsyncLocal would cost thousands of connections a copy with every message.
        if (context.User.Role is Roles.Desk or Roles.Province)
            ActingKey.SetId(context.User.KeyId);
        try
        {
            await next(context);
        }
        catch (KeyRevokedException) when (!context.Response.HasStarted)
        {
            await AuthProblems.WriteUnauthorized(context);
        }
    });
}
