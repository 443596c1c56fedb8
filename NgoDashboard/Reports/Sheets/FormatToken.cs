namespace NgoDashboard.Reports.Sheets;

/// <summary>What a part of a number format's code is.</summary>
enum FormatTokenKind
{
    /// <summary>A placeholder of a digit, a letter of a date, a separator or a sign: one character.</summary>
    Character,

    /// <summary>Text that is shown as it is.</summary>
    Literal,

    /// <summary>The content of square brackets: a currency, a condition, a colour, hours that exceed a day.</summary>
    Bracket,

    /// <summary>A blank as wide as a character, or a character that fills the cell.</summary>
    Padding,

    /// <summary>The word General: as few digits as the number needs.</summary>
    General,

    /// <summary>The semicolon between the sections of positive numbers, negative ones, zero and text.</summary>
    SectionEnd,
}

/// <summary>A part of a number format's code (ECMA-376, part 1, 18.8.31).</summary>
readonly record struct FormatToken(FormatTokenKind Kind, string Text)
{
    const string General = nameof(General);

    public static IEnumerable<FormatToken> ParseAll(string code)
    {
        for (var i = 0; i < code.Length; i++)
        {
            switch (code[i])
            {
                case '"':
                    var quoteEnd = IndexOfOrEnd(code, '"', i + 1);
                    yield return new(FormatTokenKind.Literal, code[(i + 1)..quoteEnd]);
                    i = quoteEnd;
                    break;
                case '[':
                    var bracketEnd = IndexOfOrEnd(code, ']', i + 1);
                    yield return new(FormatTokenKind.Bracket, code[(i + 1)..bracketEnd]);
                    i = bracketEnd;
                    break;
                case '\\' when i + 1 < code.Length:
                    yield return new(FormatTokenKind.Literal, code[++i].ToString());
                    break;
                case '_' or '*':
                    yield return new(FormatTokenKind.Padding, code[i] == '_' ? " " : "");
                    i++;
                    break;
                case ';':
                    yield return new(FormatTokenKind.SectionEnd, "");
                    break;
                case 'G' or 'g' when code.AsSpan(i).StartsWith(General, StringComparison.OrdinalIgnoreCase):
                    yield return new(FormatTokenKind.General, "");
                    i += General.Length - 1;
                    break;
                default:
                    yield return new(FormatTokenKind.Character, code[i].ToString());
                    break;
            }
        }
    }

    static int IndexOfOrEnd(string code, char sign, int start)
    {
        var index = code.IndexOf(sign, start);
        return index < 0 ? code.Length : index;
    }
}
