using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using MudBlazor;
using NgoDashboard.Figures.Cube;
using NgoDashboard.Figures.Edits;
using NgoDashboard.Language;
using NgoDashboard.Live.Commands;
using NgoDashboard.Live.Drafting;

namespace NgoDashboard.Components.DeskPanels.DraftEditing;

public sealed partial class DraftPanel
{
    const int MaxShown = 5;

    Draft reviewedDraft = Draft.Empty;
    long reviewedVersion;
    IReadOnlyList<Doubt> doubts = [];
    IReadOnlyList<(Edit? Edit, Finding Finding)> rejections = [];
    HashSet<FigureKey> rejectedFigures = [];
    string overrideReason = "";
    MudTextField<string>? overrideReasonField;

    [Parameter] public EventCallback<FigureKey> OnChosen { get; set; }

    string Summary => (OwnDraft.Scene is not null, OwnDraft.Edits.Length) switch
    {
        (false, 0) => "",
        (true, 0) => Words.Desk["draft-one-scene"],
        (false, var edits) => Words.Desk["draft-figures", edits],
        (true, var edits) => Words.Desk["draft-both", edits],
    };

    protected override bool ShouldRender()
    {
        ReviewDraft();
        return true;
    }

    protected override void OnInitialized()
    {
        base.OnInitialized();
        ReviewDraft();
    }

    /// <summary>Looks for doubts again if the draft or the figures have changed since the last review.</summary>
    void ReviewDraft()
    {
        var draft = OwnDraft;
        if (reviewedDraft == draft && reviewedVersion == Briefing.Version)
            return;
        (reviewedDraft, reviewedVersion, rejections, rejectedFigures) = (draft, Briefing.Version, [], []);
        doubts = DraftReview.FindDoubts(Briefing, draft);
        if (doubts.Count == 0)
            overrideReason = "";
    }

    Task OnKeyDown(KeyboardEventArgs key) => key.Key == "Enter" ? TakeDraft() : Task.CompletedTask;

    Task TakeDraft() => RunIfIdle(async () =>
    {
        if (OwnDraft.IsEmpty)
        {
            Snackbar.Add(Words.Desk["draft-empty"], Severity.Info);
            return;
        }

        ReviewDraft();
        if (doubts.Count > 0 && string.IsNullOrWhiteSpace(overrideReason))
        {
            if (overrideReasonField is not null)
                await overrideReasonField.FocusAsync();
            return;
        }

        var draft = OwnDraft with { IsReviewed = true, OverrideReason = overrideReason };
        var result = await Desk.Take(draft, Actor);
        ShowTakeResult(result, draft);
        if (result is Committed)
            await TrySave(() => Drafts.RemoveTaken(Actor, draft));
    });

    void ShowTakeResult(DeskResult result, Draft draft)
    {
        switch (result)
        {
            case Rejected rejected:
                rejections =
                [
                    .. rejected.Findings.SelectMany((findings, i) =>
                        findings.Select(finding => (draft.Edits.ElementAtOrDefault(i), finding))),
                ];
                rejectedFigures = [.. rejections.Select(rejection => rejection.Edit?.Key).OfType<FigureKey>()];
                break;
            case NeedsReason needsReason:
                doubts = needsReason.Doubts;
                break;
            default:
                Snackbar.ShowResult(result, Language);
                break;
        }
    }

    /// <summary>One at a time, because a second press of "undo" would undo the version before as well.</summary>
    Task Execute(DeskCommand command) => RunIfIdle(async () => Snackbar.ShowResult(await Desk.Execute(command, Actor), Language));

    /// <summary>Keeps this edit although another operator has changed the figure meanwhile: expects the current version.</summary>
    Task<bool> KeepMine(Edit edit) =>
        TrySave(() => Drafts.AddEdits(Actor, edit with { ExpectedVersion = Briefing.Snapshot.FindFigure(edit.Key)?.Version }));

    async Task DropEdits(IReadOnlyList<Edit> edits)
    {
        var accepted = OwnDraft.AcceptedDoubts;
        if (!await TrySave(() => Drafts.RemoveEdits(Actor, [.. edits.Select(edit => edit.Key)])))
            return;
        var message = edits is [var dropped]
            ? Words.Desk["dropped", DisplayNames.ForFigure(dropped.Key, Briefing.Snapshot.Reference)]
            : Words.Desk["dropped-many", edits.Count];
        Snackbar.Add(message, Severity.Normal, options =>
        {
            options.Action = Words.Desk["put-back"];
            options.OnClick = _ => TrySave(() => Drafts.AddEdits(Actor, edits, accepted));
        });
    }
}
