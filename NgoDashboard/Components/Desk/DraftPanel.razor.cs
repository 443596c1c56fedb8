using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using MudBlazor;
using NgoDashboard.Figures;
using NgoDashboard.Language;
using NgoDashboard.Live;

namespace NgoDashboard.Components.Desk;

public sealed partial class DraftPanel
{
    const int Shown = 5;

    Draft reviewed = Draft.Empty;
    long reviewedAt;
    IReadOnlyList<Doubt> doubts = [];
    IReadOnlyList<(Edit? Edit, Finding Finding)> refusals = [];
    HashSet<FigureKey> refused = [];
    string because = "";
    bool isTaking;
    MudTextField<string>? becauseField;

    [Parameter] public EventCallback<FigureKey> OnChosen { get; set; }

    string Summary => (Mine.Scene is not null, Mine.Edits.Length) switch
    {
        (false, 0) => "",
        (true, 0) => Words.Desk["draft-one-scene"],
        (false, var edits) => Words.Desk["draft-figures", edits],
        (true, var edits) => Words.Desk["draft-both", edits],
    };

    protected override bool ShouldRender()
    {
        Weigh();
        return true;
    }

    protected override void OnInitialized()
    {
        base.OnInitialized();
        Weigh();
    }

    /// <summary>What there is to doubt, where the draft or the figures are no longer those that were looked at.</summary>
    void Weigh()
    {
        var draft = Mine;
        if (reviewed == draft && reviewedAt == Now.Version)
            return;
        (reviewed, reviewedAt, refusals, refused) = (draft, Now.Version, [], []);
        doubts = Review.Of(Now, draft);
        if (doubts.Count == 0)
            because = "";
    }

    Task Pressed(KeyboardEventArgs key) => key.Key == "Enter" ? Take() : Task.CompletedTask;

    async Task Take()
    {
        // A key that is held down takes once.
        if (isTaking)
            return;
        if (Mine.IsEmpty)
        {
            Snackbar.Add(Words.Desk["draft-empty"], Severity.Info);
            return;
        }

        Weigh();
        if (doubts.Count > 0 && string.IsNullOrWhiteSpace(because))
        {
            if (becauseField is not null)
                await becauseField.FocusAsync();
            return;
        }

        isTaking = true;
        try
        {
            var draft = Mine with { IsReviewed = true, Because = because };
            var outcome = await Desk.Take(draft, Who);
            if (outcome is NotTaken stopped)
            {
                refusals = [.. stopped.Findings.SelectMany((list, i) => list.Select(finding => (draft.Edits.ElementAtOrDefault(i), finding)))];
                refused = [.. refusals.Select(refusal => refusal.Edit?.Key).OfType<FigureKey>()];
            }
            else if (outcome is Doubted doubted)
                doubts = doubted.Doubts;
            else
                Snackbar.Tell(outcome);
            if (outcome is Taken)
                await Keep(() => Drafts.Taken(Who, draft));
        }
        finally
        {
            isTaking = false;
        }
    }

    async Task Do(Wish wish)
    {
        // Pressed again while a slow disk stores the first, it would take back the version before as well.
        if (isTaking)
            return;
        isTaking = true;
        try
        {
            Snackbar.Tell(await Desk.Do(wish, Who));
        }
        finally
        {
            isTaking = false;
        }
    }

    /// <summary>The other's change is known, and this value is meant all the same.</summary>
    Task<bool> Insist(Edit edit) => Keep(() => Drafts.Put(Who, edit with { ExpectedVersion = Now.Snapshot.Find(edit.Key)?.Version }));

    async Task Drop(IReadOnlyList<Edit> edits)
    {
        var accepted = Mine.Accepted;
        if (!await Keep(() => Drafts.Drop(Who, [.. edits.Select(edit => edit.Key)])))
            return;
        Snackbar.Add(edits is [var one] ? Words.Desk["dropped", Names.Of(one.Key, Now.Snapshot.Reference)] : Words.Desk["dropped-many", edits.Count], Severity.Normal, options =>
        {
            options.Action = Words.Desk["put-back"];
            options.OnClick = _ => Keep(() => Drafts.Put(Who, edits, accepted));
        });
    }
}
