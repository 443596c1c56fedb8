using System.IO.Compression;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using NgoDashboard.Files.Parsing;
using NgoDashboard.Language;
using NgoDashboard.Live.Imports;
using NgoDashboard.Reports.Questions;
using NgoDashboard.Storage.Engine;
using NgoDashboard.Tests.Reports.Cases;
using NgoDashboard.Tests.TestKit.Applications;
using NgoDashboard.Tests.TestKit.Samples;

namespace NgoDashboard.Tests.Reports.Review;

/// <summary>Randomly damaged files: each gets an answer, in bounded time and memory, and nothing of it is stored.</summary>
[Trait("Tier", "Host")]
public sealed partial class MutatedReportTests(TestApplication app) : IClassFixture<TestApplication>
{
    const int Files = 2_000;

    /// <summary>One file of so many also goes through the API.</summary>
    const int FilesBetween = 50;

    static readonly TimeSpan MaxDuration = TimeSpan.FromSeconds(10);

    const long MostMemory = 500L * 1024 * 1024;

    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Review_OfTwoThousandMutatedFiles_AlwaysAnswersAndStoresNothing()
    {
        var imports = app.Services.GetRequiredService<ReportImporter>();
        var random = new Random(20_261_127);
        byte[][] sources = [.. BenchReportCases.All.Where(testCase => testCase.Content.Length > 100).Select(testCase => testCase.Content)];
        using var desk = app.DeskClient;
        // Otherwise the server does it once nothing has been written for a while: the same rows, in other files.
        app.Services.GetRequiredService<Database>().Maintain(TimeSpan.Zero);
        var stored = Stored();
        for (var i = 0; i < Files; i++)
        {
            var file = Mutate(sources[random.Next(sources.Length)], random);
            await AwaitAnswer(i, Task.Run(() => ReadInProcess(i, file, imports), Cancellation));
            if (i % FilesBetween == 0)
                await AwaitAnswer(i, Post(i, file, desk));
        }

        Assert.Equal(stored, Stored());
    }

    /// <summary>A file that never ends fails the test instead of blocking it.</summary>
    static async Task AwaitAnswer(int file, Task reading)
    {
        try
        {
            await reading.WaitAsync(MaxDuration, Cancellation);
        }
        catch (TimeoutException)
        {
            Assert.Fail($"File {file} takes longer than {MaxDuration}.");
        }
    }

    /// <summary>On one thread, so that the allocated bytes are an upper bound of what it holds at any time.</summary>
    static void ReadInProcess(int number, byte[] file, ReportImporter imports)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        try
        {
            var report = ReportFileReader.ReadReport("tep", file, null, Cancellation);
            var review = imports.Review([report], QuestionAnswers.None);
            SheetAccountTests.AssertComplete(report, review);
            foreach (var finding in review.Findings)
                Assert.NotEmpty(finding.ToSentence(PublishedData.ReferenceAndFigures.Reference, DisplayLanguage.Vietnamese));
            foreach (var question in review.Questions)
                Assert.NotEmpty(question.ToSentence(PublishedData.ReferenceAndFigures.Reference, DisplayLanguage.Vietnamese));
        }
        catch (Exception failure) when (failure is not Xunit.Sdk.XunitException)
        {
            Assert.Fail($"File {number}: {failure}");
        }

        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        Assert.True(allocated < MostMemory, $"File {number} took {allocated} bytes.");
    }

    static async Task Post(int number, byte[] file, HttpClient desk)
    {
        using var content = new ByteArrayContent(file);
        content.Headers.ContentType = new("text/csv");
        using var response = await desk.PostAsync("/api/imports?name=tep", content, Cancellation);
        Assert.True(response.StatusCode == HttpStatusCode.OK, $"File {number}: {response.StatusCode}");
    }

    /// <summary>All that is on the disk, except the memory that SQLite shares between its readers.</summary>
    string[] Stored() =>
    [
        .. Directory.GetFiles(app.Folder, "*", SearchOption.AllDirectories).Where(path => !path.EndsWith("-shm", StringComparison.Ordinal)).Order(StringComparer.Ordinal)
            .Select(path => path.EndsWith(".lock", StringComparison.Ordinal) ? path : $"{path} {Hash(path)}"),
    ];

    static string Hash(string path)
    {
        // Shared, because the database is open.
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        return Convert.ToHexString(SHA256.HashData(file));
    }

    static byte[] Mutate(byte[] source, Random random) => random.Next(6) switch
    {
        0 => MutateBytes(source, random),
        1 => source[..random.Next(source.Length)],
        2 => [.. source, .. source[random.Next(source.Length)..]],
        3 when source is [(byte)'P', (byte)'K', ..] => MutateEntry(source, random),
        3 => MutateBytes(source, random),
        4 when source is not [(byte)'P', (byte)'K', ..] => Encoding.UTF8.GetBytes(SwapCells(Encoding.UTF8.GetString(source), TextCells(), random)),
        4 => MutateEntry(source, random),
        _ => MoveBytes(source, random),
    };

    static byte[] MutateBytes(byte[] source, Random random)
    {
        byte[] changed = [.. source];
        for (var i = random.Next(1, 20); i > 0; i--)
            changed[random.Next(changed.Length)] = (byte)random.Next(256);
        return changed;
    }

    static byte[] MoveBytes(byte[] source, Random random)
    {
        var (from, to) = (random.Next(source.Length), random.Next(source.Length));
        var length = Math.Min(random.Next(1, 200), source.Length - Math.Max(from, to));
        byte[] changed = [.. source];
        source.AsSpan(from, length).CopyTo(changed.AsSpan(to));
        return changed;
    }

    /// <summary>A valid package with a damaged part.</summary>
    static byte[] MutateEntry(byte[] source, Random random)
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
            var changed = content.Length == 0 ? [] : random.Next(3) switch
            {
                0 => MutateBytes(content.ToArray(), random),
                1 => MutateCells(content.ToArray(), random),
                _ => Encoding.UTF8.GetBytes(SwapCells(Encoding.UTF8.GetString(content.ToArray()), SheetCells(), random)),
            };
            part.SetLength(0);
            part.Write(changed);
        }
        catch (InvalidDataException)
        {
            return MutateBytes(source, random);
        }

        return memory.ToArray();
    }

    /// <summary>Changes digits and references: rows far away, styles and texts that do not exist.</summary>
    static byte[] MutateCells(byte[] xml, Random random)
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

    /// <summary>Swaps cells, so that captions head other columns or stand among the rows.</summary>
    static string SwapCells(string text, Regex cells, Random random)
    {
        for (var i = random.Next(1, 8); i > 0; i--)
        {
            var found = cells.Matches(text);
            if (found.Count < 2)
                return text;
            var (one, other) = (found[random.Next(found.Count)], found[random.Next(found.Count)]);
            if (one.Index < other.Index)
                text = $"{text[..one.Index]}{other.Value}{text[(one.Index + one.Length)..other.Index]}{one.Value}{text[(other.Index + other.Length)..]}";
        }

        return text;
    }

    [GeneratedRegex(@"[^;,\t\r\n]+")]
    private static partial Regex TextCells();

    [GeneratedRegex("(?<=<(?:x:)?t>)[^<]+|(?<= ref=\")[^\"]+|(?<=<(?:x:)?v>)[^<]+")]
    private static partial Regex SheetCells();
}
