using NgoDashboard.Figures.Cube;

namespace NgoDashboard.Components.DeskPanels;

/// <summary>The years that a list offers for selection.</summary>
static class YearChoices
{
    extension(Snapshot snapshot)
    {
        /// <summary>The years with figures, the chosen year and the one before it; newest first.</summary>
        public IEnumerable<int> SelectableYears(int chosen) =>
            snapshot.Figures.Select(figure => figure.Key.Period.To.Year).Append(chosen).Append(chosen - 1).Distinct().OrderDescending();
    }
}
