using NgoDashboard.Cli;
using NgoDashboard.Files.ChildProcess;
using NgoDashboard.Storage.Disk;

// First, and without loading anything of the server: uploaded files are read by this program in a child process of its own.
if (args is [ReadFileCommand.Name, ..])
    return ReadFileCommand.Run(args);

UnixSystem.CreateFilesForThisAccountOnly();
return await CommandLine.Create().Run(args);

/// <summary>For the tests, which start the whole application.</summary>
public partial class Program;
