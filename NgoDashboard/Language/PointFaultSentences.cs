using NgoDashboard.Figures.Codes;
using NgoDashboard.Meeting.Points;

namespace NgoDashboard.Language;

/// <summary>Errors of bridge points as sentences.</summary>
public static class PointFaultSentences
{
    public static string ToSentence(this PointFault fault, DisplayLanguage language) =>
        language.Words.Points[$"fault-{fault.Kind.ToCode()}", [.. fault.Args]];
}
