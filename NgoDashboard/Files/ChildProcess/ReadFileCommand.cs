using System.Diagnostics;

namespace NgoDashboard.Files.ChildProcess;

/// <summary>
/// <c>read-file</c>: the child's side. Reads one file from standard input and answers on standard output; not for people. Runs before
/// anything of the server is built, so that it starts light, and without the server's settings.
/// </summary>
public static class ReadFileCommand
{
    public const string Name = "read-file";

    /// <summary>Said by a parent that has no file yet: time enough to compile what reading needs.</summary>
    internal const string WarmUpOption = "--warm";

    /// <summary>On standard error, where the memory of the heap was not enough; the runtime itself says it so where it ends.</summary>
    internal const string OutOfMemoryMessage = "Out of memory";

    public static int Run(string[] args)
    {
        using var input = Console.OpenStandardInput();
        using var output = Console.OpenStandardOutput();
        // A library that prints would break the answer.
        Console.SetOut(TextWriter.Null);
        if (args.Contains(WarmUpOption))
            WarmUp();
        try
        {
            if (FileReadRequest.ReadFrom(input) is not { } request)
                return 0;
            EndWithParent(input);
            FileReaderProtocol.ReadFileAndWriteResult(request, output, CancellationToken.None);
            return 0;
        }
        catch (OutOfMemoryException)
        {
            Console.Error.WriteLine(OutOfMemoryMessage);
            return 1;
        }
        catch (IOException)
        {
            // Nobody reads the answer any more.
            return 1;
        }
    }

    /// <summary>The parent keeps its end open until it has the answer: when it is closed, the parent is gone, and nobody watches the limits.</summary>
    static void EndWithParent(Stream input) => new Thread(() =>
    {
        input.ReadByte();
        Process.GetCurrentProcess().Kill();
    }) { IsBackground = true, Name = "end with parent" }.Start();

    static void WarmUp()
    {
        foreach (var sample in (byte[][])[WarmUpFiles.CreateWorkbook(), WarmUpFiles.CreateCsv()])
            FileReaderProtocol.ReadFileAndWriteResult(new(UploadedFileKind.Report, "", sample), Stream.Null, CancellationToken.None);
    }
}
