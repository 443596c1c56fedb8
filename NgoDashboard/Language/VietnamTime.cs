namespace NgoDashboard.Language;

/// <summary>Viet Nam's local time: UTC+7 all year, computed without a time-zone database, because an office machine may lack one.</summary>
public static class VietnamTime
{
    public static readonly TimeSpan Offset = TimeSpan.FromHours(7);

    public static DateTimeOffset ToLocal(DateTimeOffset instant) => instant.ToOffset(Offset);

    public static DateOnly LocalDay(DateTimeOffset instant) => DateOnly.FromDateTime(ToLocal(instant).DateTime);
}
