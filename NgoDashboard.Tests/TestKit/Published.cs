using NgoDashboard.Figures;
using NgoDashboard.Storage;

namespace NgoDashboard.Tests.TestKit;

/// <summary>The real data files, read once.</summary>
static class Published
{
    static readonly Lazy<(Reference Reference, IReadOnlyList<Figure> Figures)> Files = new(() => DataFiles.Read());

    public static (Reference Reference, IReadOnlyList<Figure> Figures) Data => Files.Value;

    public static Snapshot Snapshot { get; } = Snapshot.Of(Files.Value.Reference, Files.Value.Figures);
}
