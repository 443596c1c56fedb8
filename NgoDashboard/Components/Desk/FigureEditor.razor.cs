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
    string because = "";
    bool isCorrection;
    bool isTaking;
    bool isAsking;
    TypedUnit unit = new(Unit.Usd, Magnitude.Million);
    Qualifier qualifier;
    IReadOnlyList<Finding> findings = [];
    IReadOnlyList<Doubt> doubts = [];
    MudTextField<string>? valueField;
    MudTextField<string>? becauseField;

    [Parameter, EditorRequired] public required FigureKey Key { get; set; }

    Figure? Figure => Now.Snapshot.Find(Key);

    Statement? Stated => Figure?.Adopted;

    long Version => Figure?.Version ?? 0;

    string Echo => TypedEcho.Of(typed, unit, qualifier, Stated, Now.Snapshot.Reference);

    protected override void OnParametersSet()
    {
        if (shown == Key)
            return;
        shown = Key;
        Start();
        Drafts.Opened(Who, Key);
    }

    /// <summary>A change that comes before anything is typed has been seen by whoever begins to type.</summary>
    protected override Task OnAirChanged()
    {
        if (typed.Length == 0)
            seen = Version;
        return Task.CompletedTask;
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender && valueField is not null)
            await valueField.FocusAsync();
        if (isAsking && becauseField is not null)
        {
            isAsking = false;
            await becauseField.FocusAsync();
        }
    }

    protected override void Dispose(bool disposing)
    {
        // The next figure may be open by now: its own editor has said so.
        if (Drafts.All.Any(one => one.By.KeyId == Who.KeyId && one.Editing == Key))
            Drafts.Opened(Who, null);
        base.Dispose(disposing);
    }

    void Start()
    {
        (seen, typed, because, isCorrection, findings, doubts) = (Version, "", "", false, [], []);
        reason = Words.Desk["reason-default"];
        unit = TypedUnit.Of(Key.Measure, Stated?.Value);
        qualifier = Qualifier.Exact;
    }

    void Type(string value) => (typed, findings, doubts) = (value ?? "", [], []);

    void Measured(TypedUnit chosen) => (unit, findings, doubts) = (chosen, [], []);

    Task Pressed(KeyboardEventArgs key) => key switch
    {
        { Key: "Enter", CtrlKey: true } or { Key: "Enter", MetaKey: true } => TakeNow(),
        { Key: "Enter" } => Prepare(),
        _ => Task.CompletedTask,
    };

    Task Confirmed(KeyboardEventArgs key) => key.Key == "Enter" ? TakeNow() : Task.CompletedTask;

    Restatement? Read()
    {
        var (value, problem) = unit.Read(typed);
        if (value is { } quantity)
            return new(Key, quantity, qualifier, null, PlainText.OneLine(reason), seen) { IsCorrection = isCorrection };
        (findings, doubts) = ([problem!], []);
        return null;
    }

    Task Prepare() => Read() is { } edit ? Prepare(edit) : Task.CompletedTask;

    Task Adopt(long statement) => Prepare(new Adoption(Key, statement, PlainText.OneLine(reason), seen) { IsCorrection = isCorrection });

    /// <summary>Into the draft. What could never be taken is said at once, while the number is still in mind.</summary>
    async Task Prepare(Edit edit)
    {
        findings = EditRules.Check(Now.Snapshot, [edit with { IsAccepted = true }])[0];
        if (findings.Count > 0)
        {
            Know();
            return;
        }

        // Where the disk refuses, what was typed stays.
        if (await Keep(() => Drafts.Put(Who, edit)))
            Start();
    }

    /// <summary>This figure alone, past the draft.</summary>
    async Task TakeNow()
    {
        if (isTaking || Read() is not { } edit)
            return;
        isTaking = true;
        try
        {
            var outcome = await Desk.Take(Draft.Of(edit) with { IsReviewed = true, Because = because }, Who);
            switch (outcome)
            {
                case Taken taken:
                    Snackbar.Tell(outcome);
                    if (Mine.Edits.Any(prepared => prepared.Key == Key))
                        await Keep(() => Drafts.Drop(Who, Key));
                    Start();
                    seen = taken.Now.Snapshot.Find(Key)!.Version;
                    break;
                case NotTaken refused:
                    (findings, doubts) = (refused.Findings[0], []);
                    Know();
                    break;
                case Doubted doubted:
                    (findings, doubts, isAsking) = ([], doubted.Doubts, true);
                    break;
                default:
                    Snackbar.Tell(outcome);
                    break;
            }
        }
        finally
        {
            isTaking = false;
        }
    }

    /// <summary>What stopped the edit is on the page now: the next attempt knows of it.</summary>
    void Know()
    {
        if (findings.Any(finding => finding.Kind == FindingKind.Stale))
            seen = Air.Newest.Snapshot.Find(Key)?.Version;
    }
}
