using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using MudBlazor;
using NgoDashboard.Components.Shared;
using NgoDashboard.Figures.Cube;
using NgoDashboard.Figures.Edits;
using NgoDashboard.Figures.Text;
using NgoDashboard.Language;
using NgoDashboard.Live.Commands;
using NgoDashboard.Live.Drafting;

namespace NgoDashboard.Components.DeskPanels.FigureEditing;

public sealed partial class FigureEditor
{
    FigureKey? loadedKey;
    long? expectedVersion;
    string typed = "";
    string reason = "";
    string overrideReason = "";
    bool isCorrection;
    bool focusesReason;
    InputUnit unit = new(Unit.Usd, Magnitude.Million);
    Qualifier qualifier;
    IReadOnlyList<Finding> findings = [];
    IReadOnlyList<Doubt> doubts = [];
    MudTextField<string>? valueField;
    MudTextField<string>? overrideReasonField;

    [Parameter, EditorRequired] public required FigureKey Key { get; set; }

    Figure? Figure => Briefing.Snapshot.FindFigure(Key);

    Statement? Stated => Figure?.AdoptedStatement;

    long Version => Figure?.Version ?? 0;

    string Echo => InputEcho.Describe(typed, unit, qualifier, Stated, Briefing.Snapshot.Reference, Language);

    protected override void OnParametersSet()
    {
        if (loadedKey == Key)
            return;
        loadedKey = Key;
        ResetFields();
        Drafts.SetOpenFigure(Actor, Key);
    }

    /// <summary>As long as nothing is typed, the operator has seen the latest change, so the expected version follows it.</summary>
    protected override Task OnBriefingChanged()
    {
        if (typed.Length == 0)
            expectedVersion = Version;
        return Task.CompletedTask;
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender && valueField is not null)
            await valueField.FocusAsync();
        if (focusesReason && overrideReasonField is not null)
        {
            focusesReason = false;
            await overrideReasonField.FocusAsync();
        }
    }

    protected override void Dispose(bool disposing)
    {
        // The next figure may be open already: then its own editor has registered it.
        if (Drafts.All.Any(draft => draft.Operator.KeyId == Actor.KeyId && draft.OpenFigure == Key))
            Drafts.SetOpenFigure(Actor, null);
        base.Dispose(disposing);
    }

    void ResetFields()
    {
        (expectedVersion, typed, overrideReason, isCorrection, findings, doubts) = (Version, "", "", false, [], []);
        reason = Words.Desk["reason-default"];
        unit = InputUnit.ForValue(Key.Measure, Stated?.Value);
        qualifier = Qualifier.Exact;
    }

    void ChangeText(string value) => (typed, findings, doubts) = (value ?? "", [], []);

    void ChangeUnit(InputUnit chosen) => (unit, findings, doubts) = (chosen, [], []);

    Task OnKeyDown(KeyboardEventArgs key) => key switch
    {
        { Key: "Enter", CtrlKey: true } or { Key: "Enter", MetaKey: true } => TakeNow(),
        { Key: "Enter" } => PrepareTyped(),
        _ => Task.CompletedTask,
    };

    Task OnReasonKeyDown(KeyboardEventArgs key) => key.Key == "Enter" ? TakeNow() : Task.CompletedTask;

    Restatement? ParseEdit()
    {
        var (value, problem) = unit.Parse(typed);
        if (value is { } quantity)
            return new(Key, quantity, qualifier, null, TextSanitizer.SanitizeLine(reason), expectedVersion) { IsCorrection = isCorrection };
        (findings, doubts) = ([problem!], []);
        return null;
    }

    Task PrepareTyped() => ParseEdit() is { } edit ? PrepareEdit(edit) : Task.CompletedTask;

    Task Adopt(long statement) =>
        PrepareEdit(new Adoption(Key, statement, TextSanitizer.SanitizeLine(reason), expectedVersion) { IsCorrection = isCorrection });

    /// <summary>
    /// Adds an edit to the draft. An edit that the rules would never accept is rejected at once, while the operator still has the number in
    /// mind.
    /// </summary>
    async Task PrepareEdit(Edit edit)
    {
        findings = EditRules.CheckEdits(Briefing.Snapshot, [edit with { IsAccepted = true }])[0];
        if (findings.Count > 0)
        {
            AcknowledgeStale();
            return;
        }

        // If saving fails, keep what was typed.
        if (await TrySave(() => Drafts.AddEdits(Actor, edit)))
            ResetFields();
    }

    /// <summary>Takes this figure alone, bypassing the draft.</summary>
    Task TakeNow() => RunIfIdle(async () =>
    {
        if (ParseEdit() is not { } edit)
            return;
        var result = await Desk.Take(Draft.From(edit) with { IsReviewed = true, OverrideReason = overrideReason }, Actor);
        switch (result)
        {
            case Committed committed:
                Snackbar.ShowResult(result, Language);
                if (OwnDraft.Edits.Any(prepared => prepared.Key == Key))
                    await TrySave(() => Drafts.RemoveEdits(Actor, Key));
                ResetFields();
                expectedVersion = committed.State.Snapshot.FindFigure(Key)!.Version;
                break;
            case Rejected rejected:
                (findings, doubts) = (rejected.Findings[0], []);
                AcknowledgeStale();
                break;
            case NeedsReason needsReason:
                (findings, doubts, focusesReason) = ([], needsReason.Doubts, true);
                break;
            default:
                Snackbar.ShowResult(result, Language);
                break;
        }
    });

    /// <summary>The finding is on the page now, so the next attempt expects the newest version.</summary>
    void AcknowledgeStale()
    {
        if (findings.Any(finding => finding.Kind == FindingKind.Stale))
            expectedVersion = LiveBriefing.Newest.Snapshot.FindFigure(Key)?.Version;
    }
}
