using System.Buffers;
using System.Text;
using NgoDashboard.Screens;

namespace NgoDashboard.Tests.Screens;

/// <summary>Which words of a screen are taken for an acknowledgement before SignalR sees them.</summary>
public sealed class AcknowledgementsTests
{
    const string Ping = "{\"type\":6}\u001e";

    [Theory]
    [InlineData("{\"target\":\"Painted\",\"arguments\":[128],\"type\":1}\u001e")]
    [InlineData("{\"type\":1,\"target\":\"Painted\",\"arguments\":[128]}\u001e")]
    public void Acknowledgement_AsTheClientsWriteIt_IsTakenWhateverFollows(string said)
    {
        foreach (var more in (string[])["", Ping, said[..20]])
        {
            foreach (var length in (int[])[1, 7, 30, 1000])
            {
                var rest = Pieces(said + more, length);

                Assert.True(Acknowledgements.TryTake(ref rest, out var version));
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
    public void Words_ThatAreNoWholeAcknowledgement_AreLeftAsTheyAre(string said)
    {
        var rest = Pieces(said, 9);

        Assert.False(Acknowledgements.TryTake(ref rest, out _));
        Assert.Equal(said, Encoding.UTF8.GetString(rest));
    }

    /// <summary>As a connection may bring it: in buffers of that length.</summary>
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
