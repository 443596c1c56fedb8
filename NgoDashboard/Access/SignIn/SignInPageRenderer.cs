using Microsoft.AspNetCore.Http.HttpResults;
using NgoDashboard.Access.Keys;

namespace NgoDashboard.Access.SignIn;

public enum SignInProblem
{
    WrongKey,
    TooManyAttempts,
    StaleForm,
    WrongRole,
}

/// <summary>A key that a link brought to a browser which has another one already.</summary>
/// <param name="Key">The secret, for the form by which the person says yes.</param>
public sealed record KeySwitchOffer(string Label, string Key);

/// <summary>What the page of the entrance shows.</summary>
/// <param name="ReturnUrl">Where to go once inside; a local address or null.</param>
/// <param name="CurrentKey">The key that the browser is signed in with, where it is.</param>
/// <param name="KeySwitch">Asked about before it takes the place of the holder's.</param>
public sealed record SignInView(SignInProblem? Problem, string? ReturnUrl, AccessKey? CurrentKey = null, KeySwitchOffer? KeySwitch = null)
{
    public int StatusCode => Problem switch
    {
        null => StatusCodes.Status200OK,
        SignInProblem.WrongKey => StatusCodes.Status401Unauthorized,
        SignInProblem.TooManyAttempts => StatusCodes.Status429TooManyRequests,
        SignInProblem.WrongRole => StatusCodes.Status403Forbidden,
        _ => StatusCodes.Status400BadRequest,
    };
}

/// <summary>Draws the entrance with a component that this room does not know: it has one parameter, View.</summary>
sealed class SignInPageRenderer(Type page)
{
    public IResult RenderPage(SignInView view) => new RazorComponentResult(page, new Dictionary<string, object?> { ["View"] = view })
    {
        StatusCode = view.StatusCode,
        PreventStreamingRendering = true,
    };
}
