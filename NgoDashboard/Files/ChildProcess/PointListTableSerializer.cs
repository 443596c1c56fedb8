using NgoDashboard.Files.Parsing;
using NgoDashboard.Meeting.Points;

namespace NgoDashboard.Files.ChildProcess;

/// <summary>Writes and reads a list of bridge points, once it is a sheet, in the answer of a child process.</summary>
static class PointListTableSerializer
{
    public static void Serialize(ChildMessageWriter writer, PointListTable table)
    {
        writer.WriteInt(table.Fault is { } fault ? (int)fault + 1 : 0);
        writer.WriteInt(table.FaultArgs.Count);
        foreach (var arg in table.FaultArgs)
            writer.WriteInt(arg);
        writer.WriteByte(table.HasOtherSheets ? (byte)1 : (byte)0);
        new SheetWriter(writer).WriteSheet(table.Sheet);
    }

    public static PointListTable Deserialize(ChildMessageReader reader)
    {
        PointFaultKind? fault = reader.ReadInt() is > 0 and var kind ? (PointFaultKind)(kind - 1) : null;
        var args = new int[reader.ReadInt()];
        for (var i = 0; i < args.Length; i++)
            args[i] = reader.ReadInt();
        var hasOtherSheets = reader.ReadByte() == 1;
        return new(new SheetReader(reader).ReadSheet(), fault) { FaultArgs = args, HasOtherSheets = hasOtherSheets };
    }
}
