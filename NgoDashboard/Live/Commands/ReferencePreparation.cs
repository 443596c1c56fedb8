using NgoDashboard.Figures.Codes;
using NgoDashboard.Figures.Cube;
using NgoDashboard.Figures.Edits;
using NgoDashboard.Figures.Provinces;
using NgoDashboard.Figures.ReferenceEdits;
using NgoDashboard.Figures.Text;
using NgoDashboard.Language;
using NgoDashboard.Live.Drafting;
using NgoDashboard.Live.State;
using NgoDashboard.Storage.Journal;

namespace NgoDashboard.Live.Commands;

/// <summary>Makes the journal entry of a change of the reference data. Pure, so that the desk's page shows what it would do.</summary>
static class ReferencePreparation
{
    /// <returns>A <see cref="PreparedEntry"/>, or the result that says why nothing is to be stored.</returns>
    public static DeskResult Prepare(BriefingState before, JournalEntry template, ChangeReferenceCommand command)
    {
        var edit = command.Edit;
        if (ReferenceEditRules.FindErrors(before.Snapshot, edit) is { Count: > 0 } errors)
            return new Rejected([errors]);
        var (snapshot, changes) = before.Snapshot.ApplyReferenceEdit(edit, template.Version, ReasonFor(before.Snapshot, edit));
        var referenceChanges = ReferenceChanges.Between(before.Snapshot.Reference, snapshot.Reference);
        if (referenceChanges.IsEmpty)
            return new NoChange();
        var doubts = FindDoubts(before, snapshot, edit);
        var overrideReason = TextSanitizer.SanitizeLine(command.OverrideReason, EditRules.MaxReasonLength);
        if (doubts.Count > 0 && overrideReason.Length == 0)
            return new NeedsReason(doubts);
        var scene = before.Scene.Resolve(snapshot.Reference);
        return new PreparedEntry(
            template with
            {
                Kind = EntryKind.Reference,
                Changes = changes,
                ReferenceChanges = referenceChanges,
                Stage = scene == before.Scene ? null : scene.ToEntry() with { AgendaItemId = before.AgendaItemId },
                // In Vietnamese, whatever the operator's language, because the record is one document.
                Warnings = [.. doubts.Select(doubt => doubt.ToSentence(before.Snapshot.Reference, DisplayLanguage.Vietnamese)).Distinct()],
                OverrideReason = doubts.Count > 0 ? overrideReason : null,
            },
            snapshot);
    }

    /// <summary>A rate that does not fit its neighbours, and totals that were read out and become others.</summary>
    public static IReadOnlyList<Doubt> FindDoubts(BriefingState before, Snapshot after, ReferenceEdit edit)
    {
        // The totals of a sector that is merged are read under another name from now on: they are no totals that vanish.
        var merged = edit is ItemMerger { Kind: ItemKind.Sector } merger ? merger.MergedId : null;
        return
        [
            .. ReferenceEditRules.FindDoubts(before.Snapshot.Reference, edit).Select(finding => new Doubt(null, finding)),
            .. DraftReview.DoubtsOfTotals(
                before, after, before.TotalsOnAir.Where(key => key.Sector is null || key.Sector != merged)),
        ];
    }

    /// <summary>For the figures that a merger moves.</summary>
    static string ReasonFor(Snapshot snapshot, ReferenceEdit edit)
    {
        if (edit is not ItemMerger merger)
            return "";
        var names = DisplayLanguage.Vietnamese.DisplayNames;
        return DisplayLanguage.Vietnamese.Words.Record[
            $"reference-merged-{merger.Kind.ToCode()}",
            names.ForItem(snapshot.Reference.FindItem(merger.Kind, merger.MergedId)!),
            names.ForItem(snapshot.Reference.FindItem(merger.Kind, merger.IntoId)!)];
    }
}
