using NgoDashboard.Access.Scope;
using NgoDashboard.Access.SignIn;
using NgoDashboard.Storage.Engine;

namespace NgoDashboard.Access.Middleware;

/// <summary>
/// A request writes with the key that it came with, and only while that is live: also where it was on its way when the key was
/// revoked. It is answered as if it had come afterwards.
/// </summary>
static class LiveKeyMiddleware
{
    public static void UseLiveKeys(this IApplicationBuilder app) => app.Use(async (context, next) =>
    {
        // Screens write nothing, and there are thousands: the mark would be carried along with every message of theirs.
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
