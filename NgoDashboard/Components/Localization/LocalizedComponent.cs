using Microsoft.AspNetCore.Components;
using NgoDashboard.Language;

namespace NgoDashboard.Components.Localization;

/// <summary>Base of all components: the language that they are rendered in, and its texts.</summary>
public abstract class LocalizedComponent : ComponentBase
{
    /// <summary>Read once, when the component is made: a page never changes its language, it is loaded anew in another.</summary>
    protected DisplayLanguage Language { get; } = AmbientLanguage.Current;

    protected Words Words => Language.Words;

    protected DisplayNames DisplayNames => Language.DisplayNames;

    protected Numbers Numbers => Language.Numbers;
}
