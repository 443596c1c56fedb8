using System.Buffers.Binary;
using System.Text;

namespace NgoDashboard.Bench.Clients.Circuits;

/// <summary>Messages of a circuit's client in Blazor's MessagePack protocol ("blazorpack").</summary>
static class BlazorPackMessages
{
    public static readonly byte[] Handshake = Encoding.ASCII.GetBytes("{\"protocol\":\"blazorpack\",\"version\":1}\u001e");

    public static readonly byte[] Ping = CreateMessage(_ => { }, 6);

    /// <summary>With an invocation id, because components can be added only after its completion.</summary>
    public static byte[] StartCircuit(string address) => CreateInvocation("StartCircuit", "0", address, address, "[]", "");

    public static byte[] AddComponents(string operations) => CreateInvocation("UpdateRootComponents", null, operations, "");

    public static byte[] RenderCompleted(long batch) => CreateInvocation("OnRenderCompleted", null, batch, null);

    /// <summary>The result null of a JavaScript call.</summary>
    public static byte[] EndInvokeJs(long call) => CreateInvocation("EndInvokeJSFromDotNet", null, call, true, $"[{call},true,null]");

    static byte[] CreateInvocation(string target, string? id, params object?[] arguments) => CreateMessage(
        body =>
        {
            body.WriteByte(0x80);
            WriteValue(body, id);
            WriteValue(body, target);
            body.WriteByte((byte)(0x90 | arguments.Length));
            foreach (var argument in arguments)
                WriteValue(body, argument);
        },
        1,
        4);

    static byte[] CreateMessage(Action<MemoryStream> write, byte kind, int more = 0)
    {
        using var body = new MemoryStream();
        body.WriteByte((byte)(0x90 | (1 + more)));
        body.WriteByte(kind);
        write(body);
        using var framed = new MemoryStream();
        var length = (uint)body.Length;
        for (; length > 0x7f; length >>= 7)
            framed.WriteByte((byte)(length | 0x80));
        framed.WriteByte((byte)length);
        body.WriteTo(framed);
        return framed.ToArray();
    }

    static void WriteValue(MemoryStream body, object? value)
    {
        switch (value)
        {
            case null:
                body.WriteByte(0xc0);
                break;
            case bool truth:
                body.WriteByte((byte)(truth ? 0xc3 : 0xc2));
                break;
            case long number:
                Span<byte> whole = [0xd3, 0, 0, 0, 0, 0, 0, 0, 0];
                BinaryPrimitives.WriteInt64BigEndian(whole[1..], number);
                body.Write(whole);
                break;
            case string text:
                var bytes = Encoding.UTF8.GetBytes(text);
                Span<byte> head = [0xdb, 0, 0, 0, 0];
                BinaryPrimitives.WriteInt32BigEndian(head[1..], bytes.Length);
                body.Write(head);
                body.Write(bytes);
                break;
            default:
                throw new ArgumentException($"Nobody writes a {value.GetType().Name}.", nameof(value));
        }
    }
}
