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

    Draft reviewed = Draft.Empty;
    long reviewedVersion;
    IReadOnlyList<Doubt> doubts = [];
    IReadOnlyList<(Edit? Edit, Finding Finding)> refusals = [];
    HashSet<FigureKey> refused = [];
    string overrideReason = "";
    bool isTaking;
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

    /// <summary>What there is to doubt, where the draft or the figures are no longer those that were looked at.</summary>
    void ReviewDraft()
    {
        var draft = OwnDraft;
        if (reviewed == draft && reviewedVersion == Briefing.Version)
            return;
        (reviewed, reviewedVersion, refusals, refused) = (draft, Briefing.Version, [], []);
        doubts = DraftReview.FindDoubts(Briefing, draft);
        if (doubts.Count == 0)
            overrideReason = "";
    }

    Task OnKeyDown(KeyboardEventArgs key) => key.Key == "Enter" ? TakeDraft() : Task.CompletedTask;

    async Task TakeDraft()
    {
        // A key that is held down takes once.
        if (isTaking)
            return;
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

        isTaking = true;
        try
        {
            var draft = OwnDraft with { IsReviewed = true, OverrideReason = overrideReason };
            var outcome = await Desk.Take(draft, Actor);
            if (outcome is Rejected stopped)
            {
                refusals = [.. stopped.Findings.SelectMany((list, i) => list.Select(finding => (draft.Edits.ElementAtOrDefault(i), finding)))];
                refused = [.. refusals.Select(refusal => refusal.Edit?.Key).OfType<FigureKey>()];
            }
            else if (outcome is NeedsReason doubted)
                doubts = doubted.Doubts;
            else
                Snackbar.ShowResult(outcome);
            if (outcome is Committed)
                await TrySave(() => Drafts.RemoveTaken(Actor, draft));
        }
        finally
        {
            isTaking = false;
        }
    }

    async Task Execute(DeskCommand wish)
    {
        // Pressed again while a slow disk stores the first, it would take back the version before as well.
        if (isTaking)
            return;
        isTaking = true;
        try
        {
            Snackbar.ShowResult(await Desk.Execute(wish, Actor));
        }
        finally
        {
            isTaking = false;
        }
    }

    /// <summary>The other's change is known, and this value is meant all the same.</summary>
    Task<bool> KeepMine(Edit edit) => TrySave(() => Drafts.AddEdits(Actor, edit with { ExpectedVersion = Briefing.Snapshot.FindFigure(edit.Key)?.Version }));

    async Task DropEdits(IReadOnlyList<Edit> edits)
    {
        var accepted = OwnDraft.AcceptedDoubts;
        if (!await TrySave(() => Drafts.RemoveEdits(Actor, [.. edits.Select(edit => edit.Key)])))
            return;
        Snackbar.Add(edits is [var one] ? Words.Desk["dropped", DisplayNames.ForFigure(one.Key, Briefing.Snapshot.Reference)] : Words.Desk["dropped-many", edits.Count], Severity.Normal, options =>
        {
            options.Action = Words.Desk["put-back"];
            options.OnClick = _ => TrySave(() => Drafts.AddEdits(Actor, edits, accepted));
        });
    }
}
