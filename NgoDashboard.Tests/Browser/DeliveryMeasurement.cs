using System.Globalization;
using NgoDashboard.Tests.TestKit;

namespace NgoDashboard.Tests.Browser;

/// <summary>
/// An edit reaches every bridge point: one real page for each of the 34 provinces, all in one browser. How long it takes is
/// printed, and held to nothing: <c>dotnet test --filter-trait Category=Measurement --output Detailed</c>
/// </summary>
[Collection(Measurements.Name)]
public sealed class DeliveryMeasurement(Chromium chromium) : BrowserTest(chromium)
{
    const int Edits = 10;

    [Fact]
    [Trait("Category", "Measurement")]
    public async Task Edit_With34ScreensOpen_IsPaintedOnAllOfThem()
    {
        var server = await OwnServer();
        await server.Show("overview", 2023);
        var provinces = Published.Data.Reference.OnBasis(34).ToArray();
        Assert.Equal(34, provinces.Length);
        await Parallel.ForEachAsync(provinces, new ParallelOptions { MaxDegreeOfParallelism = 4, CancellationToken = Cancellation }, async (province, _) =>
        {
            var visit = await Visit(server);
            var screen = new Screen(visit, await visit.Enter(await server.Issue("screen", province.Code.ToString(), province.Name), "/screen"));
            await screen.Painted(await server.Now());
        });

        var taken = new List<double>();
        for (var edit = 0; edit < Edits; edit++)
        {
            var version = await server.Edit(FigureEdit.Of(2023, "disbursed", 228_700_000 + (edit * 100_000), "USD") with { Qualifier = "about", Accept = true });
            var answered = DateTimeOffset.UtcNow;
            await Wait.Until(
                async () => (await server.RollCall()).Count(point => point.Painted == version) == provinces.Length,
                async () => string.Join('\n', await server.RollCall()));
            // What the server wrote down, on the same clock: the moment of the taking, and each screen's delay since.
            var at = DateTimeOffset.Parse((await server.Stage()).GetProperty("at").GetString()!, CultureInfo.InvariantCulture);
            var last = at.AddMilliseconds((await server.RollCall()).Max(point => point.Delay!.Value));
            taken.Add((last - answered).TotalMilliseconds);
        }

        taken.Sort();
        Print(string.Create(CultureInfo.InvariantCulture,
            $"{provinces.Length} screens, {Edits} edits, from the edit's answer to the last acknowledgement: median {(taken[(Edits - 1) / 2] + taken[Edits / 2]) / 2:0} ms, slowest {taken[^1]:0} ms"));
    }
}

/// <summary>Tests that measure run alone, after all others.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class Measurements
{
    public const string Name = "Measurements";
}
