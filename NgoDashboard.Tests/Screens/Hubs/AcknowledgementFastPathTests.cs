using System.Buffers;
using System.IO.Pipelines;
using System.Text;
using NgoDashboard.Screens.Hubs;

namespace NgoDashboard.Tests.Screens.Hubs;

/// <summary>Which messages of a screen are handled as acknowledgements before SignalR parses them.</summary>
public sealed class AcknowledgementFastPathTests
{
    const string Ping = "{\"type\":6}\u001e";

    [Theory]
    [InlineData("{\"target\":\"Painted\",\"arguments\":[128],\"type\":1}\u001e")]
    [InlineData("{\"type\":1,\"target\":\"Painted\",\"arguments\":[128]}\u001e")]
    public void Acknowledgement_AsTheClientsWriteIt_IsTakenWhateverFollows(string text)
    {
        foreach (var more in (string[])["", Ping, text[..20]])
        {
            foreach (var length in (int[])[1, 7, 30, 1000])
            {
                var rest = Pieces(text + more, length);

                Assert.True(AcknowledgementFastPath.TryParseAcknowledgement(ref rest, out var version));
                Assert.Equal(128, version);
                Assert.Equal(more, Encoding.UTF8.GetString(rest));
            }
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData(Ping)]
    [InlineData("{\"protocol\":\"json\",\"version\":1}\u001e")]
    [InlineData("{\"type\":1,\"target\":\"Painted\",\"arguments\":[128]}")]
    [InlineData("{\"type\":1,\"target\":\"Painted\",\"arguments\":[12")]
    [InlineData("{\"type\":1,\"target\":\"Painted\",\"arguments\":[\"128\"]}\u001e")]
    [InlineData("{\"type\":1,\"target\":\"Painted\",\"arguments\":[1.5]}\u001e")]
    [InlineData("{\"type\":1,\"target\":\"Painted\",\"arguments\":[99999999999999999999]}\u001e")]
    [InlineData("{\"type\":1,\"target\":\"Painted\",\"arguments\":[1],\"invocationId\":\"7\"}\u001e")]
    [InlineData("{\"type\":1,\"target\":\"Other\",\"arguments\":[128]}\u001e")]
    public void Words_ThatAreNoWholeAcknowledgement_AreLeftAsTheyAre(string text)
    {
        var rest = Pieces(text, 9);

        Assert.False(AcknowledgementFastPath.TryParseAcknowledgement(ref rest, out _));
        Assert.Equal(text, Encoding.UTF8.GetString(rest));
    }

    [Fact]
    public async Task Input_WithAcknowledgementsAmongOtherWords_PassesTheOthersOn()
    {
        var (pipe, painted) = (new Pipe(), new List<long>());
        var input = new AcknowledgementFastPath.AcknowledgementPipeReader(new Transport(pipe.Reader), painted.Add);

        await Write(pipe, Painted(1) + Painted(2) + Ping);
        Assert.Equal(Ping, await Read(input));
        await Write(pipe, Painted(3));
        await Write(pipe, Painted(4)[..20]);
        var reading = Read(input);
        await Write(pipe, Painted(4)[20..] + Ping);

        // An incomplete message is left for SignalR, which waits for the rest.
        Assert.Equal(Painted(4)[..20], await reading);
        Assert.Equal([1L, 2, 3], painted);
    }

    [Fact]
    public async Task Input_OfAnAcknowledgementInPieces_TakesItWhenItIsWhole()
    {
        var (pipe, painted) = (new Pipe(), new List<long>());
        var input = new AcknowledgementFastPath.AcknowledgementPipeReader(new Transport(pipe.Reader), painted.Add);

        await Write(pipe, Painted(128)[..30]);
        var read = await input.ReadAsync(TestContext.Current.CancellationToken);
        input.AdvanceTo(read.Buffer.Start, read.Buffer.End);
        await Write(pipe, Painted(128)[30..] + Ping);

        Assert.Equal(Ping, await Read(input));
        Assert.Equal([128L], painted);
    }

    [Fact]
    public async Task Input_OfAConnectionThatIsEnded_SaysSoWhateverIsThere()
    {
        var pipe = new Pipe();
        var input = new AcknowledgementFastPath.AcknowledgementPipeReader(new Transport(pipe.Reader), _ => { });

        await Write(pipe, Painted(1));
        input.CancelPendingRead();

        Assert.True((await input.ReadAsync(TestContext.Current.CancellationToken)).IsCanceled);
    }

    static string Painted(long version) => $"{{\"type\":1,\"target\":\"Painted\",\"arguments\":[{version}]}}\u001e";

    static async Task Write(Pipe pipe, string text) =>
        await pipe.Writer.WriteAsync(Encoding.UTF8.GetBytes(text), TestContext.Current.CancellationToken);

    /// <summary>Reads and consumes everything available, as SignalR does.</summary>
    static async Task<string> Read(PipeReader input)
    {
        var read = await input.ReadAsync(TestContext.Current.CancellationToken);
        var text = Encoding.UTF8.GetString(read.Buffer);
        input.AdvanceTo(read.Buffer.End);
        return text;
    }

    sealed record Transport(PipeReader Input) : IDuplexPipe
    {
        public PipeWriter Output => throw new NotSupportedException();
    }

    /// <summary>The text in segments of that length in bytes.</summary>
    static ReadOnlySequence<byte> Pieces(string text, int length)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        if (bytes.Length <= length)
            return new(bytes);
        var first = new Piece(bytes.AsMemory(0, length), null);
        var last = first;
        for (var at = length; at < bytes.Length; at += length)
            last = new(bytes.AsMemory(at, Math.Min(length, bytes.Length - at)), last);
        return new(first, 0, last, last.Memory.Length);
    }

    sealed class Piece : ReadOnlySequenceSegment<byte>
    {
        public Piece(ReadOnlyMemory<byte> memory, Piece? before)
        {
            Memory = memory;
            if (before is null)
                return;
            RunningIndex = before.RunningIndex + before.Memory.Length;
            before.Next = this;
        }
    }
}
