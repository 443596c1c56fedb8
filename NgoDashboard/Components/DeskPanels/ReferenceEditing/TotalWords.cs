using NgoDashboard.Figures.Cube;
using NgoDashboard.Language;

namespace NgoDashboard.Components.DeskPanels.ReferenceEditing;

/// <summary>A total in one line of the desk's pages, with the number of its parts.</summary>
static class TotalWords
{
    /// <summary>"18,2 triệu USD (7/9 phần)"; "chưa công bố".</summary>
    public static string Describe(Total total, DisplayLanguage language) => total switch
    {
        { Value: not { } } => language.Words.Subject["unpublished"],
        { Kind: TotalKind.Partial, Value: { } value } => language.Words.Reference[
            "partial", language.Numbers.FormatScaled(value, total.Qualifier), total.KnownPartCount, total.PartCount],
        { Kind: TotalKind.Summed, PartCount: > 1, Value: { } value } => language.Words.Reference[
            "summed", language.Numbers.FormatScaled(value, total.Qualifier), total.PartCount],
        { Value: { } value } => language.Numbers.FormatScaled(value, total.Qualifier),
    };
}
