using NgoDashboard.Figures;
using NgoDashboard.Live;
using NgoDashboard.Reports;

namespace NgoDashboard.Exchange.SentFiles;

/// <summary>
/// What a child process says of a file: any number of <see cref="Rows"/>, then one <see cref="Result"/>. Binary, because a report of fifty
/// thousand rows is a million cells: as JSON they took longer to write and to read than the workbook itself.
/// </summary>
static class FileAnswer
{
    public const byte Rows = 1;

    public const byte Result = 2;

    /// <summary>Reads the file in this process and writes the answer.</summary>
    public static void Write(SentFileRequest request, Stream output, CancellationToken cancellation)
    {
        using var writer = new AnswerWriter(output);
        var content = request.Content.ToArray();
        switch (request.Kind)
        {
            case SentFileKind.Report:
                var file = ReportFiles.Read(request.Name, content, new RowProgress(writer), cancellation);
                writer.WriteByte(Result);
                ReportFileFormat.Write(writer, file);
                break;
            case SentFileKind.Points:
                var table = PointsFile.Open(content).Materialized();
                writer.WriteByte(Result);
                PointsTableFormat.Write(writer, table);
                break;
            case SentFileKind.Attachment:
                var (kind, problem) = AttachmentContent.Read(content);
                writer.WriteByte(Result);
                writer.WriteInt(kind is { } known ? (int)known + 1 : 0);
                writer.WriteInt(problem is { } wrong ? (int)wrong.Kind + 1 : 0);
                break;
            default:
                throw new InvalidDataException($"No file is read as {request.Kind}.");
        }
    }

    /// <param name="rows">Told how many rows were read so far.</param>
    /// <exception cref="IOException">The answer ends in its middle: the process is gone.</exception>
    public static T Read<T>(Stream input, Func<AnswerReader, T> result, Action<int>? rows)
    {
        using var reader = new AnswerReader(input);
        while (true)
        {
            switch (reader.ReadByte())
            {
                case Rows:
                    rows?.Invoke(reader.ReadInt());
                    break;
                case Result:
                    return result(reader);
                default:
                    throw new InvalidDataException("This is no answer about a file.");
            }
        }
    }

    public static (AttachmentKind? Kind, FindingKind? Problem) ReadAttachment(AnswerReader reader)
    {
        var (kind, problem) = (reader.ReadInt(), reader.ReadInt());
        return (kind == 0 ? null : (AttachmentKind)(kind - 1), problem == 0 ? null : (FindingKind)(problem - 1));
    }

    sealed class RowProgress(AnswerWriter writer) : IProgress<int>
    {
        public void Report(int value)
        {
            writer.WriteByte(Rows);
            writer.WriteInt(value);
            writer.Flush();
        }
    }
}
