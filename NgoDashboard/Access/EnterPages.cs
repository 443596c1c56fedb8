using Microsoft.AspNetCore.Http.HttpResults;

namespace NgoDashboard.Access;

public enum EnterProblem
{
    WrongKey,
    TooManyAttempts,
    StaleForm,
    WrongRole,
}

/// <summary>A key that a link brought to a browser which has another one already.</summary>
/// <param name="Key">The secret, for the form by which the person says yes.</param>
public sealed record OfferedKey(string Label, string Key);

/// <summary>What the page of the entrance shows.</summary>
/// <param name="Return">Where to go once inside; a local address or null.</param>
/// <param name="Holder">The key that the browser is signed in with, where it is.</param>
/// <param name="Offered">Asked about before it takes the place of the holder's.</param>
public sealed record EnterView(EnterProblem? Problem, string? Return, AccessKey? Holder = null, OfferedKey? Offered = null)
{
    public int Status => Problem switch
    {
        null => StatusCodes.Status200OK,
        EnterProblem.WrongKey => StatusCodes.Status401Unauthorized,
        EnterProblem.TooManyAttempts => StatusCodes.Status429TooManyRequests,
        EnterProblem.WrongRole => StatusCodes.Status403Forbidden,
        _ => StatusCodes.Status400BadRequest,
    };
}

/// <summary>Draws the entrance with a component that this room does not know: it has one parameter, View.</summary>
sealed class EnterPages(Type page)
{
    public IResult Show(EnterView view) => new RazorComponentResult(page, new Dictionary<string, object?> { ["View"] = view })
    {
        StatusCode = view.Status,
        PreventStreamingRendering = true,
    };
}
