using System.Text;
using AngleSharp.Dom;
using NgoDashboard.Files.Text;

namespace NgoDashboard.Files.Html;

/// <summary>The text of elements as a page shows it.</summary>
static class HtmlText
{
    static readonly HashSet<string> Blocks = new(StringComparer.OrdinalIgnoreCase)
    {
        "p", "div", "h1", "h2", "h3", "h4", "h5", "h6", "li", "ul", "ol", "dl", "dt", "dd", "center", "pre", "blockquote", "section",
        "article", "header", "footer", "main", "form", "fieldset", "hr", "address", "table", "tr",
    };

    static readonly HashSet<string> Skipped = new(StringComparer.OrdinalIgnoreCase)
    {
        "script", "style", "head", "title", "template", "noscript", "select", "textarea", "object", "svg", "math",
    };

    public static bool IsBlock(IElement element) => Blocks.Contains(element.LocalName);

    /// <summary>Whether the page does not show the element.</summary>
    public static bool IsSkipped(IElement element) => Skipped.Contains(element.LocalName) || IsHidden(element);

    public static bool IsHidden(IElement element) =>
        element.HasAttribute("hidden")
        || (element.GetAttribute("style") is { } style
            && style.Replace(" ", "", StringComparison.Ordinal).Contains("display:none", StringComparison.OrdinalIgnoreCase));

    /// <summary>With line breaks where the page has them.</summary>
    public static string Read(IElement element, ReadingBudget reading)
    {
        var text = new StringBuilder();
        Append(text, element, reading);
        return text.ToString();
    }

    /// <summary>White space of the source is one blank; a blank that is not to be broken stays.</summary>
    public static void AppendCollapsed(StringBuilder text, string data)
    {
        foreach (var letter in data)
        {
            if (letter is not (' ' or '\t' or '\r' or '\n' or '\f'))
                text.Append(letter);
            else if (text.Length > 0 && text[^1] is not (' ' or '\n'))
                text.Append(' ');
        }
    }

    static void Append(StringBuilder text, IElement element, ReadingBudget reading)
    {
        foreach (var node in element.ChildNodes)
        {
            reading.CountStep(1);
            if (node is IText part)
            {
                AppendCollapsed(text, part.Data);
            }
            else if (node is IElement child && !IsSkipped(child))
            {
                var isLine = IsBlock(child) || child.LocalName == "br";
                if (isLine)
                    EndLine(text, isAlways: child.LocalName == "br");
                Append(text, child, reading);
                if (IsBlock(child))
                    EndLine(text, isAlways: false);
            }
        }
    }

    static void EndLine(StringBuilder text, bool isAlways)
    {
        while (text.Length > 0 && text[^1] == ' ')
            text.Length--;
        if (text.Length > 0 && (isAlways || text[^1] != '\n'))
            text.Append('\n');
    }
}
