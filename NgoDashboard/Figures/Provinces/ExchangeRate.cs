namespace NgoDashboard.Figures.Provinces;

/// <summary>Đồng per US dollar, the average of a year.</summary>
/// <param name="IsConfirmed">False where the data file marks it as unverified.</param>
public sealed record ExchangeRate(int Year, decimal VndPerUsd, RateSource Source, bool IsConfirmed)
{
    /// <summary>With a higher rate the largest amount of a figure, converted to đồng, would not fit a long.</summary>
    public const decimal Highest = 90_000;
}

/// <summary>Where a rate was published.</summary>
/// <param name="Publisher">Of a rate of the data files the whole line: they do not divide it.</param>
/// <param name="Date">As the source gives it: a year, a month or a day ("2024", "2024-04", "2024-04-30").</param>
public sealed record RateSource(string Publisher, string? Title = null, string? Url = null, string? Date = null);
