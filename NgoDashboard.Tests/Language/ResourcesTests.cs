using System.Globalization;
using System.Reflection;
using System.Reflection.Emit;
using System.Resources;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Components.Rendering;
using NgoDashboard.Figures.Codes;
using NgoDashboard.Figures.Cube;
using NgoDashboard.Figures.Edits;
using NgoDashboard.Language;
using NgoDashboard.Storage.Disk;
using NgoDashboard.Tests.Architecture;
using NgoDashboard.Tests.TestKit.Infrastructure;

namespace NgoDashboard.Tests.Language;

/// <summary>Every text is in the resources, in both languages, and every text in the resources is used.</summary>
public sealed partial class ResourcesTests
{
    static readonly string[] ReadAttributes = ["title", "aria-label", "alt", "placeholder", "Label", "Placeholder", "HelperText", "Text", "Title"];

    /// <summary>Names of languages are always written in their own language.</summary>
    static readonly string[] LanguageNames = ["Tiếng Việt", "English"];

    /// <summary>Keys that the program composes from values of enums.</summary>
    static readonly Dictionary<string, string[]> ComposedKeys = new()
    {
        ["Findings"] = [.. Enum.GetValues<FindingKind>().Select(kind => kind.ToCode())],
        ["Storage"] = [.. Enum.GetValues<StorageProblem>().Where(problem => problem != StorageProblem.Unknown).Select(problem => problem.ToCode())],
        ["Subject"] =
        [
            .. Enum.GetValues<Magnitude>().Where(magnitude => magnitude != Magnitude.One).SelectMany(magnitude => ((Unit[])[Unit.Usd, Unit.Vnd])
                .Select(unit => $"{magnitude.ToCode()}-{unit.ToCode()}")).Where(key => key != "trillion-USD"),
        ],
    };

    public static TheoryData<string> Sets => [.. DisplayLanguage.Vietnamese.Words.All.Select(words => words.Name)];

    [Fact]
    public void Sets_OfWords_AreAllInTheList() =>
        Assert.Equal(
            CompiledCode.Assembly.GetManifestResourceNames().Where(name => name.EndsWith(".resources", StringComparison.Ordinal)).Select(name => name.Split('.')[^2]).Order(),
            DisplayLanguage.Vietnamese.Words.All.Select(words => words.Name).Order());

    [Theory]
    [MemberData(nameof(Sets))]
    public void Words_OfASet_AreThereInBothLanguages(string set)
    {
        var (vietnamese, english) = (Texts(set, ""), Texts(set, "en"));

        Assert.NotEmpty(vietnamese);
        Assert.Equal(vietnamese.Keys.Order(), english.Keys.Order());
        Assert.Empty(vietnamese.Concat(english).Where(text => string.IsNullOrWhiteSpace(text.Value)).Select(text => text.Key));
    }

    [Theory]
    [MemberData(nameof(Sets))]
    public void Placeholders_OfASet_AgreeBetweenTheLanguages(string set)
    {
        var english = Texts(set, "en");

        Assert.Empty(Texts(set, "").Where(text => PlaceholdersOf(text.Value) != PlaceholdersOf(english[text.Key])).Select(text => $"{text.Key}: {text.Value} | {english[text.Key]}"));
    }

    [Fact]
    public void Keys_NamedInTheSources_Exist() =>
        Assert.Empty(Uses.Where(use => use.Pattern is not null && !Texts(use.Set, "").Keys.Any(key => Regex.IsMatch(key, use.Pattern))).Select(use => $"{use.File}: Words.{use.Set}[{use.Key}]"));

    [Theory]
    [MemberData(nameof(Sets))]
    public void Keys_OfASet_AreAllUsed(string set)
    {
        var patterns = Uses.Where(use => use.Set == set).Select(use => use.Pattern).OfType<string>().ToArray();
        // If the key is a variable, any literal of the same file may be its value.
        var elsewhere = Uses.Where(use => use.Set == set && use.Pattern is null).Select(use => use.File).Distinct()
            .SelectMany(file => Literal().Matches(SourceFiles.All.Single(source => source.Path == file).Text).Select(match => match.Groups[1].Value));
        var whole = ComposedKeys.GetValueOrDefault(set, []).Concat(elsewhere).ToHashSet();

        Assert.Empty(Texts(set, "").Keys.Where(key => !whole.Contains(key) && !patterns.Any(pattern => Regex.IsMatch(key, pattern))).Order());
    }

    [Theory]
    [InlineData("Findings")]
    [InlineData("Storage")]
    [InlineData("Subject")]
    public void Keys_MadeByTheProgram_Exist(string set) => Assert.Empty(ComposedKeys[set].Except(Texts(set, "").Keys));

    [Fact]
    public void Components_ShowNoTextOfTheirOwn()
    {
        var found = new List<string>();
        foreach (var type in CompiledCode.Types.Where(type => type.Namespace?.StartsWith("NgoDashboard.Components", StringComparison.Ordinal) == true))
        {
            foreach (var method in CompiledCode.GetMethods(type))
                found.AddRange(ShownTexts(method).Where(text => !LanguageNames.Contains(text)).Select(text => $"{CompiledCode.GetOutermostType(type).Name}: {text}"));
        }

        Assert.Empty(found);
    }

    [Fact]
    public void Code_BehindWhatIsShown_HoldsNoVietnameseText()
    {
        string[] rooms = ["NgoDashboard.Components", "NgoDashboard.Screens", "NgoDashboard.Live", "NgoDashboard.Access"];
        var found =
            from type in CompiledCode.Types
            where rooms.Any(room => CompiledCode.GetOutermostType(type).Namespace?.StartsWith(room, StringComparison.Ordinal) == true)
            from method in CompiledCode.GetMethods(type)
            from instruction in CompiledCode.ReadInstructions(method)
            let text = instruction.Operand as string
            where text is not null && !LanguageNames.Contains(text) && text.Any(c => c > 0x7f && char.IsLetter(c))
            select $"{CompiledCode.GetOutermostType(type).Name}: {text}";

        Assert.Empty(found);
    }

    /// <summary>String literals that the compiled markup writes as text or as an attribute that users read.</summary>
    static IEnumerable<string> ShownTexts(MethodBase method)
    {
        string? before = null, last = null;
        foreach (var (code, operand) in CompiledCode.ReadInstructions(method))
        {
            if (operand is string text)
            {
                (before, last) = (last, text);
                continue;
            }

            if (code != OpCodes.Callvirt && code != OpCodes.Call)
                continue;
            // Skip the TypeCheck call that Razor puts around component parameters.
            if (operand is MethodInfo { Name: "TypeCheck" })
                continue;
            if (operand is MethodInfo { DeclaringType: var owner, Name: var name } && owner == typeof(RenderTreeBuilder))
            {
                if (name == nameof(RenderTreeBuilder.AddMarkupContent) && last is not null)
                {
                    foreach (var written in Tags().Split(last).Concat(MarkupAttributes().Matches(last).Select(match => match.Groups[1].Value)))
                    {
                        if (HasLetters(written))
                            yield return written.Trim();
                    }
                }
                else if (name == nameof(RenderTreeBuilder.AddContent) && HasLetters(last))
                {
                    yield return last!.Trim();
                }
                else if (name is nameof(RenderTreeBuilder.AddAttribute) or nameof(RenderTreeBuilder.AddComponentParameter) && ReadAttributes.Contains(before) && HasLetters(last))
                {
                    yield return last!;
                }
            }

            (before, last) = (null, null);
        }
    }

    static bool HasLetters(string? text) => text?.Any(char.IsLetter) == true;

    static Dictionary<string, string> Texts(string set, string language)
    {
        var culture = language.Length == 0 ? CultureInfo.InvariantCulture : CultureInfo.GetCultureInfo(language);
        var resources = new ResourceManager($"NgoDashboard.Language.{set}", CompiledCode.Assembly).GetResourceSet(culture, createIfNotExists: true, tryParents: false)!;
        return resources.Cast<System.Collections.DictionaryEntry>().ToDictionary(entry => (string)entry.Key, entry => (string)entry.Value!);
    }

    static string PlaceholdersOf(string text) => string.Join(' ', Placeholder().Matches(text).Select(match => match.Value).Distinct().Order());

    /// <summary>
    /// Every <c>Words.Set[…]</c> in the sources, with a pattern of the possible keys; null if the key is a variable.
    /// </summary>
    static IReadOnlyList<(string File, string Set, string Key, string? Pattern)> Uses { get; } = [.. SourceFiles.All.SelectMany(file => UsesIn(file.Path, file.Text))];

    static IEnumerable<(string File, string Set, string Key, string? Pattern)> UsesIn(string file, string text)
    {
        foreach (Match start in Opening().Matches(text))
        {
            var key = FirstArgument(text, start.Index + start.Length);
            var literals = Literal().Matches(key).ToArray();
            if (literals.Length == 0)
                yield return (file, start.Groups[1].Value, key, null);
            foreach (var literal in literals)
            {
                var pattern = string.Concat(Hole().Split(literal.Groups[1].Value).Select((part, i) => i == 0 ? Regex.Escape(part) : "[^ ]+" + Regex.Escape(part)));
                // "{magnitude}-{unit}" would match any key; see ComposedKeys.
                var isComposed = Hole().Replace(literal.Groups[1].Value, "") == "-";
                yield return (file, start.Groups[1].Value, key, isComposed ? null : $"^{pattern}$");
            }
        }
    }

    /// <summary>The text up to the comma or bracket that ends the argument, including nested brackets.</summary>
    static string FirstArgument(string text, int from)
    {
        var depth = 0;
        var quoted = false;
        for (var at = from; at < text.Length; at++)
        {
            if (text[at] == '"')
                quoted = !quoted;
            if (text[at] is '(' or '[' or '{')
                depth++;
            if (depth == 0 && !quoted && text[at] is ',' or ']' && depth == 0)
                return text[from..at];
            if (text[at] is ')' or ']' or '}')
                depth--;
        }

        return text[from..];
    }

    [GeneratedRegex(@"\{\d+[^}]*\}")]
    private static partial Regex Placeholder();

    [GeneratedRegex(@"\bWords\.([A-Z]\w+)\[")]
    private static partial Regex Opening();

    [GeneratedRegex("\"([^\"]*)\"")]
    private static partial Regex Literal();

    [GeneratedRegex(@"\{[^}]*\}")]
    private static partial Regex Hole();

    [GeneratedRegex("<[^>]*>")]
    private static partial Regex Tags();

    [GeneratedRegex("(?:title|aria-label|alt|placeholder)=\"([^\"]*)\"")]
    private static partial Regex MarkupAttributes();
}
