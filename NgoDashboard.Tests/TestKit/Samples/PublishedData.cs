using NgoDashboard.Figures.Cube;
using NgoDashboard.Figures.Provinces;
using NgoDashboard.Storage.Reference;

namespace NgoDashboard.Tests.TestKit.Samples;

/// <summary>The real data files, read once.</summary>
static class PublishedData
{
    static readonly Lazy<(ReferenceData Reference, IReadOnlyList<Figure> Figures)> Files = new(() => DataFolder.LoadReferenceAndFigures());

    public static (ReferenceData Reference, IReadOnlyList<Figure> Figures) ReferenceAndFigures => Files.Value;

    public static Snapshot Snapshot { get; } = Snapshot.Create(Files.Value.Reference, Files.Value.Figures);
}
