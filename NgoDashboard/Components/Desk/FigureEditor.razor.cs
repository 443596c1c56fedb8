using System.Globalization;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using MudBlazor;
using NgoDashboard.Figures;
using NgoDashboard.Language;
using NgoDashboard.Live;

namespace NgoDashboard.Components.Desk;

public sealed partial class FigureEditor
{
    FigureKey? shown;
    long? seen;
    string typed = "";
    string reason = "";
    TypedUnit unit = new(Unit.Usd, Magnitude.Million);
    Qualifier qualifier;
    IReadOnlyList<Finding> findings = [];
    MudTextField<string>? valueField;

    [Parameter, EditorRequired] public required FigureKey Key { get; set; }

    [Parameter, EditorRequired] public required Operator Who { get; set; }

    Figure? Figure => Now.Snapshot.Find(Key);

    Statement? Stated => Figure?.Adopted;

    long Version => Figure?.Version ?? 0;

    bool IsQuestion => findings.All(finding => finding.IsQuestion);

    /// <summary>The typed value in words, with what it changes: read aloud before it is saved.</summary>
    string Echo
    {
        get
        {
            if (typed.Length == 0)
                return "";
            var (value, problem) = unit.Read(typed);
            if (value is not { } quantity)
                return problem!.Sentence(Now.Snapshot.Reference);
            var words = Numbers.Qualified(qualifier, NumberWords.Of(quantity));
            return $"{Numbers.Exact(quantity)}: {words} {Difference(quantity)}".TrimEnd();
        }
    }

    protected override void OnParametersSet()
    {
        if (shown == Key)
            return;
        shown = Key;
        Start();
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender && valueField is not null)
            await valueField.FocusAsync();
    }

    void Start()
    {
        (seen, typed, reason, findings) = (Version, "", "", []);
        unit = TypedUnit.Of(Key.Measure, Stated?.Value);
        qualifier = Qualifier.Exact;
    }

    void Type(string value) => (typed, findings) = (value ?? "", []);

    void Measured(TypedUnit chosen) => (unit, findings) = (chosen, []);

    Task Pressed(KeyboardEventArgs key) => key.Key == "Enter" ? Save(accepted: false) : Task.CompletedTask;

    Task Save(bool accepted)
    {
        var (value, problem) = unit.Read(typed);
        if (value is not { } quantity)
        {
            findings = [problem!];
            return Task.CompletedTask;
        }

        return Take(new Restatement(Key, quantity, qualifier, null, reason.Trim(), seen, accepted));
    }

    Task Adopt(long statement) => Take(new Adoption(Key, statement, reason.Trim(), seen, IsAccepted: true));

    async Task Take(Edit edit)
    {
        switch (await Desk.Take(Draft.Of(edit), Who))
        {
            case Taken taken:
                Snackbar.Add(Words.Desk["taken", taken.Now.Version], Severity.Success);
                Start();
                seen = taken.Now.Snapshot.Find(Key)!.Version;
                break;
            case NotStored:
                // What was typed stays: nothing is lost but the attempt.
                Snackbar.Add(Words.Desk["not-stored"], Severity.Error);
                break;
            case NotTaken refused:
                findings = refused.Findings[0];
                // What stopped the edit is on the page now: the next attempt knows of it.
                if (refused.IsStale)
                    seen = Air.Newest.Snapshot.Find(Key)?.Version;
                break;
        }
    }

    string Difference(Quantity value)
    {
        if (Stated is not { } stated || stated.Value.Unit != value.Unit || stated.Value.Minor == 0)
            return "";
        var percent = 100m * (value.Minor - stated.Value.Minor) / stated.Value.Minor;
        return Words.Desk["change", percent.ToString("+0.#;-0.#;0", CultureInfo.CurrentCulture)];
    }
}
