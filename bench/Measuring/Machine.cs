using System.Globalization;
using System.Runtime.InteropServices;

namespace NgoDashboard.Bench.Measuring;

/// <summary>Describes the machine of the measurement.</summary>
static class Machine
{
    public static string Describe()
    {
        var processor = File.ReadLines("/proc/cpuinfo").FirstOrDefault(line => line.StartsWith("model name", StringComparison.Ordinal))
            ?.Split(':')[1].Trim() ?? "unknown processor";
        var memory = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / (1L << 30);
        return string.Create(CultureInfo.InvariantCulture,
            $"{Environment.ProcessorCount} × {processor}, {memory} GB; {RuntimeInformation.OSDescription}; {RuntimeInformation.FrameworkDescription}");
    }
}
