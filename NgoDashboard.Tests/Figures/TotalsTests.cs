using CsCheck;
using NgoDashboard.Figures;
using NgoDashboard.Tests.TestKit;
using static NgoDashboard.Tests.TestKit.Sample;

namespace NgoDashboard.Tests.Figures;

public sealed class TotalsTests
{
    static readonly FigureKey Whole = Nation();
    static readonly FigureKey[] BySector = [.. Sectors.Select(sector => In(sector))];
    static readonly FigureKey[] ByProvince = [.. Current.Select(province => At(province))];

    [Fact]
    public void Total_AllPartsStated_IsTheirSum() => Gen.OneOf(Any.AllOf(BySector), Any.AllOf(ByProvince)).Sample(stated =>
    {
        var total = Cube(stated).Total(Whole);

        Assert.Equal(Basis.Summed, total.Basis);
        Assert.Equal(new Quantity(stated.Sum(one => one.Value.Minor), Unit.Usd), total.Value);
        Assert.Equal((3, 3), (total.Known, total.Of));
    });

    [Fact]
    public void Total_StatedWhole_IsNeverReplacedByItsParts() => Gen.Select(Any.Snapshot, Any.Money).Sample((snapshot, value) =>
    {
        var total = snapshot.With([new(Whole, [Statement(1_000, value)])]).Total(Whole);

        Assert.Equal((Basis.Stated, value), (total.Basis, total.Value));
    });

    [Fact]
    public void Total_SomePartsOfAConsistentWhole_NeverExceedsIt() => Any.SomeOf([.. BySector, .. ByProvince]).Sample(stated =>
    {
        // Consistent: the whole that a source will state one day is at least what either direction adds up to.
        var whole = Math.Max(
            stated.Where(one => one.Key.Sector is not null).Sum(one => one.Value.Minor), stated.Where(one => one.Key.Province is not null).Sum(one => one.Value.Minor));
        var total = Cube(stated).Total(Whole);

        Assert.True((total.Value?.Minor ?? 0) <= whole);
        Assert.Equal(stated.Count == 0, total.Basis == Basis.Unpublished);
    });

    [Fact]
    public void Total_PartsKnownInBothDirections_AreNotAddedToEachOther() =>
        Assert.Equal(Usd(7), Cube([(In("health"), Usd(7)), (At(LangSon), Usd(5))]).Total(Whole).Value);

    [Fact]
    public void Total_BothBasesStated_AreNotAddedToEachOther()
    {
        var total = Cube([(At(HaiPhong), Usd(10)), (At(OldHaiPhong), Usd(6)), (At(OldLangSon), Usd(5))]).Total(Whole);

        // Hải Phòng as it is told now, Lạng Sơn carried over; the old Hải Phòng is within the new one.
        Assert.Equal(Usd(15), total.Value);
        Assert.Equal((Basis.Partial, 2, 3), (total.Basis, total.Known, total.Of));
    }

    [Fact]
    public void Total_StatementAddedElsewhere_DoesNotChange() => Gen.Select(Any.Snapshot, Any.Stated, Any.Stated).Sample((snapshot, added, watched) =>
    {
        if (AreRelated(added.Key, watched.Key))
            return;

        var before = snapshot.Total(watched.Key);
        var after = snapshot.With([new(added.Key, [Statement(1_000, added.Value)])]).Total(watched.Key);

        Assert.Equal((before.Basis, before.Value, before.Qualifier), (after.Basis, after.Value, after.Qualifier));
    });

    [Fact]
    public void Total_AfterAnyChanges_IsWhatACubeSaysThatHasKnownNothingElse() =>
        Gen.Select(Any.Snapshot, Any.Stated.List[1, 4], Any.Stated.List[1, 12]).Sample((snapshot, changes, watched) =>
        {
            foreach (var change in changes)
            {
                Ask();
                snapshot = snapshot.With([new(change.Key, [Statement(1_000, change.Value)])]);
            }

            var anew = Snapshot.Of(snapshot.Reference, snapshot.Figures);
            foreach (var (key, _) in watched)
            {
                var (kept, fresh) = (snapshot.Total(key), anew.Total(key));
                Assert.Equal(
                    (fresh.Basis, fresh.Value, fresh.Qualifier, fresh.Known, fresh.Of, fresh.IsConverted),
                    (kept.Basis, kept.Value, kept.Qualifier, kept.Known, kept.Of, kept.IsConverted));
                Assert.Equal(fresh.Statements.OrderBy(statement => statement.Id), kept.Statements.OrderBy(statement => statement.Id));
                Assert.Equal(Ranking.PlaceOf(anew, key), Ranking.PlaceOf(snapshot, key));
            }

            void Ask()
            {
                foreach (var (key, _) in watched)
                    _ = (snapshot.Total(key), Ranking.PlaceOf(snapshot, key));
            }
        });

    [Fact]
    public void Total_ChangeOfTheCountry_AddsUpNoProvinceAnew()
    {
        var snapshot = Cube([(At(OldHaiPhong), Usd(6)), (At(OldHaiDuong), Usd(5)), (Whole, Usd(20))]);
        var (own, whole) = (snapshot.Total(At(HaiPhong)), snapshot.Total(Nation(Measure.Committed)));

        var next = snapshot.With([new(Whole, [Statement(1_000, Usd(21))])]);

        Assert.Same(own, next.Total(At(HaiPhong)));
        Assert.NotSame(whole, next.With([new(At(OldHaiPhong, Measure.Committed), [Statement(1_001, Usd(3))])]).Total(Nation(Measure.Committed)));
    }

    [Fact]
    public void Total_NothingStated_IsUnpublishedAndNeverZero() => Any.Stated.Sample(one =>
    {
        var total = Cube([]).Total(one.Key);

        Assert.Equal(Basis.Unpublished, total.Basis);
        Assert.Null(total.Value);
    });

    [Fact]
    public void Total_AnyCube_HasNoValueExactlyWhereUnpublished() => Gen.Select(Any.Snapshot, Any.Stated).Sample((snapshot, one) =>
    {
        var total = snapshot.Total(one.Key);

        Assert.Equal(total.Basis == Basis.Unpublished, total.Value is null);
        Assert.Equal(total.Value is null, total.Statements.IsEmpty);
    });

    [Theory]
    [InlineData(Measure.Organisations)]
    [InlineData(Measure.Countries)]
    public void Total_MeasureThatIsNotAdditive_IsNeverSummed(Measure measure)
    {
        var parts = Current.Concat(Old).Select(province => (At(province, measure), Count(5))).Concat(Sectors.Select(sector => (In(sector, measure), Count(5))));

        Assert.Equal(Basis.Unpublished, Cube(parts).Total(Nation(measure)).Basis);
        Assert.Equal(Basis.Unpublished, Cube([(At(OldHaiPhong, measure), Count(5)), (At(OldHaiDuong, measure), Count(5))]).Total(At(HaiPhong, measure)).Basis);
    }

    [Fact]
    public void Total_Campaigns_AddUpToNothing()
    {
        var relief = Whole with { Campaign = "relief" };
        var snapshot = Cube([(relief, Usd(9)), (At(LangSon) with { Campaign = "relief" }, Usd(5))]);

        Assert.Equal(Basis.Unpublished, snapshot.Total(Whole).Basis);
        Assert.Equal(Basis.Unpublished, Cube([(At(LangSon) with { Campaign = "relief" }, Usd(5))]).Total(relief).Basis);
    }

    [Fact]
    public void Remainder_AnyParts_MakesUpTheWholeWithThem() => Gen.Select(Any.SomeOf(BySector), Any.Dollars).Sample((stated, whole) =>
    {
        var remainder = Cube(stated.Append((Whole, whole))).RemainderBySector(Whole);

        if (stated.Count == 0)
            Assert.Null(remainder);
        else
            Assert.Equal(whole.Minor, remainder!.Value.Minor + stated.Sum(one => one.Value.Minor));
    });

    [Fact]
    public void Remainder_PartsOverTheWhole_IsNegativeAndNotHidden() =>
        Assert.Equal(new Quantity(-100, Unit.Usd), Cube([(Whole, Usd(10)), (In("health"), Usd(11))]).RemainderBySector(Whole));

    [Fact]
    public void Total_PartsInTwoCurrencies_IsConvertedAtTheRateOfTheYear()
    {
        var total = Cube([(In("health"), Usd(10)), (In("education"), Vnd(48_000)), (In("other"), Usd(1))]).Total(Whole);

        Assert.Equal((Basis.Summed, Usd(13), true), (total.Basis, total.Value, total.IsConverted));
    }

    [Fact]
    public void Total_PartsInOneCurrency_StaysInItUnconverted() => Gen.Select(Any.Dong, Any.Dong, Any.Dong).Sample((a, b, c) =>
    {
        var total = Cube([(In("health"), a), (In("education"), b), (In("other"), c)]).Total(Whole);

        Assert.Equal((new Quantity(a.Minor + b.Minor + c.Minor, Unit.Vnd), false), (total.Value, total.IsConverted));
    });

    [Fact]
    public void Total_TwoCurrenciesInAYearWithoutRate_LeavesOutWhatCannotJoinAndStaysPartial()
    {
        var whole = Nation(year: YearWithoutRate);
        var total = Cube([(whole with { Sector = "health" }, Usd(10)), (whole with { Sector = "education" }, Vnd(48_000)), (whole with { Sector = "other" }, Usd(1))])
            .Total(whole);

        Assert.Equal((Basis.Partial, Usd(11), 2, 3), (total.Basis, total.Value, total.Known, total.Of));
    }

    [Theory]
    [InlineData(Qualifier.Exact, Qualifier.Exact, Qualifier.Exact)]
    [InlineData(Qualifier.Nearly, Qualifier.Exact, Qualifier.Nearly)]
    [InlineData(Qualifier.Over, Qualifier.Over, Qualifier.Over)]
    [InlineData(Qualifier.Nearly, Qualifier.Over, Qualifier.About)]
    [InlineData(Qualifier.About, Qualifier.Exact, Qualifier.About)]
    public void Combine_Qualifiers_SaysNoMoreThanTheyDo(Qualifier one, Qualifier other, Qualifier together)
    {
        Assert.Equal(together, Total.Combine([one, other]));
        Assert.Equal(together, Total.Combine([other, one]));
    }

    [Fact]
    public void Rate_BothFiguresWhole_IsDerivedToATenthOfAPercent()
    {
        var total = Cube([(Whole, Usd(2)), (Nation(Measure.Committed), Usd(3))]).Total(Nation(Measure.DisbursementRate));

        Assert.Equal((Basis.Derived, Percent(66.7m)), (total.Basis, total.Value));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Rate_OneFigureUnknownOrPartial_IsUnpublished(bool isPartial)
    {
        var snapshot = isPartial ? Cube([(In("health"), Usd(2)), (Nation(Measure.Committed), Usd(3))]) : Cube([(Whole, Usd(2))]);

        Assert.Equal(Basis.Unpublished, snapshot.Total(Nation(Measure.DisbursementRate)).Basis);
    }

    [Fact]
    public void Rate_NothingCommitted_IsUnpublished() =>
        Assert.Equal(Basis.Unpublished, Cube([(Whole, Usd(2)), (Nation(Measure.Committed), Usd(0))]).Total(Nation(Measure.DisbursementRate)).Basis);

    [Fact]
    public void Rate_Stated_StandsBeforeTheDerivedOne() =>
        Assert.Equal(
            (Basis.Stated, Percent(71)),
            Cube([(Whole, Usd(2)), (Nation(Measure.Committed), Usd(3)), (Nation(Measure.DisbursementRate), Percent(71))])
                .Total(Nation(Measure.DisbursementRate)) is var total ? (total.Basis, total.Value!.Value) : default);

    /// <summary>Whether the one place can take part in what is shown at the other: as itself, a part, or an operand of a rate.</summary>
    static bool AreRelated(FigureKey part, FigureKey whole) =>
        part.Period == whole.Period
        && part.Campaign == whole.Campaign
        && (part.Measure == whole.Measure || (whole.Measure == Measure.DisbursementRate && part.Measure is Measure.Disbursed or Measure.Committed))
        && (whole.Sector is null || part.Sector == whole.Sector)
        && (whole.Province is null || part.Province == whole.Province || (part.Province is { } old && Country.Province(old)!.Successor == whole.Province));
}
