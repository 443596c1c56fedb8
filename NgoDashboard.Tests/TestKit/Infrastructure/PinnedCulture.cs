using System.Globalization;
using System.Runtime.CompilerServices;

namespace NgoDashboard.Tests.TestKit.Infrastructure;

/// <summary>Runs all tests with the culture vi-VN, whatever the machine's is.</summary>
static class PinnedCulture
{
    public static readonly CultureInfo Vietnamese = CultureInfo.GetCultureInfo("vi-VN");

    // CA2255 warns of module initialisers in libraries; this assembly is the program, and the runner offers no earlier hook.
#pragma warning disable CA2255
    [ModuleInitializer]
#pragma warning restore CA2255
    internal static void Pin()
    {
        (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture) = (Vietnamese, Vietnamese);
        (CultureInfo.DefaultThreadCurrentCulture, CultureInfo.DefaultThreadCurrentUICulture) = (Vietnamese, Vietnamese);
    }
}
