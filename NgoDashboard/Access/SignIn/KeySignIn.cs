using NgoDashboard.Access.Keys;
using NgoDashboard.Access.Scope;

namespace NgoDashboard.Access.SignIn;

/// <summary>Signs a browser in with a valid key, and limits failed attempts by address.</summary>
sealed class KeySignIn(Keyring keyring, FailedAttempts attempts, SignInPageRenderer pages, StartupLinksFile firstLinks)
{
    public IResult ShowPage(HttpContext context, SignInView view) =>
        pages.RenderPage(view with { CurrentKey = keyring.FindLive(context.User.KeyId) });

    /// <param name="insteadOf">
    /// Id of the present key that the person agreed to replace; a link replaces none, so that the page asks first.
    /// </param>
    public async Task<IResult> SignInWithKey(HttpContext context, string? secret, string? back, string? insteadOf)
    {
        if (keyring.FindBySecret(secret) is { } key)
        {
            if (context.User.KeyId is { } held && held != key.Id && held != insteadOf && keyring.FindLive(held) is not null)
                return ShowPage(context, new(null, back) { KeySwitch = new(key.Label, secret!.Trim()) });
            await KeyCookie.SignIn(context, key);
            // The screen's link may be opened first, and then the file must still hold the desk's.
            if (key.Role == Roles.Desk)
                firstLinks.RemoveOnceUsed(secret!.Trim());
            return Results.LocalRedirect(back ?? Roles.StartPageFor(key.Role));
        }

        if (attempts.RecordFailure(context.Connection.RemoteIpAddress) is not { } wait)
            return ShowPage(context, new(SignInProblem.WrongKey, back));
        context.Response.SetRetryAfter(wait);
        return ShowPage(context, new(SignInProblem.TooManyAttempts, back));
    }
}
