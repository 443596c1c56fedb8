using System.Text;
using NgoDashboard.Figures.Edits;
using NgoDashboard.Files.Documents;
using NgoDashboard.Meeting.Inbox;
using NgoDashboard.Tests.TestKit.Workbooks;

namespace NgoDashboard.Tests.Files.Documents;

public sealed class AttachmentContentTests
{
    public static TheoryData<string, byte[], AttachmentKind?, FindingKind?> Files => new()
    {
        { "a PDF", SampleUploads.Pdf, AttachmentKind.Pdf, null },
        { "a PNG", [0x89, (byte)'P', (byte)'N', (byte)'G', 13, 10, 26, 10, 0], AttachmentKind.Png, null },
        { "a JPEG", [0xFF, 0xD8, 0xFF, 0xE0], AttachmentKind.Jpeg, null },
        { "a workbook", SampleUploads.CreateWorkbook(parts: "xl/worksheets/sheet1.xml"), AttachmentKind.Xlsx, null },
        { "nothing", [], null, FindingKind.AttachmentEmpty },
        { "a program", Encoding.ASCII.GetBytes("MZ\u0090\0\u0003"), null, FindingKind.AttachmentUnknown },
        { "a web page", Encoding.UTF8.GetBytes("<!DOCTYPE html><script>alert(1)</script>"), null, FindingKind.AttachmentUnknown },
        { "a drawing with script", Encoding.UTF8.GetBytes("<svg xmlns='http://www.w3.org/2000/svg' onload='x()'/>"), null, FindingKind.AttachmentUnknown },
        { "a web page that speaks of PDF", Encoding.UTF8.GetBytes("<html>%PDF-1.7"), null, FindingKind.AttachmentUnknown },
        { "a zip of anything", SampleUploads.CreateZip("a.exe"), null, FindingKind.AttachmentUnknown },
        { "a text document", SampleUploads.CreateZip("[Content_Types].xml", "word/document.xml"), null, FindingKind.AttachmentUnknown },
        { "a program with a workbook behind it", [.. "MZ"u8, .. SampleUploads.CreateWorkbook()], null, FindingKind.AttachmentUnknown },
        { "a workbook with macros", SampleUploads.CreateWorkbook(parts: "xl/vbaProject.bin"), null, FindingKind.AttachmentMacros },
        { "a workbook with macros under another case", SampleUploads.CreateWorkbook(parts: "XL/VBAPROJECT.BIN"), null, FindingKind.AttachmentMacros },
        { "a workbook with old macros", SampleUploads.CreateWorkbook(parts: "xl/macrosheets/sheet1.xml"), null, FindingKind.AttachmentMacros },
        { "an xlsm by its types", SampleUploads.CreateWorkbook("application/vnd.ms-excel.sheet.macroEnabled.main+xml"), null, FindingKind.AttachmentMacros },
        { "half a workbook", SampleUploads.CreateWorkbook()[..80], null, FindingKind.AttachmentBroken },
        { "a bomb", SampleUploads.CreateWorkbook(new string(' ', 3_000_000)), null, FindingKind.AttachmentBroken },
        { "a workbook of too many parts", SampleUploads.CreateWorkbook(parts: Enumerable.Range(0, 2_000).Select(i => $"xl/{i}")), null, FindingKind.AttachmentBroken },
    };

    [Theory]
    [MemberData(nameof(Files))]
    public void Content_OfAFile_IsKnownByWhatIsInIt(string what, byte[] content, AttachmentKind? kind, FindingKind? problem)
    {
        var read = AttachmentContent.DetectKind(content);

        Assert.True((kind, problem) == (read.Kind, read.Problem?.Kind), $"{what}: {read}");
    }

    [Theory]
    [InlineData("báo cáo.pdf", "báo cáo.pdf")]
    [InlineData("BAO CAO.PDF", "BAO CAO.pdf")]
    [InlineData("run.exe", "run.exe.pdf")]
    [InlineData("report.pdf.exe", "report.pdf.exe.pdf")]
    [InlineData("../../../etc/passwd", "passwd.pdf")]
    [InlineData("C:\\fakepath\\a.pdf", "a.pdf")]
    [InlineData("hoa\u202Efdp.exe", "hoafdp.exe.pdf")]
    [InlineData("a\r\nX-Injected: 1\0.pdf", "aX-Injected 1.pdf")]
    [InlineData("a\";filename=b.pdf", "a;filename=b.pdf")]
    [InlineData("..", "attachment.pdf")]
    [InlineData("", "attachment.pdf")]
    [InlineData(".pdf", "pdf.pdf")]
    [InlineData("a. .pdf", "a.pdf")]
    public void Name_AsItIsSent_IsCleanedAndEndsInTheTruth(string uploaded, string name) => Assert.Equal(name, AttachmentContent.CleanFileName(uploaded, AttachmentKind.Pdf));

    [Fact]
    public void Name_OfAThousandLetters_IsCut() => Assert.Equal(124, AttachmentContent.CleanFileName(new string('a', 1_000), AttachmentKind.Png).Length);
}
