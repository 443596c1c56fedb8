using System.Collections.Immutable;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using MudBlazor;
using NgoDashboard.Components.Scenes;
using NgoDashboard.Language;
using NgoDashboard.Live;

namespace NgoDashboard.Components.Desk;

public sealed partial class AgendaPanel
{
    readonly Dictionary<long, ElementReference> Buttons = [];
    ImmutableArray<AgendaItem> items = [];
    IReadOnlyList<Meeting> earlier = [];
    IDisposable? changes;
    SceneDialog? dialog;
    long? dragged;
    int? over;
    long? follow;

    /// <summary>Where next and previous count from: what is prepared, else what is on air.</summary>
    long? Current => Mine.Item ?? Now.Item;

    protected override void OnInitialized()
    {
        base.OnInitialized();
        items = Agenda.Items;
        changes = Agenda.Subscribe(() => _ = InvokeAsync(Renew));
    }

    protected override async Task OnInitializedAsync()
    {
        if (items.IsEmpty)
            earlier = await Agenda.Earlier();
    }

    protected override async Task OnAirChanged()
    {
        var before = items;
        items = Agenda.Items;
        // A meeting that has just begun has nothing yet: what the last one had may be copied.
        if (items.IsEmpty && before != items)
            earlier = await Agenda.Earlier();
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        // An element that is moved in the page loses the focus: it is given back, so that the next Alt+arrow moves the same item.
        if (follow is { } id && Buttons.TryGetValue(id, out var button))
        {
            follow = null;
            await button.FocusAsync();
        }
    }

    protected override void Dispose(bool disposing)
    {
        changes?.Dispose();
        base.Dispose(disposing);
    }

    void Renew()
    {
        items = Agenda.Items;
        StateHasChanged();
    }

    static string Named(Meeting meeting) => meeting.Name.Length > 0
        ? meeting.Name
        : Words.Desk["meeting-of", Names.Of(meeting.HeldOn)];

    Task Prepare(AgendaItem? item) => item is null ? Task.CompletedTask : Do(() => Drafts.Show(Who, item.Scene, item.Id));

    Task Pressed(KeyboardEventArgs key, AgendaItem item, int place) => key switch
    {
        { Key: "ArrowUp", AltKey: true } => Move(item, place - 1),
        { Key: "ArrowDown", AltKey: true } => Move(item, place + 1),
        { Key: "Delete" } => Remove(item, place),
        _ => Task.CompletedTask,
    };

    async Task Move(AgendaItem item, int place)
    {
        if (place < 0 || place >= items.Length)
            return;
        await Do(() => Agenda.Move(item.Id, place));
        follow = item.Id;
        Renew();
    }

    Task Drop(int place)
    {
        var id = dragged;
        (dragged, over) = (null, null);
        return id is { } moved ? Do(() => Agenda.Move(moved, place)) : Task.CompletedTask;
    }

    async Task Remove(AgendaItem item, int place)
    {
        await Do(() => Agenda.Remove(item.Id));
        Snackbar.Add(Words.Desk["removed-item", SceneTitle.Of(item.Scene, Now.Snapshot)], Severity.Normal, options =>
        {
            options.Action = Words.Desk["put-back"];
            options.OnClick = _ => Do(() => Agenda.Restore(item.Id, place));
        });
    }

    async Task Do(Func<Task> work)
    {
        try
        {
            await work();
        }
        catch (DraftNotKeptException)
        {
            Snackbar.Add(Words.Desk["not-stored"], Severity.Error);
        }
    }
}
