namespace NgoDashboard.Live;

/// <summary>Viet Nam's clock: UTC+7 the whole year, without a time-zone database, which an office machine may lack.</summary>
public static class VietNam
{
    public static readonly TimeSpan Offset = TimeSpan.FromHours(7);

    public static DateTimeOffset Time(DateTimeOffset instant) => instant.ToOffset(Offset);

    public static DateOnly Day(DateTimeOffset instant) => DateOnly.FromDateTime(Time(instant).DateTime);
}
