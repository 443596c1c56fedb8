using System.Diagnostics;

namespace NgoDashboard.Files.ChildProcess;

/// <summary>
/// <c>read-file</c>: the child's side, which reads one file from standard input and answers on standard output; not for operators. Runs
/// before anything of the server is built, so that it starts fast, and without the server's settings.
/// </summary>
public static class ReadFileCommand
{
    public const string Name = "read-file";

    /// <summary>Passed by a parent that has no file yet, so that the child compiles what reading needs meanwhile.</summary>
    internal const string WarmUpOption = "--warm";

    /// <summary>Written to standard error if the heap was too small; the runtime writes the same words when it ends the process.</summary>
    internal const string OutOfMemoryMessage = "Out of memory";

    public static int Run(string[] args)
    {
        using var input = Console.OpenStandardInput();
        using var output = Console.OpenStandardOutput();
        // A library that prints would corrupt the answer.
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
            // The parent no longer reads the answer.
            return 1;
        }
    }

    /// <summary>
    /// The parent keeps its end open until it has the answer. If it is closed before, the parent is gone, and the limits are no longer
    /// watched.
    /// </summary>
    static void EndWithParent(Stream input) => new Thread(() =>
    {
        input.ReadByte();
        Process.GetCurrentProcess().Kill();
    })
    { IsBackground = true, Name = "end with parent" }.Start();

    static void WarmUp()
    {
        foreach (var sample in (byte[][])[WarmUpFiles.CreateWorkbook(), WarmUpFiles.CreateCsv()])
            FileReaderProtocol.ReadFileAndWriteResult(new(UploadedFileKind.Report, "", sample), Stream.Null, CancellationToken.None);
    }
}
