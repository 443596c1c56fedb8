using System.Text;
using NgoDashboard.Figures;
using NgoDashboard.Language;
using NgoDashboard.Live;

namespace NgoDashboard.Exchange;

/// <summary>A list of bridge points as a file: CSV or XLSX, told apart by what is in it and not by its name.</summary>
public static class PointsFile
{
    public const int Longest = 10 * 1024 * 1024;

    static readonly byte[] Package = "PK\u0003\u0004"u8.ToArray();

    // The container of the spreadsheets of before 2007, and of those that are locked with a password.
    static readonly byte[] Compound = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];

    static readonly byte[] EncryptedPackage = Encoding.Unicode.GetBytes("EncryptedPackage");

    /// <summary>How other files begin that people take for a list: a PDF, a page, a text with its looks.</summary>
    static readonly byte[][] Others = ["%PDF"u8.ToArray(), "<"u8.ToArray(), "{\\rtf"u8.ToArray()];

    /// <summary>What the file would change in the register; nothing is changed yet.</summary>
    public static PointsImport Read(byte[] file, Reference reference, Points register) => new PointsReader(reference, register).Read(Open(file));

    /// <summary>A list to begin with, as a spreadsheet opens it.</summary>
    public static byte[] Sample() => CsvText.Write(
        [
            ((PointColumn[])[PointColumn.Number, PointColumn.Name, PointColumn.Kind, PointColumn.Province, PointColumn.Place]).Select(column => Words.Points[$"column-{column}"]),
            .. Words.Points["sample-rows"].Split('\n').Select(row => row.Trim().Split('|')),
        ],
        hasMark: true);

    static Table Open(byte[] file)
    {
        if (file.Length > Longest)
            return Table.Of(PointFaultKind.TooLarge);
        if (Begins(file, Package))
            return SheetTable.Read(file);
        if (Begins(file, Compound))
            return Table.Of(file.AsSpan().IndexOf(EncryptedPackage) >= 0 ? PointFaultKind.Protected : PointFaultKind.OldSpreadsheet);
        var text = file.AsSpan().TrimStart(" \t\r\n\uFEFF"u8);
        if (text.IsEmpty)
            return Table.Of(PointFaultKind.Empty);
        var isWide = Begins(file, [0xFF, 0xFE]) || Begins(file, [0xFE, 0xFF]);
        var isOther = !isWide && file.AsSpan().Contains((byte)0);
        foreach (var other in Others)
            isOther |= text.StartsWith(other);
        return isOther ? Table.Of(PointFaultKind.NotAList) : CsvTable.Read(file, PointColumns.IsHead);
    }

    static bool Begins(byte[] file, ReadOnlySpan<byte> with) => file.AsSpan().StartsWith(with);
}
