using NgoDashboard.Meeting.Points;

namespace NgoDashboard.Files.ChildProcess;

/// <summary>Writes and reads a list of bridge points, once it is a table, in the answer of a child process.</summary>
static class PointListTableSerializer
{
    public static void Serialize(ChildMessageWriter writer, PointListTable table)
    {
        writer.WriteInt(table.Fault is { } fault ? (int)fault + 1 : 0);
        writer.WriteInt(table.FaultArgs.Count);
        foreach (var arg in table.FaultArgs)
            writer.WriteInt(arg);
        writer.WriteText(table.OnlySheet ?? "");
        var rows = table.Rows as IReadOnlyList<PointListRow> ?? [.. table.Rows];
        writer.WriteInt(rows.Count);
        foreach (var row in rows)
        {
            writer.WriteInt(row.Line);
            writer.WriteInt(row.Width is { } width ? width + 1 : 0);
            writer.WriteInt(row.Cells.Count);
            foreach (var cell in row.Cells)
            {
                writer.WriteInt(cell.Column);
                writer.WriteInt(cell.Fault is { } wrong ? (int)wrong + 1 : 0);
                writer.WriteText(cell.Text);
            }
        }
    }

    public static PointListTable Deserialize(ChildMessageReader reader)
    {
        var fault = ReadFault(reader);
        var args = new int[reader.ReadInt()];
        for (var i = 0; i < args.Length; i++)
            args[i] = reader.ReadInt();
        var sheet = reader.ReadText();
        var rows = new PointListRow[reader.ReadInt()];
        for (var i = 0; i < rows.Length; i++)
        {
            var (line, width) = (reader.ReadInt(), reader.ReadInt());
            var cells = new PointListCell[reader.ReadInt()];
            for (var j = 0; j < cells.Length; j++)
            {
                var (column, wrong) = (reader.ReadInt(), ReadFault(reader));
                cells[j] = new(column, reader.ReadText(), wrong);
            }

            rows[i] = new(line, cells, width == 0 ? null : width - 1);
        }

        return new(rows, fault) { FaultArgs = args, OnlySheet = sheet.Length == 0 ? null : sheet };
    }

    static PointFaultKind? ReadFault(ChildMessageReader reader) => reader.ReadInt() is > 0 and var kind ? (PointFaultKind)(kind - 1) : null;
}
