using System.IO.Compression;
using System.Text;
using NgoDashboard.Figures.Provinces;
using NgoDashboard.Files.Parsing;
using NgoDashboard.Language;
using NgoDashboard.Live.BridgePoints;
using NgoDashboard.Meeting.Points;
using NgoDashboard.Storage.Meeting;
using NgoDashboard.Tests.TestKit.Databases;
using NgoDashboard.Tests.TestKit.Samples;
using NgoDashboard.Tests.TestKit.Workbooks;
using static NgoDashboard.Meeting.Points.PointFaultKind;
using Point = NgoDashboard.Meeting.Points.Point;

namespace NgoDashboard.Tests.Files.Parsing;

[Trait("Tier", "Long")]
public sealed class PointListFileTests : IDisposable
{
    const string Head = "STT,Tên điểm cầu,Loại,\"Tỉnh, thành phố\",Địa điểm";
    const string Good = "1,Điểm cầu Hải Phòng,tỉnh,Hải Phòng,Hội trường";
    const string Name = "Tên điểm cầu", Kind = "Loại", Province = "Tỉnh, thành phố", Place = "Địa điểm";

    static readonly ProvinceCode LangSon = new(34, "20"), HaiPhong = new(34, "31"), QuangTri = new(34, "44");
    static readonly object?[] SheetHead = ["STT", Name, Kind, Province, Place];

    readonly TempDatabase temporary = new();
    readonly Points points;

    public PointListFileTests() => points = new(new PointStore(temporary.Database));

    public void Dispose() => temporary.Dispose();

    [Theory]
    [InlineData(NameMissing, Name, "2,,tỉnh,Lạng Sơn,")]
    [InlineData(NameWithoutLetters, Name, "2,12 – 34,tỉnh,Lạng Sơn,")]
    [InlineData(LooksLikeFormula, Name, "2,=HYPERLINK(1),tỉnh,Lạng Sơn,")]
    [InlineData(LooksLikeFormula, Name, "2,\" +84\",tỉnh,Lạng Sơn,")]
    [InlineData(LooksLikeFormula, Place, "2,A,tỉnh,Lạng Sơn,@SUM")]
    [InlineData(LooksLikeFormula, Place, "2,A,tỉnh,Lạng Sơn,-1+1")]
    [InlineData(ControlCharacter, Name, "2,A\u0007,tỉnh,Lạng Sơn,")]
    [InlineData(ControlCharacter, Place, "2,A,tỉnh,Lạng Sơn,Phòng\u0001 1")]
    [InlineData(LineBreak, Place, "2,A,tỉnh,Lạng Sơn,Phòng\u2028 1")]
    [InlineData(InvisibleCharacter, Name, "2,A\u202Ec\u200B,tỉnh,Lạng Sơn,")]
    [InlineData(KindMissing, Kind, "2,A,,Lạng Sơn,")]
    [InlineData(KindUnknown, Kind, "2,A,huyện,Lạng Sơn,")]
    [InlineData(ProvinceMissing, Province, "2,A,tỉnh,,")]
    [InlineData(ProvinceMissing, Province, "2,A,cấp xã, ,")]
    [InlineData(ProvinceOfMinistry, Province, "2,A,bộ ngành,Lạng Sơn,")]
    [InlineData(ProvinceUnknown, Province, "2,A,tỉnh,Lạng Sươn,")]
    [InlineData(ProvinceUnknown, Province, "2,A,tỉnh,34:99,")]
    [InlineData(ProvinceAmbiguous, Province, "2,A,tỉnh,Xứ Đông,")]
    [InlineData(ProvinceCodeWithoutBasis, Province, "2,A,tỉnh,20,")]
    [InlineData(DuplicateName, Name, "2,ĐIỂM  CẦU hải phòng ,cấp xã,34:31,")]
    [InlineData(TooManyCells, null, "2,A,tỉnh,Lạng Sơn,Phòng họp, tầng 2")]
    [InlineData(TooFewCells, null, "2,A,tỉnh,Lạng Sơn")]
    [InlineData(UnclosedQuote, Name, "2,\"A,tỉnh,Lạng Sơn,")]
    [InlineData(StrayQuote, Name, "2,Điểm \"A\",tỉnh,Lạng Sơn,")]
    [InlineData(StrayQuote, Place, "2,A,tỉnh,Lạng Sơn,\"Phòng\" 1")]
    [InlineData(UnreadableCharacters, Place, "2,A,tỉnh,Lạng Sơn,H\uFFFDi trường")]
    public void Line_WithAFault_IsToldByItsLineAndColumnAndNothingIsTaken(PointFaultKind kind, string? column, string line)
    {
        var import = Read($"{Head}\n{Good}\n{line}\n3,Điểm cầu khác,tỉnh,Lạng Sơn,\n");

        var fault = Assert.Single(import.Faults);
        Assert.Equal((kind, 3, column), (fault.Kind, fault.Line, fault.Column));
        Assert.Empty(import.Points);
        foreach (var language in DisplayLanguage.All)
            Assert.NotEqual("", fault.ToSentence(language));
    }

    [Fact]
    public void Text_LongerThanItsPlace_IsTold()
    {
        var fits = Read($"{Head}\n2,{new string('x', Point.MaxNameLength)},tỉnh,Lạng Sơn,{new string('y', Point.MaxPlaceLength)}");
        Assert.True(fits.IsValid);
        var import = Read($"{Head}\n2,{new string('x', Point.MaxNameLength + 1)},tỉnh,Lạng Sơn,{new string('y', Point.MaxPlaceLength + 1)}");
        Assert.Equal([(NameTooLong, 2, Name), (PlaceTooLong, 2, Place)], FaultPositions(import));
    }

    [Theory]
    [InlineData(NoHeader, null, null, "Danh sách\nA,B\n")]
    [InlineData(NoRows, 1, null, "name,province\n\n , \n")]
    [InlineData(ColumnMissing, 1, Province, "Tên điểm cầu,Địa điểm\nA,B\n")]
    [InlineData(ColumnMissing, 2, "Tên điểm cầu", "DANH SÁCH\nTỉnh,Địa điểm\nA,B\n")]
    [InlineData(ColumnUnknown, 1, "Địa chỉ", "name,province,Địa chỉ\nA,Lạng Sơn,B\n")]
    [InlineData(DuplicateColumn, 1, "Tên", "name,province,Tên\nA,Lạng Sơn,B\n")]
    [InlineData(CellWithoutColumn, 2, null, "name,,province\nA,B,Lạng Sơn\n")]
    public void Head_WithAFault_IsTold(PointFaultKind kind, int? line, string? column, string text) =>
        Assert.Equal([(kind, line, column)], FaultPositions(Read(text)));

    public static TheoryData<PointFaultKind, byte[]> Files => new()
    {
        { Empty, [] },
        { Empty, Encoding.UTF8.GetBytes("\uFEFF \r\n") },
        { TooLarge, new byte[PointListFile.MaxBytes + 1] },
        { NotAList, "%PDF-1.7 ..."u8.ToArray() },
        { NotAList, "<html><table>"u8.ToArray() },
        { NotAList, [0x89, (byte)'P', (byte)'N', (byte)'G', 0, 1] },
        { NotAList, Zip("word/document.xml") },
        { OldSpreadsheet, [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1, 0, 0] },
        { Protected, [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1, 0, 0, .. Encoding.Unicode.GetBytes("EncryptedPackage"), 0] },
        { Damaged, ObjectWorkbook.Create([SheetHead])[..900] },
        { Damaged, Zip("xl/workbook.xml") },
        { NoSheet, ObjectWorkbook.Create(("Ẩn", false, (object?[][])[SheetHead])) },
        { NoHeader, ObjectWorkbook.Create(["Danh sách"]) },
    };

    [Theory]
    [MemberData(nameof(Files))]
    public void File_ThatHoldsNoList_IsToldByWhatIsInIt(PointFaultKind kind, byte[] file)
    {
        var import = PointListFile.ReadImport(file, PublishedData.ReferenceAndFigures.Reference, points.Index, DisplayLanguage.Vietnamese);
        Assert.Equal([(kind, null, null)], FaultPositions(import));
        Assert.NotEqual("", import.Faults[0].ToSentence(DisplayLanguage.Vietnamese));
    }

    [Fact]
    public void Sheet_WithAnErrorAFormulaANumberAndALineBreak_IsToldCellByCell()
    {
        var import = Read(ObjectWorkbook.Create(
            SheetHead,
            ["=ROW()", "Điểm cầu Lạng Sơn", "tỉnh", "Lạng Sơn"],
            [2, "#REF!", "tỉnh", "Lạng Sơn"],
            [3, "=A1", "tỉnh", "Lạng Sơn"],
            [4, "B", "tỉnh", 20],
            [null, null, " "],
            [5, 12, "tỉnh", "Lạng Sơn"],
            [6, "C", "tỉnh", "Lạng Sơn", "Tầng 2\nnhà A"],
            [7, "D", "tỉnh", "Lạng Sơn", null, "thừa"]));

        Assert.Equal(
            [
                (ErrorCell, 3, Name), (FormulaCell, 4, Name), (ProvinceCodeWithoutBasis, 5, Province), (NameWithoutLetters, 7, Name), (LineBreak, 8, Place),
                (TooManyCells, 9, null),
            ],
            FaultPositions(import));
    }

    [Fact]
    public void Sheet_ThatIsHidden_IsNotRead_AndOthersAreSaidToBeLeftOut()
    {
        object?[][] rows = [["Tên", "Tỉnh"], ["A", "Lạng Sơn"]];
        Assert.Null(Read(ObjectWorkbook.Create(("Cũ", false, [["x"]]), ("Mới", true, rows))).Note);
        var import = Read(ObjectWorkbook.Create(("Điểm cầu", true, rows), ("Ghi chú", true, [["x"]])));
        Assert.Single(import.Added);
        Assert.Contains("“Điểm cầu”", import.Note, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(",", false)]
    [InlineData(";", false)]
    [InlineData("\t", true)]
    public void List_InAnyOrderSeparatorAndEncoding_IsTheSameList(string separator, bool isWide)
    {
        string[] lines =
        [
            "DANH SÁCH ĐIỂM CẦU", "",
            string.Join(separator, "TỈNH/THÀNH", "dia diem", "Diem cau", "kind"),
            string.Join(separator, "thành phố Hải Phòng", "", "  Điểm  cầu Hải Phòng ", "province"),
            string.Join(separator, "Quảng Bình", "\"Trụ sở \"\"A\"\"\"", "Phường Đồng Hới".Normalize(NormalizationForm.FormD), "Cấp xã"),
            "",
            string.Join(separator, "", "", "Bộ Ngoại giao", "Bộ, ngành").Replace("Bộ, ngành", separator == "," ? "\"Bộ, ngành\"" : "Bộ, ngành", StringComparison.Ordinal),
        ];
        var encoding = isWide ? Encoding.Unicode : new UTF8Encoding(separator == ";");
        byte[] file = [.. encoding.GetPreamble(), .. encoding.GetBytes(string.Join("\r\n", lines))];

        var import = Read(file);

        Assert.Empty(import.Faults);
        Assert.Equal(
            [
                new(0, PointKind.Province, HaiPhong, "Điểm cầu Hải Phòng"),
                new(0, PointKind.Local, QuangTri, "Phường Đồng Hới", "Trụ sở \"A\""),
                new Point(0, PointKind.Ministry, null, "Bộ Ngoại giao"),
            ],
            import.Added);
        Assert.Equal(1, import.RenamedProvinceCount);
    }

    [Theory]
    [InlineData("Lạng Sơn", "34:20", 0)]
    [InlineData("lang son", "34:20", 0)]
    [InlineData("Tỉnh Lạng Sơn", "34:20", 0)]
    [InlineData("34:31", "34:31", 0)]
    [InlineData("63:30", "34:31", 1)]
    [InlineData("Hải Dương", "34:31", 1)]
    [InlineData("Quảng Trị", "34:44", 0)]
    [InlineData("TP.HCM", "34:79", 0)]
    [InlineData("tp. huế", "34:46", 0)]
    [InlineData("Thừa Thiên Huế", "34:46", 0)]
    public void Province_ByNameAliasCodeOrFormerName_IsTodays(string written, string code, int renamed)
    {
        var import = Read($"name,province\nA,{written}\n");
        Assert.Equal((ProvinceCode.Parse(code), renamed), (Assert.Single(import.Added).Province!.Value, import.RenamedProvinceCount));
    }

    [Fact]
    public void List_OfPointsThatAreThere_ChangesWhatItSaysAndNothingElse()
    {
        var there = points.Save(
            [new(0, PointKind.Local, LangSon, "Phường Đông Kinh", "Trụ sở"), new(0, PointKind.Province, LangSon, "Lạng Sơn"), new(0, PointKind.Ministry, null, "Bộ Y tế", "P1")]);

        // Without columns for kind and place, these stay as they are.
        var names = Read("name,province\nphường đông kinh,Lạng Sơn\nLạng Sơn,Lạng Sơn\nBộ Y tế,\nMới,Lạng Sơn\n");
        Assert.Equal(("Mới", 2), (Assert.Single(names.Added).Name, names.UnchangedCount));
        Assert.Equal(there[0] with { Name = "phường đông kinh" }, Assert.Single(names.Changed));

        var places = Read("name,province,place,kind\nLạng Sơn,Lạng Sơn,Tầng 2,cấp xã\nBộ Y tế,,P1,bộ ngành\n");
        Assert.Equal(there[1] with { Kind = PointKind.Local, Place = "Tầng 2" }, Assert.Single(places.Changed));
        Assert.Equal(1, places.UnchangedCount);
        points.Save(places.Points);
        Assert.Equal("Tầng 2", points.FindById(there[1].Id)!.Place);
    }

    [Fact]
    public void List_WithMoreFaultsThanCanBeRead_TellsTheFirstAndCountsTheRest()
    {
        var import = Read("name,province\n" + string.Concat(Enumerable.Range(0, 350).Select(i => $"Điểm {i},Xứ {i}\n")));
        Assert.Equal((PointListReader.MaxFaults, 150, 201), (import.Faults.Count, import.UnlistedFaults, import.Faults[^1].Line));
    }

    [Fact]
    public void List_LongerThanAMeetingCanBe_IsRefusedWhereItGoesTooFar()
    {
        var lines = Enumerable.Range(0, PointListReader.MaxRows + 1).Select(i => (object?[])[$"Điểm {i}", "Lạng Sơn"]).ToArray();
        Assert.Equal(
            [(TooManyRows, PointListReader.MaxRows + 2, null)],
            FaultPositions(Read("name,province\n" + string.Concat(lines.Select(line => $"{line[0]},{line[1]}\n")))));
        Assert.Equal([(TooManyRows, PointListReader.MaxRows + 2, null)], FaultPositions(Read(ObjectWorkbook.Create([["name", "province"], .. lines]))));
        Assert.Equal(PointListReader.MaxRows, Read(ObjectWorkbook.Create([["name", "province"], .. lines[1..]])).Added.Count);
    }

    [Fact]
    public void Sheet_PackedToUnpackWithoutEnd_IsStopped()
    {
        using var memory = new MemoryStream(ObjectWorkbook.Create([SheetHead]));
        var stretched = new MemoryStream();
        memory.CopyTo(stretched);
        using (var zip = new ZipArchive(stretched, ZipArchiveMode.Update, leaveOpen: true))
        {
            var sheet = zip.Entries.Single(entry => entry.FullName.EndsWith("sheet.xml", StringComparison.Ordinal) || entry.FullName.Contains("worksheets/", StringComparison.Ordinal));
            var name = sheet.FullName;
            sheet.Delete();
            using var writer = new StreamWriter(zip.CreateEntry(name, CompressionLevel.Fastest).Open());
            writer.Write("<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><sheetData><row r=\"1\"><c t=\"inlineStr\"><is><t>");
            var block = new string('x', 1_000_000);
            for (var i = 0; i < 60; i++)
                writer.Write(block);
            writer.Write("</t></is></c></row></sheetData></worksheet>");
        }

        Assert.Equal([(TooManyElements, null, null)], FaultPositions(Read(stretched.ToArray())));
    }

    [Theory]
    [InlineData("vi")]
    [InlineData("en")]
    public void Sample_InEachLanguage_IsAListAsItStands(string language)
    {
        var file = PointListFile.CreateSample(DisplayLanguage.FromCode(language));
        Assert.Equal(Encoding.UTF8.GetPreamble(), file[..3]);
        var import = Read(file);
        Assert.Empty(import.Faults);
        Assert.Equal([PointKind.Province, PointKind.Local, PointKind.Ministry], import.Added.Select(point => point.Kind));
    }

    PointListImport Read(string text) => Read(Encoding.UTF8.GetBytes(text));

    PointListImport Read(byte[] file) => PointListFile.ReadImport(file, WithAnAmbiguousName, points.Index, DisplayLanguage.Vietnamese);

    static IEnumerable<(PointFaultKind, int?, string?)> FaultPositions(PointListImport import) => import.Faults.Select(fault => (fault.Kind, fault.Line, fault.Column));

    static byte[] Zip(string name)
    {
        using var memory = new MemoryStream();
        using (var zip = new ZipArchive(memory, ZipArchiveMode.Create, leaveOpen: true))
        {
            using var entry = zip.CreateEntry(name).Open();
            entry.Write("<x/>"u8);
        }

        return memory.ToArray();
    }

    /// <summary>The real provinces, two of which have an alias in common.</summary>
    static ReferenceData WithAnAmbiguousName { get; } = new(
        [
            .. PublishedData.ReferenceAndFigures.Reference.Provinces.Select(province =>
                province.Code == HaiPhong || province.Code == LangSon ? province with { Aliases = [.. province.Aliases, "Xứ Đông"] } : province),
        ],
        PublishedData.ReferenceAndFigures.Reference.Sectors, [], []);
}
