using NgoDashboard.Figures;
using NgoDashboard.Tests.TestKit;

namespace NgoDashboard.Tests.Reports;

/// <summary>Numbers that are read as they are written, and are doubtful beside what is there, or beside each other.</summary>
static class ReportCasesOfChecks
{
    static readonly FigureKey Nation = FigureKey.National(2023, Measure.Disbursed);

    public static IEnumerable<ReportCase> All => [.. Slips()];

    static IEnumerable<ReportCase> Slips()
    {
        // Of 2024 no rate is known yet.
        yield return new("Slip_OfCurrencyInAYearWithoutRate", ReportBook.Of("""
            Năm 2024 (triệu đồng)
            Địa phương|Giải ngân
            Toàn quốc|#230
            """), "VN - disbursed 2024 230000000 VND Doubtful:SlipOfCurrency") { Known = [(Nation, Sample.Usd(228_700_000))] };
        yield return new("Slip_NoneInTheOtherCurrencyOfAYearWithoutRate", ReportBook.Of("""
            Năm 2024 (tỷ đồng)
            Địa phương|Giải ngân
            Toàn quốc|#5600
            """), "VN - disbursed 2024 5600000000000 VND") { Known = [(Nation, Sample.Usd(228_700_000))] };
        yield return new("Disbursed_OverCommittedInTheOtherCurrencyOfAYearWithoutRate", ReportBook.Of("""
            Năm 2024
            Địa phương|Giải ngân (triệu đồng)
            Toàn quốc|#300
            """), "VN - disbursed 2024 300000000 VND Doubtful:DisbursedOverCommitted") { Known = [(new(Period.Year(2024), null, null, null, Measure.Committed), Sample.Usd(10_000))] };
    }
}
