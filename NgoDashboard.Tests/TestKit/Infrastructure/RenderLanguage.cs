using NgoDashboard.Components.Localization;
using NgoDashboard.Language;

namespace NgoDashboard.Tests.TestKit.Infrastructure;

/// <summary>Renders components in another language than that of the tests.</summary>
static class RenderLanguage
{
    public static T RenderIn<T>(this DisplayLanguage language, Func<T> render)
    {
        var before = AmbientLanguage.Current;
        AmbientLanguage.Set(language);
        try
        {
            return render();
        }
        finally
        {
            AmbientLanguage.Set(before);
        }
    }
}
