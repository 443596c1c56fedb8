using System.CommandLine;
using NgoDashboard.Access;
using NgoDashboard.Files;
using NgoDashboard.Files.ChildProcess;
using NgoDashboard.Files.Parsing;
using NgoDashboard.Language;
using NgoDashboard.Storage.Disk;
using NgoDashboard.Storage.Engine;
using NgoDashboard.Storage.Reference;

namespace NgoDashboard.Cli;

/// <summary>
/// <c>import FILE… --check</c> and <c>--take</c>: the review of the desk's import page, on the console; <c>--reply ID=ANSWER</c> answers
/// its questions. If a server has opened the database, the command calls that server, because it is the only writer; otherwise it opens
/// the database itself.
/// </summary>
public static class ImportCommand
{
    public const string Name = "import";

    /// <summary>The exit code if it could not be done, or a reply matches no question.</summary>
    public const int NotDone = 2;

    internal static Command Create(TextWriter output, TextWriter errors)
    {
        var command = new Command(Name, CommandLine.Language.Words.Cli[Name]);
        ImportArguments.AddTo(command);
        command.SetAction(async (parsed, _) =>
        {
            WebApplication? app = null;
            try
            {
                app = ServeCommand.CreateBuilder(parsed).Build();
                app.Services.CheckSettings();
                return await Run(ImportArguments.From(parsed, CommandLine.ResolveDatabase(app.Configuration, parsed)), app, output);
            }
            catch (Exception broken) when (ServeCommand.Explain(broken, app) is { } sentence)
            {
                await errors.WriteLineAsync(sentence);
                return 1;
            }
            finally
            {
                if (app is not null)
                    await app.DisposeAsync();
            }
        });
        return command;
    }

    /// <returns>0 if the import is good, 1 if something is refused, open or doubtful, else <see cref="NotDone"/>.</returns>
    static async Task<int> Run(ImportArguments arguments, WebApplication app, TextWriter output)
    {
        if (await LoadFiles(arguments.Files, output) is not { } files)
            return NotDone;

        var key = arguments.Key ?? app.Services.GetRequiredService<AccessOptions>().DeskKey;
        try
        {
            // A check creates no database: without one, the files are compared with the published figures that a new one would contain.
            if (!arguments.Takes && !File.Exists(arguments.Database))
            {
                var year = VietnamTime.LocalDay(app.Services.GetRequiredService<TimeProvider>().GetUtcNow()).Year;
                var reader = app.Services.GetRequiredService<UploadedFileReader>();
                return await ImportOnDatabase.ReviewWithoutDatabase(
                    DataFolder.LoadReferenceAndFigures(), reader, year, arguments, files, output);
            }

            app.Services.GetRequiredService<Database>();
            return await ImportOnDatabase.Run(arguments, files, key, app.Services, output);
        }
        catch (DatabaseInUseException)
        {
            return await ImportOnServer.Run(arguments, files, key, app.Configuration[WebHostDefaults.ServerUrlsKey], output);
        }
        catch (StorageException refused)
        {
            await output.WriteLineAsync(refused.ToSentence(CommandLine.Language));
            return NotDone;
        }
        catch (DataFileException unreadable)
        {
            await output.WriteLineAsync(unreadable.ToSentence(CommandLine.Language));
            return NotDone;
        }
    }

    /// <returns>Null if a file cannot be read, which the output then says.</returns>
    static async Task<List<(string Name, byte[] Content)>?> LoadFiles(IReadOnlyList<string> paths, TextWriter output)
    {
        var files = new List<(string Name, byte[] Content)>();
        foreach (var path in paths)
        {
            if (!File.Exists(path))
            {
                await output.WriteLineAsync(CommandLine.Language.Words.Reports["no-such-file", path]);
                return null;
            }

            try
            {
                // One byte over the limit is enough for the review to refuse the file.
                await using var file = File.OpenRead(path);
                var content = new byte[Math.Min(file.Length, ReportFileReader.MaxBytes + 1L)];
                await file.ReadExactlyAsync(content);
                files.Add((UploadedFileName.MakeUnique(Path.GetFileName(path), files.Select(loaded => loaded.Name)), content));
            }
            catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
            {
                await output.WriteLineAsync($"{path}: {refused.Message}");
                return null;
            }
        }

        return files;
    }
}
