using System.Collections.Concurrent;
using System.Net.WebSockets;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace NgoDashboard.Bench.Browser;

/// <summary>A page of Chromium, spoken to over its DevTools protocol.</summary>
sealed class DevTools : IDisposable
{
    static readonly TimeSpan Longest = TimeSpan.FromSeconds(60);

    readonly ClientWebSocket socket = new();
    readonly ConcurrentDictionary<int, TaskCompletionSource<JsonElement>> asked = new();
    readonly SemaphoreSlim speaking = new(1);
    int last;

    DevTools()
    {
    }

    public static async Task<DevTools> Connect(Uri address)
    {
        var tools = new DevTools();
        await tools.socket.ConnectAsync(address, CancellationToken.None);
        _ = tools.Listen();
        return tools;
    }

    /// <exception cref="TroubleException">The browser refuses, or says nothing.</exception>
    public async Task<JsonElement> Ask(string method, JsonObject? parameters = null)
    {
        var id = Interlocked.Increment(ref last);
        var answer = asked[id] = new(TaskCreationOptions.RunContinuationsAsynchronously);
        var message = new JsonObject { ["id"] = id, ["method"] = method, ["params"] = parameters ?? [] };
        await speaking.WaitAsync();
        try
        {
            await socket.SendAsync(JsonSerializer.SerializeToUtf8Bytes(message), WebSocketMessageType.Text, true, CancellationToken.None);
        }
        finally
        {
            speaking.Release();
        }

        try
        {
            return await answer.Task.WaitAsync(Longest);
        }
        catch (TimeoutException)
        {
            throw new TroubleException($"The browser did not answer {method}.");
        }
    }

    /// <summary>The value of an expression in the page; a promise is waited for.</summary>
    public async Task<JsonElement> Evaluate(string expression)
    {
        var answer = await Ask("Runtime.evaluate", new() { ["expression"] = expression, ["returnByValue"] = true, ["awaitPromise"] = true });
        if (answer.TryGetProperty("exceptionDetails", out var thrown))
            throw new TroubleException("The page failed: " + thrown);
        return answer.GetProperty("result").TryGetProperty("value", out var value) ? value : default;
    }

    /// <summary>Waits until the page says that it is so.</summary>
    /// <exception cref="TroubleException">It has not become so within half a minute.</exception>
    public async Task Until(string condition, string otherwise)
    {
        for (var i = 0; i < 300; i++)
        {
            try
            {
                if ((await Evaluate($"!!({condition})")).ValueKind == JsonValueKind.True)
                    return;
            }
            catch (TroubleException) when (i < 299)
            {
                // Between two pages there is none to ask.
            }

            await Task.Delay(100);
        }

        throw new TroubleException($"{otherwise}.");
    }

    public void Dispose()
    {
        socket.Dispose();
        speaking.Dispose();
    }

    async Task Listen()
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
                    Hear(document.RootElement);
                message.SetLength(0);
            }
        }
        catch (Exception)
        {
            // Whoever asks is told.
        }

        foreach (var (_, answer) in asked)
            answer.TrySetException(new TroubleException("The browser has ended."));
    }

    void Hear(JsonElement message)
    {
        if (!message.TryGetProperty("id", out var id) || !asked.TryRemove(id.GetInt32(), out var answer))
            return;
        if (message.TryGetProperty("error", out var error))
            answer.TrySetException(new TroubleException("The browser refuses: " + error));
        else
            answer.TrySetResult(message.GetProperty("result").Clone());
    }
}
