using NgoDashboard.Reports.Questions;
using NgoDashboard.Reports.Review;
using NgoDashboard.Reports.Sheets;

namespace NgoDashboard.Files.ChildProcess;

/// <summary>Writes and reads a report, once it is a list of sheets, in the answer of a child process.</summary>
static class ReportFileSerializer
{
    public static void Serialize(ChildMessageWriter writer, ReportFile file)
    {
        writer.WriteText(file.FileName);
        writer.WriteText(file.Sha256);
        writer.WriteInt(file.Sheets.Count);
        var sheets = new SheetWriter(writer);
        foreach (var sheet in file.Sheets)
            sheets.WriteSheet(sheet);
        writer.WriteInt(file.Findings.Count);
        foreach (var finding in file.Findings)
            Serialize(writer, finding);
    }

    public static ReportFile Deserialize(ChildMessageReader reader)
    {
        var (name, hash) = (reader.ReadText(), reader.ReadText());
        var sheets = new Sheet[reader.ReadInt()];
        var sheetReader = new SheetReader(reader);
        for (var i = 0; i < sheets.Length; i++)
            sheets[i] = sheetReader.ReadSheet();
        var findings = new ReportFinding[reader.ReadInt()];
        for (var i = 0; i < findings.Length; i++)
            findings[i] = ReadFinding(reader, name);
        return new(name, hash, sheets, findings);
    }

    /// <summary>Findings about the reading of a file have only numbers and texts as arguments.</summary>
    static void Serialize(ChildMessageWriter writer, ReportFinding finding)
    {
        writer.WriteInt((int)finding.Kind);
        writer.WriteByte(finding.Location is null ? (byte)0 : finding.Location.Value.ColumnIndex is null ? (byte)1 : (byte)2);
        if (finding.Location is { } where)
        {
            writer.WriteText(where.SheetName);
            writer.WriteInt(where.RowNumber);
            if (where.ColumnIndex is { } column)
                writer.WriteInt(column);
        }

        writer.WriteInt(finding.Args.Count);
        foreach (var arg in finding.Args)
        {
            writer.WriteByte(arg is int ? (byte)1 : (byte)0);
            if (arg is int number)
                writer.WriteInt(number);
            else
                writer.WriteText((string)arg);
        }
    }

    static ReportFinding ReadFinding(ChildMessageReader reader, string file)
    {
        var (kind, place) = ((ReportFindingKind)reader.ReadInt(), reader.ReadByte());
        CellReference? where = place == 0 ? null
            : new CellReference(reader.ReadText(), reader.ReadInt(), place == 2 ? reader.ReadInt() : null);
        var args = new object[reader.ReadInt()];
        for (var i = 0; i < args.Length; i++)
            args[i] = reader.ReadByte() == 1 ? reader.ReadInt() : reader.ReadText();
        return new(kind, file, where, args);
    }
}
