using System.Reflection;
using System.Security.Claims;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using NgoDashboard.Access;
using NgoDashboard.Access.Circuits;
using NgoDashboard.Access.Keys;
using NgoDashboard.Access.Scope;
using NgoDashboard.Api;
using NgoDashboard.Api.FigureData;
using NgoDashboard.Api.Inbox;
using NgoDashboard.Api.Pages;
using NgoDashboard.Api.Stage;
using NgoDashboard.Components.Layout;
using NgoDashboard.Components.ProvincePages;
using NgoDashboard.Components.ProvincePanels;
using NgoDashboard.Components.Scenes.ProvinceStrips;
using NgoDashboard.Components.Shared;
using NgoDashboard.Figures.Cube;
using NgoDashboard.Live.Inbox;
using NgoDashboard.Live.State;

namespace NgoDashboard.Tests.Architecture;

/// <summary>
/// Code that serves officers of provinces reaches <see cref="ReadableFigures"/> and a <see cref="ProvinceInbox"/> of the signed-in key, and
/// nothing wider. Of every type in its chambers, with nested and generated ones, all is read that it names: fields, parameters, locals,
/// generic arguments and the signatures of what it calls. A chain such as <c>a.B.C</c> names the types of B and C.
/// </summary>
public sealed class ProvinceReachTests
{
    static readonly string[] Chambers =
    [
        typeof(ProvincePage).Namespace!, typeof(FigureTable).Namespace!, typeof(ProvinceStrip).Namespace!, typeof(FiguresEndpoints).Namespace!,
        typeof(AttachmentEndpoints).Namespace!,
    ];

    /// <summary>Types from which a reader could reach more than it may read, and why.</summary>
    static readonly Dictionary<Type, string> WiderTypes = new()
    {
        [typeof(Snapshot)] = "all figures of a version",
        [typeof(Totals)] = "totals of a snapshot",
        [typeof(ProvinceRanking)] = "ranks of all provinces",
        [typeof(Reconciliation)] = "sums of a snapshot",
        [typeof(BriefingState)] = "has the snapshot",
        [typeof(LiveBriefing)] = "has the state on air, and the newest one behind held screens",
        [typeof(LiveComponent)] = "has the briefing",
        [typeof(DeskComponent)] = "has the newest briefing",
        [typeof(DraftComponent)] = "has the drafts too",
        [typeof(FigureHistory)] = "the journal's history of any figure; ReadableFigureHistory asks first",
        [typeof(OperatorExtensions)] = "an operator can act at the desk; ReaderComponent makes the officer's inbox",
        [typeof(Keyring)] = "all keys",
        [typeof(KeyIssuer)] = "all keys",
        [typeof(PointLinks)] = "the secrets of all bridge points",
        [typeof(KeyCircuits)] = "the circuits of all keys",
        [typeof(ClaimsIdentity)] = "an identity of another key could be made up",
        [typeof(IServiceProvider)] = "gives every service",
        [typeof(ServiceProviderServiceExtensions)] = "as above",
    };

    /// <summary>Of these namespaces only <see cref="AllowedTypes"/>.</summary>
    static readonly Dictionary<string, string> WiderNamespaces = new()
    {
        ["NgoDashboard.Live"] = "the running meeting",
        ["NgoDashboard.Storage"] = "all that is stored",
        ["NgoDashboard.Screens"] = "what is sent to all screens",
        ["NgoDashboard.Components.DeskPanels"] = "parts of the desk show everything",
        ["NgoDashboard.Components.Export"] = "documents of the desk",
        ["NgoDashboard.Components.Pages"] = "pages of the desk",
    };

    static readonly Type[] AllowedTypes = [typeof(ProvinceInbox)];

    /// <summary>Endpoints for every key outside of the chambers, and why no figure of another province is reached there.</summary>
    static readonly Dictionary<Type, string> OpenToAllKeys = new()
    {
        [typeof(SignInEndpoints)] = "renews a cookie, without content",
        [typeof(StageEndpoints)] = "the scene that all screens show, without figures",
        [typeof(SceneFileEndpoints)] = "what all screens show; more for the desk alone, which SceneSelection.IsAllowedFor asks first",
        [typeof(ScenesPageEndpoints)] = "as above",
    };

    public static TheoryData<string> Samples => [.. typeof(Wide).GetNestedTypes(BindingFlags.NonPublic | BindingFlags.Public).Select(type => type.Name)];

    [Fact]
    public void Code_ForProvinces_NamesNothingWiderThanItsReaderMayRead() =>
        // As one text, because a list would be cut in the message.
        Assert.Equal("", string.Join('\n', ForProvinces.SelectMany(FindWiderTypes).Distinct()));

    [Fact]
    public void Code_ForProvinces_IsLookedAt()
    {
        var types = ForProvinces.ToArray();

        Assert.Superset(
            new HashSet<string>
            {
                nameof(ProvincePage), nameof(PairScreenPage), nameof(FigureTable), nameof(AmendmentForm), nameof(ProvinceStrip), nameof(FiguresQuery),
                nameof(FiguresEndpoints), nameof(FiguresCsv), nameof(ProvinceFormEndpoints), nameof(AttachmentEndpoints),
            },
            types.Select(type => type.Name).ToHashSet());
        Assert.Contains(types, type => type.Name.Contains("DisplayClass", StringComparison.Ordinal));
        Assert.All(Chambers, chamber => Assert.Contains(types, type => CompiledCode.GetOutermostType(type).Namespace == chamber));
    }

    [Theory]
    [MemberData(nameof(Samples))]
    public void Code_ThatReachesTheWholeState_IsFound(string sample) =>
        Assert.Contains(WithNested(typeof(Wide).GetNestedType(sample, BindingFlags.NonPublic | BindingFlags.Public)!), type => FindWiderTypes(type).Any());

    [Fact]
    public void Pages_OfTheProvincesPolicy_AreInTheChambers() =>
        Assert.Empty(
            from type in CompiledCode.Types
            where type.GetCustomAttributes<RouteAttribute>().Any()
            where !type.GetCustomAttributes<AuthorizeAttribute>().Any(attribute => attribute.Policy == Policies.Desk) && !IsForProvinces(type)
            select type.FullName);

    [Fact]
    public void Endpoints_ThatAProvinceMayCall_AreInTheChambersOrListed()
    {
        var open =
            from type in CompiledCode.Types
            // Which hands the policy to the pages and the hub of the screens, where what is on air is public.
            where type != typeof(ApiSetup)
            from method in CompiledCode.GetMethods(type)
            let operands = CompiledCode.ReadInstructions(method).Select(instruction => instruction.Operand).ToArray()
            where operands.Any(operand => operand is MethodBase { Name: nameof(AuthorizationEndpointConventionBuilderExtensions.RequireAuthorization) })
                  && operands.Any(operand => operand is Policies.Screen or Policies.Province)
            select CompiledCode.GetOutermostType(type);

        Assert.Equal(
            OpenToAllKeys.Keys.Select(type => type.Name).Order(StringComparer.Ordinal),
            open.Where(type => !IsForProvinces(type)).Select(type => type.Name).Distinct().Order(StringComparer.Ordinal));
    }

    static IEnumerable<Type> ForProvinces => CompiledCode.Types.Where(IsForProvinces);

    static bool IsForProvinces(Type type) => Chambers.Contains(CompiledCode.GetOutermostType(type).Namespace);

    static IEnumerable<string> FindWiderTypes(Type type) =>
        from used in CompiledCode.GetReferencedTypes(type)
        let reason = FindReason(CompiledCode.GetOutermostType(used))
        where reason is not null
        select $"{type.FullName}: {used.Name} ({reason})";

    static string? FindReason(Type used) =>
        AllowedTypes.Contains(used) ? null
        : WiderTypes.TryGetValue(used, out var known) ? known
        : WiderNamespaces.FirstOrDefault(one =>
            used.Namespace == one.Key || used.Namespace?.StartsWith(one.Key + ".", StringComparison.Ordinal) == true).Value;

    static IEnumerable<Type> WithNested(Type type) =>
        type.GetNestedTypes(BindingFlags.NonPublic | BindingFlags.Public).SelectMany(WithNested).Prepend(type);

    /// <summary>What code for a province must not do, one way in each class.</summary>
#pragma warning disable CA1812, CA1823, CS0169, CS0649, IDE0044, IDE0051, IDE0060
    static class Wide
    {
        sealed class InAField
        {
            Snapshot? held;
        }

        sealed class InAParameter
        {
            static void Read(BriefingState state)
            {
            }
        }

        sealed class InALocal
        {
            static long? Read(object given)
            {
                var state = given as BriefingState;
                return state?.Version;
            }
        }

        sealed class InACallOfACall
        {
            static long Read(OnAirHolder holder) => holder.Air.Newest.Version;
        }

        sealed class InAClosure
        {
            static Func<object?> Read(object given) => () => given is Snapshot;
        }

        sealed class InAStateMachine
        {
            static async Task<object?> Read(Task<object> given) => (await given) as BriefingState;
        }

        sealed class InAGenericArgument
        {
            static object? Read(IServiceCollection services) => services.AddSingleton<List<Snapshot>>();
        }

        sealed class AsAnInboxOfAll
        {
            static int Count(Amendments amendments) => amendments.All.Count;
        }

        sealed class AsABase : DeskComponent;
    }
#pragma warning restore CA1812, CA1823, CS0169, CS0649, IDE0044, IDE0051, IDE0060

    sealed record OnAirHolder(LiveBriefing Air);
}
