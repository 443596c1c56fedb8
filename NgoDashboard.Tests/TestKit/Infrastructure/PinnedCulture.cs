using System.Globalization;
using System.Runtime.CompilerServices;

namespace NgoDashboard.Tests.TestKit.Infrastructure;

/// <summary>The tests read and write as the meeting does, on whatever machine they run.</summary>
static class PinnedCulture
{
    public static readonly CultureInfo Vietnamese = CultureInfo.GetCultureInfo("vi-VN");

    // CA2255 speaks of libraries: this assembly is the program. An earlier hook than this the runner does not offer.
#pragma warning disable CA2255
    [ModuleInitializer]
#pragma warning restore CA2255
    internal static void Pin()
    {
        (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture) = (Vietnamese, Vietnamese);
        (CultureInfo.DefaultThreadCurrentCulture, CultureInfo.DefaultThreadCurrentUICulture) = (Vietnamese, Vietnamese);
    }
}
