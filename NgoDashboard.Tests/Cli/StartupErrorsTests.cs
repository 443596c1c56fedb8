using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Connections;
using NgoDashboard.Cli;
using NgoDashboard.Language;
using NgoDashboard.Storage.Disk;
using NgoDashboard.Storage.Reference;
using NgoDashboard.Tests.TestKit.Applications;
using NgoDashboard.Tests.TestKit.Infrastructure;

namespace NgoDashboard.Tests.Cli;

/// <summary>A server that cannot start prints the reason in both languages and exits with code 1.</summary>
public sealed class StartupErrorsTests : IDisposable
{
    readonly TempFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Trait("Tier", "Process")]
    [Fact]
    public async Task Start_ThatCannotBe_EndsWithASentenceAndNoStackTrace()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "The settings of one of them are made by a shell.");
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var lost = folder.GetFilePath("lost/briefing.db");
        Directory.CreateDirectory(folder.GetFilePath("lost/briefing.db.reports"));
        File.WriteAllText(folder.GetFilePath("lost/briefing.db.reports/a"), "sent");

        // In parallel, because each takes seconds, mostly for starting .NET.
        var ends = await Task.WhenAll(
            ServerProcess.RunUntilExit(folder.GetFilePath("port/briefing.db"), $"http://{taken.LocalEndpoint}"),
            ServerProcess.RunUntilExit(lost),
            ServerProcess.RunUntilExit(folder.GetFilePath("address/briefing.db"), "nonsense"),
            ServerProcess.RunUntilExit(folder.GetFilePath("watch/briefing.db"), shell: "Limits__Watch=maybe exec \"$@\""),
            ServerProcess.RunUntilExit(folder.GetFilePath("limit/briefing.db"), shell: "Limits__Connections=many exec \"$@\""));

        string[][] expected =
        [
            ["cổng", "another program uses this port"], ["nhật ký", "--begin-anew"], ["nonsense"],
            ["Limits__Watch là “maybe”: phải là true hoặc false.", "Limits__Watch is “maybe”: it must be true or false."],
            ["Limits__Connections", "whole number"],
        ];
        Assert.All(ends.Zip(expected), end =>
        {
            Assert.True(end.First.ExitCode == 1, end.First.Output);
            Assert.All(end.Second, text => Assert.Contains(text, end.First.Output, StringComparison.Ordinal));
            Assert.DoesNotContain("   at ", end.First.Output, StringComparison.Ordinal);
            Assert.DoesNotContain("Exception", end.First.Output, StringComparison.Ordinal);
        });
        Assert.False(File.Exists(lost));
        Assert.False(Directory.Exists(folder.GetFilePath("watch")));
    }

    [Fact]
    public void Reason_ThatAPersonCanMend_HasASentenceAndAMistakeOfTheProgramHasNone()
    {
        Exception[] mendable =
        [
            new IOException("Failed to bind.", new AddressInUseException("in use")),
            new SocketException((int)SocketError.AccessDenied),
            new SocketException((int)SocketError.AddressNotAvailable),
            new FormatException("Invalid url: 'nonsense'"),
            new StorageException(StorageProblem.Full, "/x"),
            new AggregateException(new StorageException(StorageProblem.Full, "/x")),
            InvalidSettingException.For(_ => "a"),
            new DataFileException([new(DataFault.FileEmpty, "figures.csv")]),
        ];

        Assert.All(mendable, error => Assert.Equal(2, StartupErrors.Explain(error, "http://localhost:5080")!.Split(Environment.NewLine).Length));
        Assert.Null(StartupErrors.Explain(new InvalidOperationException("a mistake"), null));
        Assert.Null(StartupErrors.Explain(new KeyNotFoundException(), null));
    }
}
