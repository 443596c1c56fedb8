using System.Net;
using System.Net.Sockets;
using System.Text;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using NgoDashboard.Language;

namespace NgoDashboard.Screens.Connections;

/// <summary>
/// Ends the process, so that its supervisor restarts it, when it accepts no connections although the limit is not reached: otherwise it
/// would keep running without being reachable. Probes on its own thread, because the pool may be exhausted.
/// </summary>
sealed class AcceptWatchdog(
    IServer server, OpenConnections connections, IHostApplicationLifetime lifetime, TimeProvider time, IServiceProvider services,
    LimitOptions options) : IHostedService
{
    public const string LivePath = "/health/live";

    /// <summary>Not 0, so that a supervisor that restarts on failure does so.</summary>
    const int ExitCode = 3;

    static readonly TimeSpan Pause = TimeSpan.FromSeconds(2),
        AnswerTimeout = TimeSpan.FromSeconds(2),
        EndTimeout = TimeSpan.FromSeconds(10);

    /// <summary>Not a cancellation token, because its source would be disposed while the thread may still wait on it.</summary>
    readonly TaskCompletionSource stopping = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task StartAsync(CancellationToken cancellationToken)
    {
        if (options.WatchesAccepting)
            lifetime.ApplicationStarted.Register(() => _ = StartThread());
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken)
    {
        stopping.TrySetResult();
        return Task.CompletedTask;
    }

    async Task StartThread()
    {
        if (server.Features.Get<IServerAddressesFeature>()?.Addresses is not { Count: > 0 } addresses)
            return;
        IPEndPoint[] endPoints = [.. addresses.Select(LocalEndPoint).OfType<IPEndPoint>()];
        var listener = await LivenessListener.Start(services);
        new Thread(() => Run(listener, endPoints)) { IsBackground = true, Name = nameof(AcceptWatchdog) }.Start();
    }

    void Run(LivenessListener listener, IPEndPoint[] addresses)
    {
        var check = new AcceptLivenessCheck(time);
        // Formatted in advance, because a process without free file descriptors cannot load the assemblies and resources for it.
        var sentence = DisplayLanguage.InAllLanguages(
            language => language.Words.Access["deaf", (int)AcceptLivenessCheck.DeadAfter.TotalSeconds]);
        ProcessEnd.Prepare();
        Console.Error.Flush();
        for (var round = 0; !stopping.Task.Wait(Pause); round++)
        {
            var isAnswered = AnswersProbe(listener.Address)
                && (addresses.Length == 0 || AcceptsConnection(addresses[round % addresses.Length]));
            if (!stopping.Task.IsCompleted && check.RecordProbe(isAnswered, connections.IsFull))
                EndProcess(sentence);
        }

        _ = listener.DisposeAsync().AsTask();
    }

    internal static bool AnswersProbe(IPEndPoint address)
    {
        try
        {
            using var socket = Connect(address);
            socket.Send(Encoding.ASCII.GetBytes($"GET {LivePath} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"));
            var answer = new byte[64];
            return Encoding.ASCII.GetString(answer, 0, socket.Receive(answer)).Contains(" 200 ", StringComparison.Ordinal);
        }
        catch (SocketException)
        {
            return false;
        }
    }

    /// <summary>Compares the count of accepted connections, because the kernel completes the handshake before the server accepts.</summary>
    bool AcceptsConnection(IPEndPoint address)
    {
        try
        {
            var before = connections.AcceptedCount;
            using var socket = Connect(address);
            return SpinWait.SpinUntil(() => connections.AcceptedCount > before, AnswerTimeout);
        }
        catch (SocketException)
        {
            return false;
        }
    }

    static Socket Connect(IPEndPoint address)
    {
        var timeout = (int)AnswerTimeout.TotalMilliseconds;
        var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp)
        {
            SendTimeout = timeout,
            ReceiveTimeout = timeout,
            Blocking = false,
        };
        try
        {
            try
            {
                socket.Connect(address);
            }
            catch (SocketException pending) when (pending.SocketErrorCode is SocketError.WouldBlock or SocketError.InProgress)
            {
                if (!socket.Poll(AnswerTimeout, SelectMode.SelectWrite))
                    throw new SocketException((int)SocketError.TimedOut);
            }

            socket.Blocking = true;
            return socket;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    /// <summary>The end point to probe; null for a pipe or a Unix socket.</summary>
    static IPEndPoint? LocalEndPoint(string address)
    {
        if (BindingAddress.Parse(address) is not { IsUnixPipe: false, IsNamedPipe: false } bound)
            return null;
        return IPAddress.TryParse(bound.Host.Trim('[', ']'), out var ip) && !ip.Equals(IPAddress.Any) && !ip.Equals(IPAddress.IPv6Any)
            ? new(ip, bound.Port)
            : new(IPAddress.Loopback, bound.Port);
    }

    void EndProcess(string sentence)
    {
        Console.Error.WriteLine(sentence);
        Environment.ExitCode = ExitCode;
        // On another thread, because the orderly shutdown may hang as well.
        ThreadPool.UnsafeQueueUserWorkItem(_ => lifetime.StopApplication(), null);
        Thread.Sleep(EndTimeout);
        // Loses no confirmed data: a command is answered only after it is stored.
        ProcessEnd.ExitImmediately(ExitCode);
    }
}
