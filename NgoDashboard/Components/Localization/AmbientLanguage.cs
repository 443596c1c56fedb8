using System.Globalization;
using NgoDashboard.Language;

namespace NgoDashboard.Components.Localization;

/// <summary>
/// The language of the components that are being rendered. Razor hands no request down to them, and MudBlazor reads the culture by
/// itself; therefore, and for components alone, it is the ambient culture.
/// </summary>
public static class AmbientLanguage
{
    /// <summary>Vietnamese for every culture that is not English.</summary>
    public static DisplayLanguage Current => DisplayLanguage.FromCode(CultureInfo.CurrentUICulture.TwoLetterISOLanguageName);

    /// <summary>For the rest of the current asynchronous flow.</summary>
    public static void Set(DisplayLanguage language) =>
        (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture) = (language.Culture, language.Culture);

    /// <summary>Sets it to the language of each request; a circuit has that of the request which opened it.</summary>
    public static void UseAmbientLanguage(this IApplicationBuilder app) => app.Use((context, next) =>
    {
        Set(context.GetLanguage());
        return next(context);
    });
}
