using NgoDashboard.Figures.Provinces;

namespace NgoDashboard.Figures.Rehearsal;

/// <summary>How a rehearsal's aid is distributed. Made up; only the order of the provinces by size follows their reports.</summary>
static class RehearsalWeights
{
    public static IReadOnlyList<(Province Province, long Weight)> ProvinceWeights(ReferenceData reference) =>
        [.. reference.ProvincesOnBasis(ProvinceCode.CurrentBasis).Select(province => (province, ProvinceWeight(province.Code)))];

    /// <summary>A sector's weight, out of about 700.</summary>
    public static long Weight(Sector sector) => sector.Id switch
    {
        "health" => 170,
        "socio-economic-development" => 140,
        "social-issues" => 120,
        "education-training" => 100,
        "environment" => 80,
        "capacity-building" => 40,
        "judicial-support" => 15,
        "emergency-relief" => 25,
        _ => 20,
    };

    /// <summary>In percent: how far a province favours a sector, the same in all years.</summary>
    public static long SectorBias(Province province, Sector sector) =>
        DeterministicRandom.NumberBetween($"{province.Code} {sector.Id}", 50, 150);

    static long ProvinceWeight(ProvinceCode code) => code.Code switch
    {
        "01" => 100,
        "79" => 88,
        "44" => 72,
        "46" => 61,
        "48" => 54,
        _ => DeterministicRandom.NumberBetween(code.ToString(), 7, 28),
    };
}
