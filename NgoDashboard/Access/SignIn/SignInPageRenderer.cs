using Microsoft.AspNetCore.Http.HttpResults;
using NgoDashboard.Access.Keys;
using NgoDashboard.Figures.Codes;

namespace NgoDashboard.Access.SignIn;

/// <summary>Why the sign-in page refused a key. The code is part of the key of its sentence.</summary>
public enum SignInProblem
{
    [Code("WrongKey")] WrongKey,
    [Code("TooManyAttempts")] TooManyAttempts,
    [Code("StaleForm")] FormExpired,
    [Code("WrongRole")] WrongRole,
}

/// <summary>A key from a link that was opened in a browser signed in with another key.</summary>
/// <param name="Key">The secret, for the form that confirms the switch.</param>
public sealed record KeySwitchOffer(string Label, string Key);

/// <summary>What the sign-in page shows.</summary>
/// <param name="ReturnUrl">Where to go after sign-in; a local address or null.</param>
/// <param name="CurrentKey">The key that the browser is signed in with; null if it is not.</param>
/// <param name="KeySwitch">The key that replaces the current one if the person confirms.</param>
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

/// <summary>Renders the sign-in page, a component of a room below, whose type is passed in. Its one parameter is View.</summary>
sealed class SignInPageRenderer(Type page)
{
    public IResult RenderPage(SignInView view) => new RazorComponentResult(page, new Dictionary<string, object?> { ["View"] = view })
    {
        StatusCode = view.StatusCode,
        PreventStreamingRendering = true,
    };
}
