using System.Reflection;
using NgoDashboard.Figures.Codes;
using NgoDashboard.Figures.Cube;
using NgoDashboard.Live.Attendance;
using NgoDashboard.Meeting.Points;
using NgoDashboard.Reports.Account;
using NgoDashboard.Reports.Review;
using NgoDashboard.Tests.Architecture;

namespace NgoDashboard.Tests.Figures.Codes;

public sealed class EnumCodesTests
{
    /// <summary>All enums of which a member has a code: they leave the process or are stored.</summary>
    static readonly Type[] CodedEnums =
        [.. CompiledCode.Types.Where(type => type.IsEnum && MembersOf(type).Any(member => member.GetCustomAttribute<CodeAttribute>() is not null))];

    /// <summary>Lists whose order is shown, or decides: in place of the order of the members.</summary>
    public static TheoryData<Type, Array> OrderedLists => new()
    {
        { typeof(Measure), MeasureRules.All.ToArray() },
        { typeof(Unit), UnitRules.All.ToArray() },
        { typeof(Qualifier), QualifierRules.All.ToArray() },
        { typeof(PointKind), PointKinds.All.ToArray() },
        { typeof(PointState), PointStates.All.ToArray() },
        { typeof(RollCallBadgeContent), RollCallBadgeContents.All.ToArray() },
        { typeof(ReviewLineState), ReviewLineStates.All.ToArray() },
        { typeof(CellClass), CellClasses.All.ToArray() },
    };

    [Fact]
    public void Codes_OfAllMembers_AreThoseOfTheGoldenList() => Assert.Equal(
        GoldenCodes.All.Select(row => $"{row.Member.GetType().Name}.{row.Member} {row.Code}").Order(StringComparer.Ordinal),
        CodedEnums.SelectMany(type => MembersOf(type).Select(member => $"{type.Name}.{member.Name} {CodeOf(member)}")).Order(StringComparer.Ordinal));

    [Fact]
    public void Codes_OfOneEnum_AreDistinct() => Assert.All(
        CodedEnums, type => Assert.Distinct(MembersOf(type).Select(CodeOf)));

    [Fact]
    public void Code_OfEveryMember_IsReadBackAsThatMember() => Assert.All(GoldenCodes.All, row =>
    {
        var roundTrip = typeof(EnumCodesTests).GetMethod(nameof(RoundTrip), BindingFlags.NonPublic | BindingFlags.Static)!
            .MakeGenericMethod(row.Member.GetType());
        Assert.Equal(row.Member, roundTrip.Invoke(null, [row.Member]));
    });

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("Jump")]
    [InlineData("66")]
    public void Parsing_OfANameOrANumber_Fails(string? code) => Assert.False(EnumCodes.TryParse(code, out NgoDashboard.Figures.Edits.FindingKind _));

    [Theory]
    [MemberData(nameof(OrderedLists))]
    public void List_OfAnEnum_HasEveryMemberOnce(Type type, Array list)
    {
        Assert.Distinct(list.Cast<object>());
        Assert.Equal(Enum.GetValues(type).Cast<object>().ToHashSet(), list.Cast<object>().ToHashSet());
    }

    static T RoundTrip<T>(T member)
        where T : struct, Enum => EnumCodes.TryParse(member.ToCode(), out T read) ? read : throw new InvalidDataException($"{member} is not read back.");

    static FieldInfo[] MembersOf(Type type) => type.GetFields(BindingFlags.Public | BindingFlags.Static);

    static string? CodeOf(FieldInfo member) => member.GetCustomAttribute<CodeAttribute>()?.Code;
}
