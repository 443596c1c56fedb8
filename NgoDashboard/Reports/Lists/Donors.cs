using NgoDashboard.Figures.Text;
using NgoDashboard.Reports.Captions;
using NgoDashboard.Reports.Places;
using NgoDashboard.Reports.Questions;
using NgoDashboard.Reports.Resolution;
using NgoDashboard.Reports.Sheets;

namespace NgoDashboard.Reports.Lists;

/// <summary>
/// The organisations behind the names of a list. Names that may be one organisation are counted as one and asked about, and so are names
/// that are probably none: until they are settled the count is "about". What is settled is remembered for later lists.
/// </summary>
sealed class Donors(TableScope scope)
{
    /// <summary>Names are compared with each other, so in a list of very many only with their neighbours in order.</summary>
    const int MaxNeighbours = 200;

    readonly Dictionary<NameKey, (DonorName Name, SheetRow Row)> names = [];
    Dictionary<NameKey, (string? Organisation, bool IsSettled)>? resolved;

    /// <summary>Records the names of a cell.</summary>
    /// <returns>Their keys, for <see cref="Count"/>.</returns>
    public IReadOnlyList<NameKey> Add(string text, SheetRow row)
    {
        var keys = new List<NameKey>();
        foreach (var name in DonorName.ParseCell(text))
        {
            var key = NameKey.From(name.Written);
            names.TryAdd(key, (name, row));
            keys.Add(key);
        }

        return keys;
    }

    /// <summary>The number of organisations behind some names, and whether all of them are settled.</summary>
    public (int Count, bool IsSettled) Count(IReadOnlyCollection<NameKey> keys)
    {
        resolved ??= Resolve();
        var organisations = keys.Select(key => resolved[key].Organisation).OfType<string>().Distinct();
        return (organisations.Count(), keys.All(key => resolved[key].IsSettled));
    }

    Dictionary<NameKey, (string? Organisation, bool IsSettled)> Resolve()
    {
        var known = names.ToDictionary(entry => entry.Key, entry => FindSettled(entry.Value.Name));
        var groups = GroupVariants([.. names.Where(entry => known[entry.Key] is null && entry.Value.Name.Kind == DonorKind.Organisation)
            .Select(entry => entry.Value.Name)]);
        return names.ToDictionary(entry => entry.Key, entry => Resolve(entry.Value.Name, entry.Value.Row, known[entry.Key], groups));
    }

    /// <summary>What the desk has said of the name, earlier or in this review; null if nothing.</summary>
    string? FindSettled(DonorName name) => scope.Questions.FindAnswer(QuestionId(name)) ?? scope.Names.FindAliasTarget(ToAlias(name));

    (string? Organisation, bool IsSettled) Resolve(DonorName name, SheetRow row, string? settled, Dictionary<string, string> groups)
    {
        var whole = name.Kind == DonorKind.Organisation ? groups.GetValueOrDefault(name.Core, name.Core) : null;
        var isOpen = name.Kind == DonorKind.Other || name.IsFromList || groups.Values.Count(other => other == whole) > 1;
        if (settled is null && !isOpen)
            return (whole, true);
        var answer = Ask(name, row, whole);
        return answer switch
        {
            null => (whole, false),
            Question.LeaveOutAnswer => (null, true),
            Question.OwnNameAnswer => (name.Core, true),
            _ => (DonorName.ParseCell(answer).Select(other => other.Core).FirstOrDefault(), true),
        };
    }

    string FindWritten(string core) => names.Values.First(entry => entry.Name.Core == core).Name.Written;

    string? Ask(DonorName name, SheetRow row, string? whole)
    {
        string[] choices =
        [
            .. whole is not null && whole != name.Core ? (string[])[FindWritten(whole)] : [], Question.OwnNameAnswer,
            Question.LeaveOutAnswer,
        ];
        var earlier = scope.Names.FindAliasTarget(ToAlias(name));
        return scope.Questions.Ask(
            QuestionKind.Organisation, QuestionId(name), scope.Table.FileName,
            scope.Table.ReferenceTo(row, scope.Header.FindColumn(ColumnType.Donor)?.Index), name.Written,
            () => [.. name.Kind == DonorKind.Other ? choices.Reverse() : choices, .. earlier is null ? (string[])[] : [earlier]],
            ToAlias(name), isOptional: true, suggestion: SuggestionReason.Words);
    }

    static string QuestionId(DonorName name) => $"organisation|{TextFolding.Fold(name.Written)}";

    static AliasKey ToAlias(DonorName name) => new(AliasKind.Organisation, name.Written);

    /// <summary>For each core the longest of those that may be the same organisation: "plan" and "plan international".</summary>
    static Dictionary<string, string> GroupVariants(DonorName[] all)
    {
        string[] cores = [.. all.Select(name => name.Core).Distinct().Order(StringComparer.Ordinal)];
        var whole = cores.ToDictionary(core => core);
        for (var i = 0; i < cores.Length; i++)
        {
            for (var j = i + 1; j < Math.Min(cores.Length, i + MaxNeighbours); j++)
            {
                if (MayBeSame(cores[i], cores[j]))
                    whole[cores[i]] = whole[cores[j]].Length >= whole[cores[i]].Length ? cores[j] : whole[cores[i]];
            }
        }

        return cores.ToDictionary(core => core, core => FollowTo(core, whole));
    }

    static string FollowTo(string core, Dictionary<string, string> whole)
    {
        for (var steps = 0; whole[core] != core && steps < whole.Count; steps++)
            core = whole[core];
        return core;
    }

    static bool MayBeSame(string one, string other) =>
        other.StartsWith(one + " ", StringComparison.Ordinal)
        || (Math.Min(one.Length, other.Length) > 7 && Math.Abs(one.Length - other.Length) < 2 && EditDistance.Between(one, other) == 1);
}
