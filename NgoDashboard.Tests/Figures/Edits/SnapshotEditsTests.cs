using CsCheck;
using NgoDashboard.Figures.Cube;
using NgoDashboard.Figures.Edits;
using NgoDashboard.Tests.TestKit.Samples;
using static NgoDashboard.Tests.TestKit.Samples.SampleData;

namespace NgoDashboard.Tests.Figures.Edits;

public sealed class SnapshotEditsTests
{
    static readonly DateOnly Today = new(2024, 4, 12);

    [Fact]
    public void Apply_AnyEdits_KeepsEveryPublishedStatementAndAtMostOneAdopted() =>
        Gen.Select(Published, Gen.Select(Gen.Int[0, 3], Gen.Bool, Gen.Int[0, 5], FigureGenerators.Dollars).List[0, 30]).Sample((published, operations) =>
        {
            var snapshot = Snapshot.Create(CountryReference, published);
            foreach (var (place, adopts, index, value) in operations)
            {
                var key = Places[place];
                var edit = adopts && snapshot.FindFigure(key) is { Statements: { IsEmpty: false } statements }
                    ? new Adoption(key, statements[index % statements.Length].Id, "lý do")
                    : (Edit)Restate(key, value);
                var last = snapshot.LastStatementId;
                (snapshot, _) = snapshot.ApplyEdits([edit], version: last + 1, Today, "bàn");
                Assert.True(snapshot.LastStatementId >= last);
            }

            var statementsNow = snapshot.Figures.SelectMany(figure => figure.Statements).ToArray();
            Assert.Equal(statementsNow.Length, statementsNow.Select(statement => statement.Id).Distinct().Count());
            Assert.Equal(statementsNow.Select(statement => statement.Id).DefaultIfEmpty().Max(), snapshot.LastStatementId);
            Assert.All(snapshot.Figures, figure =>
            {
                Assert.True(figure.Statements.Count(statement => statement.IsAdopted) <= 1);
                Assert.True(figure.Statements.Count(statement => statement.IsFromDesk) <= 1);
            });
            foreach (var figure in published)
            {
                Assert.Equal(
                    figure.Statements.Select(statement => statement with { IsAdopted = false, Version = 0 }),
                    snapshot.FindFigure(figure.Key)!.Statements.Where(statement => !statement.IsFromDesk).Select(statement => statement with { IsAdopted = false, Version = 0 }));
            }
        });

    [Fact]
    public void Restatement_OfAnAdoptedFigure_IsACorrectionOfTheSameDayBesideTheOldOne()
    {
        var (next, changes) = CreateSnapshot([(National(Measure.Organisations), Count(338))]).ApplyEdits([Restate(National(Measure.Organisations), Count(388))], 7, Today, "Bàn điều hành");

        var figure = next.FindFigure(National(Measure.Organisations))!;
        Assert.Equal((Count(388), Status.Corrected, true, 7L), (figure.AdoptedStatement!.Value, figure.AdoptedStatement.Status, figure.AdoptedStatement.IsFromDesk, figure.AdoptedStatement.Version));
        Assert.Equal(new DateOnly(2023, 12, 31), figure.AdoptedStatement.AsOf);
        Assert.Equal(new Source("Bàn điều hành", "Tỉnh báo lại", null, "2024-04-12"), figure.AdoptedStatement.Source);
        Assert.Equal([(Count(338), false), (Count(388), true)], figure.Statements.Select(statement => (statement.Value, statement.IsAdopted)));
        Assert.Equal((Count(338), Count(388)), (changes[0].Before!.Value, changes[0].After!.Value));
        Assert.Equal(7, figure.Version);
    }

    [Fact]
    public void Restatement_OfAnEmptyPlace_IsProvisionalAsOfThePeriodsEndOrToday()
    {
        var (next, changes) = CreateSnapshot([]).ApplyEdits([Restate(National(), Usd(1)), Restate(National(year: 2024), Usd(2))], 2, Today, "bàn");

        Assert.Equal((Status.Provisional, new DateOnly(2023, 12, 31)), next.FindAdopted(National()) is { } past ? (past.Status, past.AsOf) : default);
        Assert.Equal(Today, next.FindAdopted(National(year: 2024))!.AsOf);
        Assert.All(changes, change => Assert.Null(change.Before));
        Assert.Equal([1L, 2L], changes.Select(change => change.After!.Id));
    }

    [Fact]
    public void Restatement_Again_ReplacesTheDesksOwnStatementAndKeepsItsId()
    {
        var (once, _) = CreateSnapshot([(National(), Usd(1))]).ApplyEdits([Restate(National(), Usd(2))], 2, Today, "bàn");
        var (twice, changes) = once.ApplyEdits([Restate(National(), Usd(3))], 3, Today, "bàn");

        Assert.Equal([(1L, Usd(1)), (2L, Usd(3))], twice.FindFigure(National())!.Statements.Select(statement => (statement.Id, statement.Value)));
        Assert.Equal(Usd(2), changes[0].Before!.Value);
    }

    [Fact]
    public void Adoption_OfAnotherStatement_TouchesTheTwoAndNoThird()
    {
        var three = new Figure(National(), [CreateStatement(1, Usd(1)), CreateStatement(2, Usd(2), adopted: false), CreateStatement(3, Usd(3), adopted: false)]);
        var (next, changes) = Snapshot.Create(CountryReference, [three]).ApplyEdits([new Adoption(National(), 3, "lý do")], 9, Today, "bàn");

        Assert.Equal([(false, 9L), (false, 1L), (true, 9L)], next.FindFigure(National())!.Statements.Select(statement => (statement.IsAdopted, statement.Version)));
        Assert.Equal((1L, 3L), (changes[0].Before!.Id, changes[0].After!.Id));
        Assert.Equal(Status.Confirmed, changes[0].After!.Status);
    }

    [Fact]
    public void Adoption_OfAStatementThatIsNotThere_IsAMistakeOfTheCaller() =>
        Assert.Throws<ArgumentException>(() => CreateSnapshot([(National(), Usd(1))]).ApplyEdits([new Adoption(National(), 99, "lý do")], 2, Today, "bàn"));

    [Fact]
    public void Apply_Edits_LeaveTheOldSnapshotAsItWas()
    {
        var before = CreateSnapshot([(National(), Usd(1))]);
        var dump = StateDump.Dump(before);

        before.ApplyEdits([Restate(National(), Usd(2)), Restate(InSector("health"), Usd(1))], 2, Today, "bàn");

        Assert.Equal(dump, StateDump.Dump(before));
    }

    static readonly FigureKey[] Places = [National(), InSector("health"), InProvince(LangSon), InProvince(OldHaiPhong)];

    /// <summary>For each key none, one or several contradicting statements, at most one of them adopted.</summary>
    static readonly Gen<Figure[]> Published = Gen.Select(FigureGenerators.Dollars.Array[0, 4], Gen.Int[-1, 3]).Array[Places.Length].Select(places =>
    {
        var id = 0L;
        return places.Select((place, i) => new Figure(
                Places[i], [.. place.Item1.Select((value, n) => CreateStatement(++id, value, adopted: n == place.Item2))]))
            .Where(figure => !figure.Statements.IsEmpty).ToArray();
    });
}
