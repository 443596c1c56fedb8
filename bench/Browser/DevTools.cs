using System.Collections.Concurrent;
using System.Net.WebSockets;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace NgoDashboard.Bench.Browser;

/// <summary>Controls a page of Chromium over the DevTools protocol.</summary>
sealed class DevTools : IDisposable
{
    static readonly TimeSpan CommandTimeout = TimeSpan.FromSeconds(60);

    readonly ClientWebSocket socket = new();
    readonly ConcurrentDictionary<int, TaskCompletionSource<JsonElement>> pendingCommands = new();
    readonly SemaphoreSlim sendLock = new(1);
    int last;

    DevTools()
    {
    }

    public static async Task<DevTools> Connect(Uri address)
    {
        var tools = new DevTools();
        await tools.socket.ConnectAsync(address, CancellationToken.None);
        _ = tools.ReceiveMessages();
        return tools;
    }

    /// <exception cref="BenchException">The browser refuses the command or does not answer within a minute.</exception>
    public async Task<JsonElement> SendCommand(string method, JsonObject? parameters = null)
    {
        var id = Interlocked.Increment(ref last);
        var answer = pendingCommands[id] = new(TaskCreationOptions.RunContinuationsAsynchronously);
        var message = new JsonObject { ["id"] = id, ["method"] = method, ["params"] = parameters ?? [] };
        await sendLock.WaitAsync();
        try
        {
            await socket.SendAsync(JsonSerializer.SerializeToUtf8Bytes(message), WebSocketMessageType.Text, true, CancellationToken.None);
        }
        finally
        {
            sendLock.Release();
        }

        try
        {
            return await answer.Task.WaitAsync(CommandTimeout);
        }
        catch (TimeoutException)
        {
            throw new BenchException($"The browser did not answer {method}.");
        }
    }

    /// <summary>Evaluates an expression in the page and awaits a promise.</summary>
    public async Task<JsonElement> Evaluate(string expression)
    {
        var answer = await SendCommand(
            "Runtime.evaluate", new() { ["expression"] = expression, ["returnByValue"] = true, ["awaitPromise"] = true });
        if (answer.TryGetProperty("exceptionDetails", out var thrown))
            throw new BenchException("The page failed: " + thrown);
        return answer.GetProperty("result").TryGetProperty("value", out var value) ? value : default;
    }

    /// <summary>Polls until a condition is true in the page.</summary>
    /// <exception cref="BenchException">It is not true after 30 s.</exception>
    public async Task WaitUntil(string condition, string failureMessage)
    {
        for (var i = 0; i < 300; i++)
        {
            try
            {
                if ((await Evaluate($"!!({condition})")).ValueKind == JsonValueKind.True)
                    return;
            }
            catch (BenchException) when (i < 299)
            {
                // During a navigation there is no page to evaluate in.
            }

            await Task.Delay(100);
        }

        throw new BenchException($"{failureMessage}.");
    }

    public void Dispose()
    {
        socket.Dispose();
        sendLock.Dispose();
    }

    async Task ReceiveMessages()
    {
        var buffer = new byte[64 * 1024];
        var message = new MemoryStream();
        try
        {
            while (true)
            {
                var received = await socket.ReceiveAsync(buffer.AsMemory(), CancellationToken.None);
                if (received.MessageType == WebSocketMessageType.Close)
                    break;
                message.Write(buffer, 0, received.Count);
                if (!received.EndOfMessage)
                    continue;
                using (var document = JsonDocument.Parse(message.ToArray()))
                    HandleMessage(document.RootElement);
                message.SetLength(0);
            }
        }
        catch (Exception)
        {
            // The pending commands fail below.
        }

        foreach (var (_, answer) in pendingCommands)
            answer.TrySetException(new BenchException("The browser has ended."));
    }

    void HandleMessage(JsonElement message)
    {
        if (!message.TryGetProperty("id", out var id) || !pendingCommands.TryRemove(id.GetInt32(), out var answer))
            return;
        if (message.TryGetProperty("error", out var error))
            answer.TrySetException(new BenchException("The browser refuses: " + error));
        else
            answer.TrySetResult(message.GetProperty("result").Clone());
    }
}
