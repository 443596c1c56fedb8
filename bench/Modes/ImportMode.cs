using System.Diagnostics;
using System.Globalization;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using NgoDashboard.Bench.Browser;
using NgoDashboard.Bench.Measuring;
using NgoDashboard.Bench.Processes;
using NgoDashboard.Bench.Servers;
using NgoDashboard.Figures.Provinces;
using NgoDashboard.Storage.Reference;

namespace NgoDashboard.Bench.Modes;

/// <summary>
/// Imports lists longer than any real one: how long until the review is on the screen, how much memory that takes, and how long the library
/// alone reads the same file.
/// </summary>
sealed class ImportMode(PublishedApplication published, BenchReport report)
{
    const string FiguresHeader = "Kỳ|Mã địa phương|Lĩnh vực|Chỉ tiêu|Số liệu|Đơn vị tính|Mức chính xác";

    const string GrantsHeader = "TT|Tên khoản viện trợ|Hình thức|Tổ chức/Nhà tài trợ|Quốc gia|Chủ khoản viện trợ/Cơ quan đối tác|Lĩnh vực|Địa bàn|Số, ngày QĐ phê duyệt|Thời gian|Tổng giá trị cam kết|Cam kết năm|Giải ngân trong kỳ|Lũy kế giải ngân|Vốn đối ứng|Loại tiền|Ghi chú";

    static readonly string[] Sectors = ["Y tế", "Giáo dục - đào tạo", "Tài nguyên - môi trường", "Hỗ trợ tư pháp", "Khác"];

    static readonly string[] AllSectors = [.. DataFolder.LoadReferenceAndFigures().Reference.Sectors.Select(sector => sector.Name)];

    static readonly string[] Codes =
    [
        .. DataFolder.LoadReferenceAndFigures().Reference.ProvincesOnBasis(ProvinceCode.OldBasis).Select(province => $"{province.Code}"),
    ];

    static readonly (string Name, string Unit)[] Measures =
        [("Cam kết", "USD"), ("Giải ngân", "USD"), ("Dự án", "đơn vị"), ("Phi dự án", "đơn vị")];

    static readonly string[] Provinces = ["Lạng Sơn", "Cao Bằng", "Hà Giang", "Quảng Bình", "Quảng Trị", "Hải Dương", "Nam Định", "Bến Tre"];

    /// <summary>Two kinds of long files: rows that are summed up to few figures, and rows that are each a line of the review.</summary>
    static readonly (string What, string Goal, Func<int, IEnumerable<Row>> Rows)[] Files =
    [
        ("a list of {0} grants", "{0} grants", CreateGrantRows),
        ("{0} figures, one in each row", "{0} figures", CreateFigureRows),
    ];

    public async Task Run(Goals goals, int rows, int rounds)
    {
        using var ours = await BriefingApplication.Start(published, pin: null);
        await using var chromium = await ChromiumPage.Start();
        foreach (var (what, goal, content) in Files)
        {
            report.WriteHeading(
                $"{string.Format(CultureInfo.InvariantCulture, what, rows)}, {rounds} times: read by the library alone, "
                + "and by the application up to its review on the screen");
            var file = TemporaryFiles.GetNewFilePath("report.xlsx");
            var count = WriteWorkbook(file, content(rows));
            var lines = new List<(double Library, double Ours, double Memory)>();
            for (var i = 0; i < rounds; i++)
                lines.Add(await MeasureRound(ours, new(chromium), file, count));
            WriteReport(goals, string.Format(CultureInfo.InvariantCulture, goal, rows), file, lines);
            File.Delete(file);
        }
    }

    static async Task<(double Library, double Ours, double Memory)> MeasureRound(
        BriefingApplication ours, ImportPage page, string file, int cells)
    {
        var address = $"http://127.0.0.1:{ours.Port}";
        await page.Open($"{address}/enter?key={BriefingApplication.DeskKey}", $"{address}/desk/import");
        // The first round includes the compilation of both sides.
        var begun = Stopwatch.GetTimestamp();
        var count = CountCellsByLibrary(file);
        var library = Stopwatch.GetElapsedTime(begun).TotalMilliseconds;
        if (count != cells)
            throw new BenchException($"The library found {count} of {cells} cells.");
        ours.CollectAndGetHeapBytes();
        ours.ResetPeakResidentBytes();
        var idle = ours.ResidentBytes;
        var taken = await page.MeasureReviewMs(file);
        return (library, taken, (ours.PeakResidentBytes - idle) / (1024.0 * 1024));
    }

    void WriteReport(Goals goals, string what, string file, List<(double Library, double Ours, double Memory)> lines)
    {
        report.WriteTable(
            ["round", "library, ms", "review on the screen, ms", "ratio", "memory over idle at most, MB"],
            lines.Select((line, i) => (string[])
            [
                $"{i + 1}", BenchReport.FormatNumber(line.Library), BenchReport.FormatNumber(line.Ours),
                BenchReport.FormatNumber(line.Ours / line.Library), BenchReport.FormatNumber(line.Memory),
            ]));
        report.WriteLine($"The file is {new FileInfo(file).Length / 1024} KB.");
        var alone = Quantiles.Compute([.. lines.Select(line => line.Library)]).Median;
        var screen = Quantiles.Compute([.. lines.Select(line => line.Ours)]).Median;
        goals.Add($"{what}: review on the screen, median", "5 s", screen / 1000, 5, "s");
        goals.Add("the same against reading by the library alone", "3 ×", screen / alone, 3);
        goals.Add("memory over idle, at most", "300 MB", lines.Max(line => line.Memory), 300, "MB");
    }

    /// <returns>The number of non-empty cells.</returns>
    static int WriteWorkbook(string file, IEnumerable<Row> rows)
    {
        using var document = SpreadsheetDocument.Create(file, SpreadsheetDocumentType.Workbook);
        var book = document.AddWorkbookPart();
        var part = book.AddNewPart<WorksheetPart>();
        book.Workbook = new(new Sheets(new Sheet { Id = book.GetIdOfPart(part), SheetId = 1, Name = "Danh sách" }));
        using var xml = OpenXmlWriter.Create(part);
        xml.WriteStartElement(new Worksheet());
        xml.WriteStartElement(new SheetData());
        var cells = 0;
        foreach (var row in rows)
        {
            cells += row.Elements<Cell>().Count(cell => cell.InnerText.Length > 0);
            xml.WriteElement(row);
        }

        xml.WriteEndElement();
        xml.WriteEndElement();
        return cells;
    }

    static IEnumerable<Row> CreateGrantRows(int rows)
    {
        yield return new(CreateTextCell("Danh sách khoản viện trợ năm 2023"));
        yield return new(GrantsHeader.Split('|').Select(CreateTextCell));
        for (var i = 0; i < rows; i++)
        {
            yield return new(
                CreateNumberCell(i + 1), CreateTextCell($"Khoản viện trợ số {i}"), CreateTextCell(i % 3 == 0 ? "PDA" : "DA"),
                CreateTextCell($"Tổ chức {i % 400}"), CreateTextCell($"Nước {i % 40}"), CreateTextCell($"Cơ quan {i % 900}"),
                CreateTextCell(Sectors[i % Sectors.Length]), CreateTextCell(Provinces[i / 7 % Provinces.Length]),
                CreateTextCell($"{i}/QĐ-UBND"), CreateTextCell("2022-2024"), CreateNumberCell(3000 + (i % 977)),
                CreateNumberCell(2000 + (i % 977)), CreateNumberCell(1000 + (i % 977)), CreateNumberCell(1500 + (i % 977)),
                CreateNumberCell(100), CreateTextCell("USD"), CreateTextCell(""));
        }
    }

    /// <summary>Figures of every province before July 2025, one measure and year after the other.</summary>
    static IEnumerable<Row> CreateFigureRows(int rows)
    {
        yield return new(FiguresHeader.Split('|').Select(CreateTextCell));
        for (var i = 0; i < rows; i++)
        {
            var (place, of) = (Codes[i % Codes.Length], i / Codes.Length);
            var (measure, unit) = Measures[of % Measures.Length];
            var (sector, year) = (AllSectors[of / Measures.Length % AllSectors.Length], 2024 - (of / Measures.Length / AllSectors.Length));
            yield return new(CreateTextCell($"{year}"), CreateTextCell(place), CreateTextCell(sector), CreateTextCell(measure), CreateNumberCell((measure == Measures[0].Name ? 2000 : 1000) + (i % 977)), CreateTextCell(unit), CreateTextCell("đúng"));
        }
    }

    static Cell CreateTextCell(string text) => new(new InlineString(new Text(text))) { DataType = CellValues.InlineString };

    static Cell CreateNumberCell(int value) => new(new CellValue(value.ToString(CultureInfo.InvariantCulture)));

    /// <summary>Reads a large sheet as the guide of the Open XML SDK recommends: element by element.</summary>
    static int CountCellsByLibrary(string file)
    {
        using var document = SpreadsheetDocument.Open(file, isEditable: false);
        var count = 0;
        using var reader = OpenXmlReader.Create(document.WorkbookPart!.WorksheetParts.Single());
        while (reader.Read())
        {
            if (reader.ElementType != typeof(Row) || !reader.IsStartElement)
                continue;
            reader.ReadFirstChild();
            do
            {
                if (reader.ElementType == typeof(Cell) && reader.LoadCurrentElement() is Cell { InnerText.Length: > 0 })
                    count++;
            }
            while (reader.ReadNextSibling());
        }

        return count;
    }
}
