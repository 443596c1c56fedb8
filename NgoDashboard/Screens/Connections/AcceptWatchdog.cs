using System.Net;
using System.Net.Sockets;
using System.Text;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using NgoDashboard.Language;

namespace NgoDashboard.Screens.Connections;

/// <summary>
/// Ends the process, for its supervisor to start it again, when it accepts no connection any more although there is room: it would go on
/// living, and be deaf, until a person notices. Asks on a thread of its own, which does not wait for the pool.
/// </summary>
sealed class AcceptWatchdog(
    IServer server, OpenConnections connections, IHostApplicationLifetime lifetime, TimeProvider time, IServiceProvider services,
    IConfiguration configuration) : IHostedService
{
    public const string LivePath = "/health/live";

    /// <summary>For a server inside another program, which must not be ended with it.</summary>
    public const string EnabledSetting = "Limits:Watch";

    /// <summary>A supervisor sees that it did not end by itself.</summary>
    const int ExitCode = 3;

    static readonly TimeSpan Pause = TimeSpan.FromSeconds(2), AnswerTimeout = TimeSpan.FromSeconds(2), EndTimeout = TimeSpan.FromSeconds(10);

    /// <summary>Not a token: its source would have to be disposed, while the thread may still be waiting on it.</summary>
    readonly TaskCompletionSource stopping = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task StartAsync(CancellationToken cancellationToken)
    {
        if (configuration.GetValue(EnabledSetting, defaultValue: true))
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
        IPEndPoint[] known = [.. addresses.Select(LocalEndPoint).OfType<IPEndPoint>()];
        var own = await LivenessListener.Start(services);
        new Thread(() => Run(own, known)) { IsBackground = true, Name = nameof(AcceptWatchdog) }.Start();
    }

    void Run(LivenessListener own, IPEndPoint[] addresses)
    {
        var judge = new AcceptLivenessCheck(time);
        // Made now: without a descriptor nothing can be loaded, not even the words for it.
        var sentence = Languages.InAllLanguages(() => Words.Access["deaf", (int)AcceptLivenessCheck.DeadAfter.TotalSeconds]);
        ProcessEnd.Prepare();
        Console.Error.Flush();
        for (var round = 0; !stopping.Task.Wait(Pause); round++)
        {
            var isAnswered = AnswersProbe(own.Address) && (addresses.Length == 0 || AcceptsConnection(addresses[round % addresses.Length]));
            if (!stopping.Task.IsCompleted && judge.RecordProbe(isAnswered, connections.IsFull))
                EndProcess(sentence);
        }

        _ = own.DisposeAsync().AsTask();
    }

    static bool AnswersProbe(IPEndPoint address)
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

    /// <summary>The system answers a connection before the server does: only its count shows that it was accepted.</summary>
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

    /// <summary>Where this machine reaches it; null for what is no address of the network.</summary>
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
        // Not on this thread: a server that cannot accept may not be able to end either.
        ThreadPool.UnsafeQueueUserWorkItem(_ => lifetime.StopApplication(), null);
        Thread.Sleep(EndTimeout);
        // What was not stored by now was not answered either.
        ProcessEnd.ExitImmediately(ExitCode);
    }
}
