using NgoDashboard.Figures.Cube;

namespace NgoDashboard.Components.DeskPanels;

/// <summary>The years that a list offers.</summary>
static class YearChoices
{
    extension(Snapshot snapshot)
    {
        /// <summary>Those that figures are known of and the one that is chosen, the latest first.</summary>
        public IEnumerable<int> SelectableYears(int chosen) =>
            snapshot.Figures.Select(figure => figure.Key.Period.To.Year).Append(chosen).Append(chosen - 1).Distinct().OrderDescending();
    }
}
