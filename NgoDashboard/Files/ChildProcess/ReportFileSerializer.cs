using NgoDashboard.Reports.Questions;
using NgoDashboard.Reports.Review;
using NgoDashboard.Reports.Sheets;

namespace NgoDashboard.Files.ChildProcess;

/// <summary>Writes and reads a report, once it is a list of sheets, in the answer of a child process.</summary>
static class ReportFileSerializer
{
    const byte HasFormat = 1, IsFormula = 2;

    const int KindShift = 2;

    public static void Serialize(ChildMessageWriter writer, ReportFile file)
    {
        writer.WriteText(file.FileName);
        writer.WriteText(file.Sha256);
        writer.WriteInt(file.Sheets.Count);
        foreach (var sheet in file.Sheets)
            Serialize(writer, sheet);
        writer.WriteInt(file.Findings.Count);
        foreach (var finding in file.Findings)
            Serialize(writer, finding);
    }

    public static ReportFile Deserialize(ChildMessageReader reader)
    {
        var (name, hash) = (reader.ReadText(), reader.ReadText());
        var sheets = new Sheet[reader.ReadInt()];
        for (var i = 0; i < sheets.Length; i++)
            sheets[i] = ReadSheet(reader);
        var findings = new ReportFinding[reader.ReadInt()];
        for (var i = 0; i < findings.Length; i++)
            findings[i] = ReadFinding(reader, name);
        return new(name, hash, sheets, findings);
    }

    static void Serialize(ChildMessageWriter writer, Sheet sheet)
    {
        writer.WriteText(sheet.Name);
        writer.WriteInt(sheet.HiddenRowCount);
        var merges = sheet.MergedCells.All;
        writer.WriteInt(merges.Count);
        foreach (var merge in merges)
        {
            writer.WriteInt(merge.Top);
            writer.WriteInt(merge.Left);
            writer.WriteInt(merge.Bottom);
            writer.WriteInt(merge.Right);
        }

        writer.WriteInt(sheet.Rows.Count);
        foreach (var row in sheet.Rows)
        {
            writer.WriteInt(row.RowNumber);
            writer.WriteInt(row.Cells.Length);
            foreach (var cell in row.Cells)
                Serialize(writer, cell);
        }
    }

    static Sheet ReadSheet(ChildMessageReader reader)
    {
        var (name, hidden) = (reader.ReadText(), reader.ReadInt());
        var merges = new MergedRange[reader.ReadInt()];
        for (var i = 0; i < merges.Length; i++)
            merges[i] = new(reader.ReadInt(), reader.ReadInt(), reader.ReadInt(), reader.ReadInt());
        var rows = new SheetRow[reader.ReadInt()];
        for (var i = 0; i < rows.Length; i++)
        {
            var line = reader.ReadInt();
            var cells = new Cell[reader.ReadInt()];
            for (var j = 0; j < cells.Length; j++)
                cells[j] = ReadCell(reader);
            rows[i] = new(line, cells);
        }

        return new(name, rows, hidden) { MergedCells = new(merges) };
    }

    static void Serialize(ChildMessageWriter writer, Cell cell)
    {
        writer.WriteInt(cell.ColumnIndex);
        writer.WriteByte((byte)(((int)cell.Kind << KindShift) | (cell.Format is null ? 0 : HasFormat) | (cell.IsFormula ? IsFormula : 0)));
        writer.WriteText(cell.Text);
        if (cell.Format is { } format)
            writer.WriteText(format);
    }

    static Cell ReadCell(ChildMessageReader reader)
    {
        var (column, flags) = (reader.ReadInt(), reader.ReadByte());
        var text = reader.ReadText();
        return new(column, (CellKind)(flags >> KindShift), text, (flags & HasFormat) != 0 ? reader.ReadText() : null,
            (flags & IsFormula) != 0);
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
