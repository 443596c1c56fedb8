using System.Collections.Immutable;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using MudBlazor;
using NgoDashboard.Language;
using NgoDashboard.Live.Agendas;
using NgoDashboard.Live.Scenes;

namespace NgoDashboard.Components.DeskPanels.AgendaEditing;

public sealed partial class AgendaPanel
{
    readonly Dictionary<long, ElementReference> buttons = [];
    ImmutableArray<AgendaItem> items = [];
    IDisposable? agendaSubscription;
    SceneDialog? dialog;
    long? dragged;
    int? dropPosition;
    long? itemToFocus;

    /// <summary>The item from which previous and next count: the prepared one, otherwise the one on air.</summary>
    long? CurrentItem => OwnDraft.AgendaItemId ?? Briefing.AgendaItemId;

    /// <summary>The item that the agenda's shortcut focuses.</summary>
    long FocusEntryItem => items.FirstOrDefault(item => item.Id == CurrentItem)?.Id ?? items[0].Id;

    protected override void OnInitialized()
    {
        base.OnInitialized();
        items = Agenda.Items;
        agendaSubscription = Agenda.Subscribe(() => _ = InvokeAsync(ReloadItems));
    }

    protected override Task OnBriefingChanged()
    {
        // Another meeting has another agenda.
        items = Agenda.Items;
        return Task.CompletedTask;
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        // An element that is moved in the DOM loses the focus: restore it, so that the next Alt+arrow moves the same item.
        if (itemToFocus is { } id && buttons.TryGetValue(id, out var button))
        {
            itemToFocus = null;
            await button.FocusAsync();
        }
    }

    protected override void Dispose(bool disposing)
    {
        agendaSubscription?.Dispose();
        base.Dispose(disposing);
    }

    void ReloadItems()
    {
        items = Agenda.Items;
        StateHasChanged();
    }

    Task Prepare(AgendaItem? item) => item is null ? Task.CompletedTask : TrySave(() => Drafts.SetScene(Actor, item.Scene, item.Id));

    Task OnKeyDown(KeyboardEventArgs key, AgendaItem item, int place) => key switch
    {
        { Key: "ArrowUp", AltKey: true } => Move(item, place - 1),
        { Key: "ArrowDown", AltKey: true } => Move(item, place + 1),
        // Ignore key repeat: a key held down would delete the whole agenda.
        { Key: "Delete", Repeat: false } => Remove(item, place),
        _ => Task.CompletedTask,
    };

    async Task Move(AgendaItem item, int place)
    {
        if (place < 0 || place >= items.Length)
            return;
        if (!await TrySave(() => Agenda.Move(item.Id, place)))
            return;
        itemToFocus = item.Id;
        ReloadItems();
    }

    /// <summary>Marks the side on which the dragged item will land.</summary>
    string? DropMarkClass(int place) => place != dropPosition || dragged is not { } id || items[place].Id == id ? null
        : items.Take(place).Any(item => item.Id == id) ? "over below" : "over";

    Task Drop(int place)
    {
        var id = dragged;
        (dragged, dropPosition) = (null, null);
        return id is { } moved ? TrySave(() => Agenda.Move(moved, place)) : Task.CompletedTask;
    }

    async Task Remove(AgendaItem item, int place)
    {
        if (!await TrySave(() => Agenda.Remove(item.Id)))
            return;
        ReloadItems();
        // Keep the focus in the list.
        itemToFocus = items.IsEmpty ? null : items[Math.Min(place, items.Length - 1)].Id;
        Snackbar.Add(Words.Desk["removed-item", SceneTitle.TitleFor(item.Scene, Briefing.Snapshot, Language)], Severity.Normal, options =>
        {
            options.Action = Words.Desk["put-back"];
            options.OnClick = _ => TrySave(() => Agenda.Restore(item.Id, place));
        });
    }
}
