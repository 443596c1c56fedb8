using System.Diagnostics;

namespace NgoDashboard.Tests.TestKit.Applications;

/// <summary>Runs a program to its end; with the test, a program that is still running is ended too.</summary>
static class ProgramRunner
{
    /// <returns>The exit code, and what it wrote to its output and then to its errors.</returns>
    public static async Task<(int Code, string Output)> Run(ProcessStartInfo start)
    {
        (start.RedirectStandardOutput, start.RedirectStandardError) = (true, true);
        using var process = Process.Start(start) ?? throw new InvalidOperationException($"{start.FileName} did not start.");
        try
        {
            var output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
            var errors = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
            await process.WaitForExitAsync(TestContext.Current.CancellationToken);
            return (process.ExitCode, await output + await errors);
        }
        finally
        {
            if (!process.HasExited)
                process.Kill(entireProcessTree: true);
        }
    }
}
