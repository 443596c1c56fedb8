using System.Reflection;
using System.Text.RegularExpressions;
using NgoDashboard.Reports.Sheets;
using NgoDashboard.Reports.Values;
using NgoDashboard.Tests.TestKit.Infrastructure;

namespace NgoDashboard.Tests.Architecture;

/// <summary>
/// docs/glossary.md leads from the words of the interface to the code, so it must name every enum member of the subject, and nothing that
/// was renamed or deleted since.
/// </summary>
public sealed partial class GlossaryTests
{
    const BindingFlags AnyMember = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static | BindingFlags.Instance;

    static readonly string[] SubjectRooms = ["Figures", "Meeting", "Live", "Reports", "Storage", "Access"];

    /// <summary>Enums of those rooms that no officer, operator or auditor meets, each with the reason.</summary>
    static readonly Dictionary<Type, string> TechnicalEnums = new()
    {
        [typeof(CellKind)] = "What a workbook says of a cell. The interface shows the cell itself.",
        [typeof(QuoteFault)] = "Each becomes a PointFaultKind, which is in the glossary.",
        [typeof(NumberProblem)] = "Each becomes a ReportFindingKind, which is in the glossary.",
    };

    static readonly GlossaryRow[] Rows = [.. File.ReadLines(GetGlossaryPath()).Select(ParseRow).OfType<GlossaryRow>()];

    [Fact]
    public void Enums_OfTheSubject_AreInTheGlossaryOrTechnicalWithAReason()
    {
        var named = Rows.Select(row => row.Code.Split('.')[0]).ToHashSet(StringComparer.Ordinal);

        Assert.Empty(SubjectEnums
            .Where(type => !named.Contains(type.Name) && !TechnicalEnums.ContainsKey(type))
            .Select(type => type.FullName));
    }

    [Fact]
    public void Members_OfTheSubjectsEnums_AreInTheGlossary()
    {
        var codes = Rows.Select(row => row.Code).ToHashSet(StringComparer.Ordinal);
        var missing = SubjectEnums.Where(type => !TechnicalEnums.ContainsKey(type))
            .SelectMany(type => Enum.GetNames(type).Select(member => $"{type.Name}.{member}"))
            .Where(member => !codes.Contains(member));

        Assert.Empty(missing);
    }

    [Fact]
    public void CodeWords_OfTheGlossary_Exist() => Assert.Empty(Rows.Where(row => !Exists(row.Code)).Select(row => row.Code));

    [Fact]
    public void CodeWords_OfTheGlossary_StandOnce() =>
        Assert.Empty(Rows
            .Where(row => row.Code.Contains('.', StringComparison.Ordinal))
            .GroupBy(row => row.Code)
            .Where(group => group.Count() > 1)
            .Select(group => group.Key));

    [Fact]
    public void Rows_OfTheGlossary_HaveAWordAndAMeaning()
    {
        Assert.NotEmpty(Rows);
        Assert.Empty(Rows.Where(row => row.Vietnamese.Length == 0 || row.Meaning.Length == 0).Select(row => row.Code));
    }

    [Fact]
    public void TechnicalEnums_OfTheList_AreOfTheSubjectsRoomsAndNotInTheGlossary()
    {
        Assert.Empty(TechnicalEnums.Keys.Except(SubjectEnums).Select(type => type.FullName));
        Assert.Empty(TechnicalEnums.Keys
            .Where(type => Rows.Any(row => row.Code.Split('.')[0] == type.Name))
            .Select(type => type.FullName));
    }

    [Fact]
    public void HeldPicture_InTheGlossary_LeadsToTheCover() =>
        Assert.Contains(Rows, row => row.Code == "Cover.Held" && row.Vietnamese.Equals("giữ hình", StringComparison.OrdinalIgnoreCase));

    static IEnumerable<Type> SubjectEnums =>
        CompiledCode.Types.Where(type =>
            type is { IsEnum: true, IsVisible: true }
            && type.Namespace?.Split('.') is ["NgoDashboard", var room, ..]
            && SubjectRooms.Contains(room));

    /// <summary>A type by its name, or a member of one: "Desk", "Desk.Take".</summary>
    static bool Exists(string code)
    {
        var parts = code.Split('.');
        return CompiledCode.Types.Any(type =>
            type.Name == parts[0]
            && type.Namespace?.StartsWith("NgoDashboard", StringComparison.Ordinal) == true
            && (parts.Length == 1 || type.GetMember(parts[1], AnyMember).Length > 0));
    }

    /// <returns>Null for what is no row: text, the head of a table, the line below it.</returns>
    static GlossaryRow? ParseRow(string line)
    {
        if (!line.StartsWith('|')
            || line.StartsWith("|---", StringComparison.Ordinal)
            || line.StartsWith("| Tiếng Việt |", StringComparison.Ordinal))
        {
            return null;
        }

        return RowPattern().Match(line) is { Success: true } match
            ? new(match.Groups["vietnamese"].Value, match.Groups["code"].Value, match.Groups["meaning"].Value)
            : throw new InvalidDataException($"docs/glossary.md: not a row with a word, one code word and a meaning: {line}");
    }

    static string GetGlossaryPath() => Path.Combine(SourceFiles.ProjectFolder, "..", "docs", "glossary.md");

    [GeneratedRegex(@"^\| *(?<vietnamese>[^|]*?) *\| *`(?<code>\w+(\.\w+)?)` *\| *(?<meaning>[^|]*?) *\|$", RegexOptions.ExplicitCapture)]
    private static partial Regex RowPattern();

    sealed record GlossaryRow(string Vietnamese, string Code, string Meaning);
}
