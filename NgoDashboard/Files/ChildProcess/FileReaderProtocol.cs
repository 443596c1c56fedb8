using NgoDashboard.Figures.Edits;
using NgoDashboard.Files.Documents;
using NgoDashboard.Files.Parsing;
using NgoDashboard.Meeting.Inbox;

namespace NgoDashboard.Files.ChildProcess;

/// <summary>
/// The answer of a child process about a file: any number of <see cref="RowsMessage"/>, then one <see cref="ResultMessage"/>. Binary,
/// because a report of 50,000 rows is a million cells: as JSON they took longer to write and to read than the workbook itself. Enums are
/// sent as numbers, because parent and child are the same build.
/// </summary>
static class FileReaderProtocol
{
    public const byte RowsMessage = 1;

    public const byte ResultMessage = 2;

    /// <summary>Reads the file in this process and writes the answer.</summary>
    public static void ReadFileAndWriteResult(FileReadRequest request, Stream output, CancellationToken cancellation)
    {
        using var writer = new ChildMessageWriter(output);
        var content = request.Content.ToArray();
        switch (request.Kind)
        {
            case UploadedFileKind.Report:
                var file = ReportFileReader.ReadReport(request.Name, content, new RowProgress(writer), cancellation);
                writer.WriteByte(ResultMessage);
                ReportFileSerializer.Serialize(writer, file);
                break;
            case UploadedFileKind.Points:
                var table = PointListFile.ReadTable(content);
                writer.WriteByte(ResultMessage);
                PointListTableSerializer.Serialize(writer, table);
                break;
            case UploadedFileKind.Attachment:
                var (kind, problem) = AttachmentContent.DetectKind(content);
                writer.WriteByte(ResultMessage);
                writer.WriteInt(kind is { } known ? (int)known + 1 : 0);
                writer.WriteInt(problem is { } wrong ? (int)wrong.Kind + 1 : 0);
                break;
            default:
                throw new InvalidDataException($"No file is read as {request.Kind}.");
        }
    }

    /// <param name="rows">Called with the number of rows read so far.</param>
    /// <exception cref="IOException">The answer is incomplete: the process died.</exception>
    public static T ReadResult<T>(Stream input, Func<ChildMessageReader, T> result, Action<int>? rows)
    {
        using var reader = new ChildMessageReader(input);
        while (true)
        {
            switch (reader.ReadByte())
            {
                case RowsMessage:
                    rows?.Invoke(reader.ReadInt());
                    break;
                case ResultMessage:
                    return result(reader);
                default:
                    throw new InvalidDataException("This is no answer about a file.");
            }
        }
    }

    public static (AttachmentKind? Kind, FindingKind? Problem) ReadAttachment(ChildMessageReader reader)
    {
        var (kind, problem) = (reader.ReadInt(), reader.ReadInt());
        return (kind == 0 ? null : (AttachmentKind)(kind - 1), problem == 0 ? null : (FindingKind)(problem - 1));
    }

    sealed class RowProgress(ChildMessageWriter writer) : IProgress<int>
    {
        public void Report(int value)
        {
            writer.WriteByte(RowsMessage);
            writer.WriteInt(value);
            writer.Flush();
        }
    }
}
