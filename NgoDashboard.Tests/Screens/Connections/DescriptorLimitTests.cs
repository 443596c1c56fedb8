using System.Globalization;
using NgoDashboard.Screens.Connections;

namespace NgoDashboard.Tests.Screens.Connections;

public sealed class DescriptorLimitTests
{
    [Fact]
    public void Limit_OfThisProcess_IsItsHardLimitAsTheSystemTellsIt()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "The system tells it in /proc on Linux only.");

        var limit = DescriptorLimit.RaiseToHardLimit();

        var (soft, hard) = ReadLimits();
        Assert.Equal(Math.Min(hard, 1 << 20), limit);
        Assert.True(soft >= limit, $"{soft} < {limit}");
    }

    /// <summary>"Max open files            1024                 524288               files".</summary>
    static (long Soft, long Hard) ReadLimits() => File.ReadLines("/proc/self/limits")
        .First(line => line.StartsWith("Max open files", StringComparison.Ordinal))["Max open files".Length..]
        .Split(' ', StringSplitOptions.RemoveEmptyEntries) is [var soft, var hard, ..] ? (Parse(soft), Parse(hard)) : default;

    static long Parse(string limit) => limit == "unlimited" ? long.MaxValue : long.Parse(limit, CultureInfo.InvariantCulture);
}
