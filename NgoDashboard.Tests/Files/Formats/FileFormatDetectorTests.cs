using System.Text;
using NgoDashboard.Files.Formats;
using NgoDashboard.Files.Text;
using NgoDashboard.Tests.TestKit.Formats;
using NgoDashboard.Tests.TestKit.Workbooks;

namespace NgoDashboard.Tests.Files.Formats;

public sealed class FileFormatDetectorTests
{
    public static TheoryData<string, byte[]> Files => new()
    {
        { "Empty", [] },
        { "Empty", " \r\n\t"u8.ToArray() },
        { "Workbook", TextWorkbook.Create("a") },
        { "Workbook", TextWorkbook.Create("a")[..100] },
        { "BinaryWorkbook", BinaryWorkbookFile.Create([]) },
        { "OldWorkbook", OldWorkbookFile.Create([]) },
        { "OldWorkbook", OldWorkbookFile.CreateStream([]) },
        { "OldWorkbook", CompoundFileBuilder.Create(("Book", [])) },
        { "OpenDocument", OpenDocumentFile.CreatePackage("") },
        { "FlatOpenDocument", OpenDocumentFile.CreateFlat([]) },
        { "WordDocument", WordFile.Create("") },
        { "SpreadsheetXml", SpreadsheetXmlFile.Create([]) },
        { "SpreadsheetXml", [.. "\uFEFF"u8, .. SpreadsheetXmlFile.Create([])] },
        { "Html", "<html><body></body></html>"u8.ToArray() },
        { "Html", "\uFEFF\uFEFF\r\n<!DOCTYPE html>\n<!-- a > b --><HTML>"u8.ToArray() },
        { "Html", Encoding.Unicode.GetBytes("\uFEFF<html><table>") },
        { "Html", "<meta charset=utf-8><style>td { }</style><table>"u8.ToArray() },
        { "Html", "<?xml version=\"1.0\"?><x:a xmlns:x=\"b\"><table><tr><td>1</td></tr></table></x:a>"u8.ToArray() },
        { "Html", "Xuất dữ liệu\r\n<table border=1><tr><td>1</td></tr></table>"u8.ToArray() },
        { "Text", "Tỉnh;Giải ngân\nLạng Sơn;5"u8.ToArray() },
        { "Text", "BM;1\n2;3"u8.ToArray() },
        { "Text", Encoding.Unicode.GetBytes("\uFEFFTỉnh\t5") },
        { "PasswordProtected", CompoundFileBuilder.Create(("EncryptedPackage", []), ("EncryptionInfo", [])) },
        { "PasswordProtected", PackageFile.Create(("mimetype", "application/vnd.oasis.opendocument.spreadsheet"), ("encrypted-package", "")) },
        { "ForgottenSpreadsheet", [0, 0, 2, 0, 6, 4, 6, 0, 8, 0] },
        { "OldDocument", CompoundFileBuilder.Create(("WordDocument", []), ("1Table", [])) },
        { "OldDocument", "{\\rtf1\\ansi"u8.ToArray() },
        { "OldDocument", "<?xml version=\"1.0\"?><?mso-application progid=\"Word.Document\"?><w:wordDocument xmlns:w=\"a\">"u8.ToArray() },
        { "OtherOfficeDocument", CompoundFileBuilder.Create(("PowerPoint Document", [])) },
        { "OtherOfficeDocument", PackageFile.Create(("ppt/presentation.xml", "")) },
        { "OtherOfficeDocument", PackageFile.Create(("mimetype", "application/vnd.oasis.opendocument.text"), ("content.xml", "")) },
        { "Pdf", "%PDF-1.7"u8.ToArray() },
        { "Pdf", "\r\n%PDF-1.4"u8.ToArray() },
        { "Picture", [0x89, .. "PNG\r\n"u8] },
        { "Picture", [0xFF, 0xD8, 0xFF, 0xE0] },
        { "Picture", [0, 0, 0, 24, .. "ftypheic"u8, 0, 0, 0, 0] },
        { "Picture", [.. "RIFF"u8, 0, 0, 0, 0, .. "WEBPVP8 "u8] },
        { "Picture", [.. "BM"u8, 1, 2, 3, 4, 0, 0, 0, 0, 54, 0] },
        { "Archive", [.. "Rar!"u8, 0x1A, 7, 1, 0] },
        { "Archive", [(byte)'7', (byte)'z', 0xBC, 0xAF, 0x27, 0x1C] },
        { "Archive", [0x1F, 0x8B, 8] },
        { "Archive", PackageFile.Create(("Báo cáo/lang-son.xlsx", "PK")) },
        { "AppleDocument", PackageFile.Create(("Index/Document.iwa", "")) },
        { "WebArchive", "MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=\"a\"\r\n\r\n--a\r\n<html><table><tr>"u8.ToArray() },
        { "Other", [.. Enumerable.Range(0, 64).Select(i => (byte)(i % 7))] },
        { "Other", CompoundFileBuilder.Create(("Something", [])) },
        { "Other", "<svg xmlns=\"http://www.w3.org/2000/svg\"/>"u8.ToArray() },
    };

    [Theory]
    [MemberData(nameof(Files))]
    public void Format_OfAFile_IsToldByItsContent(string format, byte[] content) =>
        Assert.Equal(format, FileFormatDetector.Detect(content, TextEncodingDetector.IsUtf16(content)).ToString());

    [Fact]
    public void CompoundFile_WithAnEmbeddedDocument_IsWhatItsRootSays()
    {
        // A workbook with a Word document in it has that document's streams in a folder, which is no child of the root.
        var file = OldWorkbookFile.Create([]);

        Assert.Equal(["Workbook"], new CompoundFile(file).RootNames);
        Assert.Null(new CompoundFile(file).ReadStream("WordDocument"));
    }

    [Fact]
    public void CompoundFile_CutOffAnywhere_IsReadWithoutAnException()
    {
        var file = CompoundFileBuilder.Create(("Workbook", new byte[10_000]), ("WordDocument", new byte[5_000]));

        for (var length = 0; length < file.Length; length += 97)
            _ = new CompoundFile(file[..length]).ReadStream("Workbook");
    }

    [Fact]
    public void CompoundFile_WhoseSectorsFormACircle_Ends()
    {
        var file = CompoundFileBuilder.Create(("Workbook", new byte[10_000]));
        // The allocation table is the first sector: each sector leads to the one before it.
        for (var i = 1; i < 128; i++)
            BitConverter.TryWriteBytes(file.AsSpan(512 + (i * 4)), i - 1);

        Assert.InRange(new CompoundFile(file).RootNames.Count, 0, 2);
        Assert.InRange(new CompoundFile(file).ReadStream("Workbook")?.Length ?? 0, 0, file.Length);
    }
}
