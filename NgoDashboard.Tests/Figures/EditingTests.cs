using CsCheck;
using NgoDashboard.Figures;
using NgoDashboard.Tests.TestKit;
using static NgoDashboard.Tests.TestKit.Sample;

namespace NgoDashboard.Tests.Figures;

public sealed class EditingTests
{
    static readonly DateOnly Today = new(2024, 4, 12);

    [Fact]
    public void Apply_AnyEdits_KeepsEveryPublishedStatementAndAtMostOneAdopted() =>
        Gen.Select(Published, Gen.Select(Gen.Int[0, 3], Gen.Bool, Gen.Int[0, 5], Any.Dollars).List[0, 30]).Sample((published, wishes) =>
        {
            var snapshot = Snapshot.Of(Country, published);
            foreach (var (place, adopts, index, value) in wishes)
            {
                var key = Places[place];
                var edit = adopts && snapshot.Find(key) is { Statements: { IsEmpty: false } statements }
                    ? new Adoption(key, statements[index % statements.Length].Id, "lý do")
                    : (Edit)Say(key, value);
                var last = snapshot.LastStatement;
                (snapshot, _) = snapshot.Apply([edit], version: last + 1, Today, "bàn");
                Assert.True(snapshot.LastStatement >= last);
            }

            var statementsNow = snapshot.Figures.SelectMany(figure => figure.Statements).ToArray();
            Assert.Equal(statementsNow.Length, statementsNow.Select(statement => statement.Id).Distinct().Count());
            Assert.Equal(statementsNow.Select(statement => statement.Id).DefaultIfEmpty().Max(), snapshot.LastStatement);
            Assert.All(snapshot.Figures, figure =>
            {
                Assert.True(figure.Statements.Count(statement => statement.Adopted) <= 1);
                Assert.True(figure.Statements.Count(statement => statement.ByDesk) <= 1);
            });
            foreach (var figure in published)
            {
                Assert.Equal(
                    figure.Statements.Select(statement => statement with { Adopted = false, Version = 0 }),
                    snapshot.Find(figure.Key)!.Statements.Where(statement => !statement.ByDesk).Select(statement => statement with { Adopted = false, Version = 0 }));
            }
        });

    [Fact]
    public void Restatement_OfAnAdoptedFigure_IsACorrectionOfTheSameDayBesideTheOldOne()
    {
        var (next, changes) = Cube([(Nation(Measure.Organisations), Count(338))]).Apply([Say(Nation(Measure.Organisations), Count(388))], 7, Today, "Bàn điều hành");

        var figure = next.Find(Nation(Measure.Organisations))!;
        Assert.Equal((Count(388), Status.Corrected, true, 7L), (figure.Adopted!.Value, figure.Adopted.Status, figure.Adopted.ByDesk, figure.Adopted.Version));
        Assert.Equal(new DateOnly(2023, 12, 31), figure.Adopted.AsOf);
        Assert.Equal(new Source("Bàn điều hành", "Tỉnh báo lại", null, "2024-04-12"), figure.Adopted.Source);
        Assert.Equal([(Count(338), false), (Count(388), true)], figure.Statements.Select(statement => (statement.Value, statement.Adopted)));
        Assert.Equal((Count(338), Count(388)), (changes[0].Before!.Value, changes[0].After!.Value));
        Assert.Equal(7, figure.Version);
    }

    [Fact]
    public void Restatement_OfAnEmptyPlace_IsProvisionalAsOfThePeriodsEndOrToday()
    {
        var (next, changes) = Cube([]).Apply([Say(Nation(), Usd(1)), Say(Nation(year: 2024), Usd(2))], 2, Today, "bàn");

        Assert.Equal((Status.Provisional, new DateOnly(2023, 12, 31)), next.Stated(Nation()) is { } past ? (past.Status, past.AsOf) : default);
        Assert.Equal(Today, next.Stated(Nation(year: 2024))!.AsOf);
        Assert.All(changes, change => Assert.Null(change.Before));
        Assert.Equal([1L, 2L], changes.Select(change => change.After!.Id));
    }

    [Fact]
    public void Restatement_Again_ReplacesTheDesksOwnStatementAndKeepsItsId()
    {
        var (once, _) = Cube([(Nation(), Usd(1))]).Apply([Say(Nation(), Usd(2))], 2, Today, "bàn");
        var (twice, changes) = once.Apply([Say(Nation(), Usd(3))], 3, Today, "bàn");

        Assert.Equal([(1L, Usd(1)), (2L, Usd(3))], twice.Find(Nation())!.Statements.Select(statement => (statement.Id, statement.Value)));
        Assert.Equal(Usd(2), changes[0].Before!.Value);
    }

    [Fact]
    public void Adoption_OfAnotherStatement_TouchesTheTwoAndNoThird()
    {
        var three = new Figure(Nation(), [Statement(1, Usd(1)), Statement(2, Usd(2), adopted: false), Statement(3, Usd(3), adopted: false)]);
        var (next, changes) = Snapshot.Of(Country, [three]).Apply([new Adoption(Nation(), 3, "lý do")], 9, Today, "bàn");

        Assert.Equal([(false, 9L), (false, 1L), (true, 9L)], next.Find(Nation())!.Statements.Select(statement => (statement.Adopted, statement.Version)));
        Assert.Equal((1L, 3L), (changes[0].Before!.Id, changes[0].After!.Id));
        Assert.Equal(Status.Confirmed, changes[0].After!.Status);
    }

    [Fact]
    public void Adoption_OfAStatementThatIsNotThere_IsAMistakeOfTheCaller() =>
        Assert.Throws<ArgumentException>(() => Cube([(Nation(), Usd(1))]).Apply([new Adoption(Nation(), 99, "lý do")], 2, Today, "bàn"));

    [Fact]
    public void Apply_Edits_LeaveTheOldSnapshotAsItWas()
    {
        var before = Cube([(Nation(), Usd(1))]);
        var told = Telling.Of(before);

        before.Apply([Say(Nation(), Usd(2)), Say(In("health"), Usd(1))], 2, Today, "bàn");

        Assert.Equal(told, Telling.Of(before));
    }

    static readonly FigureKey[] Places = [Nation(), In("health"), At(LangSon), At(OldHaiPhong)];

    /// <summary>At some places no statement, at some several that contradict each other, at most one adopted.</summary>
    static readonly Gen<Figure[]> Published = Gen.Select(Any.Dollars.Array[0, 4], Gen.Int[-1, 3]).Array[Places.Length].Select(places =>
    {
        var id = 0L;
        return places.Select((place, i) => new Figure(
                Places[i], [.. place.Item1.Select((value, n) => Statement(++id, value, adopted: n == place.Item2))]))
            .Where(figure => !figure.Statements.IsEmpty).ToArray();
    });
}
