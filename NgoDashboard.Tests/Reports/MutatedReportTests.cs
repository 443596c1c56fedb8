using System.Diagnostics;
using System.IO.Compression;
using NgoDashboard.Exchange;
using NgoDashboard.Figures;
using NgoDashboard.Reports;
using NgoDashboard.Tests.TestKit;

namespace NgoDashboard.Tests.Reports;

/// <summary>Files that are broken in every way: whatever comes, there is an answer, soon, and in a bounded memory.</summary>
public sealed class MutatedReportTests
{
    const int Files = 2_000;

    static readonly TimeSpan Longest = TimeSpan.FromSeconds(10);

    const long MostMemory = 500L * 1024 * 1024;

    [Fact]
    public void Review_OfTwoThousandMutatedFiles_AlwaysAnswers()
    {
        var random = new Random(20_261_127);
        byte[][] sources = [.. ReportCases.All.Where(one => one.Content.Length > 100).Select(one => one.Content)];
        for (var i = 0; i < Files; i++)
        {
            var file = Mutated(sources[random.Next(sources.Length)], random);
            // One thread reads it: all that it asks for, kept or not, is more than it ever holds.
            var (watch, before) = (Stopwatch.StartNew(), GC.GetAllocatedBytesForCurrentThread());
            try
            {
                var review = ReportReview.Of([ReportFiles.Read("tep", file, null, TestContext.Current.CancellationToken)], Snapshot.Of(Published.Data.Reference, []), [], Replies.None, 2026);
                foreach (var finding in review.Findings)
                    Assert.NotEmpty(finding.Sentence(Published.Data.Reference));
                foreach (var question in review.Questions)
                    Assert.NotEmpty(question.Sentence(Published.Data.Reference));
            }
            catch (Exception failure) when (failure is not Xunit.Sdk.XunitException)
            {
                Assert.Fail($"File {i}: {failure}");
            }

            Assert.True(watch.Elapsed < Longest, $"File {i} took {watch.Elapsed}.");
            Assert.True(GC.GetAllocatedBytesForCurrentThread() - before < MostMemory, $"File {i} took too much memory.");
        }
    }

    static byte[] Mutated(byte[] source, Random random) => random.Next(5) switch
    {
        0 => Bytes(source, random),
        1 => source[..random.Next(source.Length)],
        2 => [.. source, .. source[random.Next(source.Length)..]],
        3 when source is [(byte)'P', (byte)'K', ..] => Inside(source, random),
        3 => Bytes(source, random),
        _ => Moved(source, random),
    };

    static byte[] Bytes(byte[] source, Random random)
    {
        byte[] changed = [.. source];
        for (var i = random.Next(1, 20); i > 0; i--)
            changed[random.Next(changed.Length)] = (byte)random.Next(256);
        return changed;
    }

    static byte[] Moved(byte[] source, Random random)
    {
        var (from, to) = (random.Next(source.Length), random.Next(source.Length));
        var length = Math.Min(random.Next(1, 200), source.Length - Math.Max(from, to));
        byte[] changed = [.. source];
        source.AsSpan(from, length).CopyTo(changed.AsSpan(to));
        return changed;
    }

    /// <summary>A package that is whole, with a part that is not.</summary>
    static byte[] Inside(byte[] source, Random random)
    {
        using var memory = new MemoryStream();
        memory.Write(source);
        try
        {
            using var package = new ZipArchive(memory, ZipArchiveMode.Update, leaveOpen: true);
            var entry = package.Entries[random.Next(package.Entries.Count)];
            using var part = entry.Open();
            using var content = new MemoryStream();
            part.CopyTo(content);
            var changed = content.Length == 0 ? [] : random.Next(2) == 0 ? Bytes(content.ToArray(), random) : Cells(content.ToArray(), random);
            part.SetLength(0);
            part.Write(changed);
        }
        catch (InvalidDataException)
        {
            return Bytes(source, random);
        }

        return memory.ToArray();
    }

    /// <summary>Digits and references that are others: rows far away, styles and texts that are not there.</summary>
    static byte[] Cells(byte[] xml, Random random)
    {
        byte[] changed = [.. xml];
        for (var i = 0; i < changed.Length; i++)
        {
            if (char.IsAsciiDigit((char)changed[i]) && random.Next(20) == 0)
                changed[i] = (byte)('0' + random.Next(10));
            else if (changed[i] == '"' && random.Next(200) == 0)
                changed[i] = (byte)'9';
        }

        return changed;
    }
}
