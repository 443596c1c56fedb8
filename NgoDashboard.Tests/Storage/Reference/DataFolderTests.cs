using NgoDashboard.Figures.Cube;
using NgoDashboard.Figures.Provinces;
using NgoDashboard.Language;
using NgoDashboard.Storage.Reference;
using NgoDashboard.Tests.TestKit.Infrastructure;

namespace NgoDashboard.Tests.Storage.Reference;

public sealed class DataFolderTests : IDisposable
{
    const string Line = ",health,,2023-01-01,2023-12-31,disbursed,12,USD,exact,confirmed,2023-12-31,yes,Báo,Bài,,2024,";

    readonly TempFolder folder = new();

    public DataFolderTests()
    {
        Write("provinces.csv", "basis,code,name,name_en,region,type,successor,shape,aliases", "63,31,Hải Phòng,Hai Phong,Bắc,city,31,haiphong,HP", "34,31,Hải Phòng,Hai Phong,Bắc,city,,,HP");
        Write("sectors.csv", "id,name,name_en,short,short_en,aliases", "health,Y tế,Health,Y tế,Health,Sức khỏe; Medical", "other,Khác,Other,Khác,Other,");
        Write("campaigns.csv", "id,kind,name,name_en", "relief,campaign,Cứu trợ,Relief");
        Write("exchange_rates.csv", "year,vnd_per_usd,source,certainty", "2023,23787.32,WB,unverified");
        Write("figures.csv", Header("figures.csv"), Line);
    }

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Read_SoundFiles_GivesWhatTheySay()
    {
        Write("figures.csv", Header("figures.csv"), Line, "63:31,,relief,2023-04-12,2023-04-12,organisations,46,count,over,provisional,2023-04-12,no,Báo,Bài,https://a.vn/b,,\"một, hai\"");

        var (reference, figures) = DataFolder.LoadReferenceAndFigures(folder.Path);

        Assert.Equal([new(63, "31"), new(34, "31")], reference.Provinces.Select(province => province.Code));
        Assert.Equal(new ProvinceCode(34, "31"), reference.Provinces[0].Successor);
        Assert.Equal(["Sức khỏe", "Medical"], reference.Sectors[0].Aliases);
        Assert.Equal(23787.32m, reference.VndPerUsd(2023));
        Assert.Equal(CampaignKind.Campaign, reference.FindCampaign("relief")!.Kind);
        Assert.Equal([1L, 2L], figures.SelectMany(figure => figure.Statements).Select(statement => statement.Id));
        var second = figures[1];
        Assert.Equal(new FigureKey(new(new(2023, 4, 12), new(2023, 4, 12)), new(63, "31"), null, "relief", Measure.Organisations), second.Key);
        Assert.Equal(
            new Statement(
                2, new(46, Unit.Count), Qualifier.Over, Status.Provisional, new(2023, 4, 12), new("Báo", "Bài", "https://a.vn/b", null), "một, hai",
                IsAdopted: false, IsFromDesk: false, Version: 1),
            second.Statements[0]);
    }

    [Theory]
    // figures.csv: one kind of fault in its only line.
    [InlineData("figures.csv", 2, "province", "'63:99' is unknown", "63:99,health,,2023-01-01,2023-12-31,disbursed,12,USD,exact,confirmed,2023-12-31,yes,Báo,Bài,,2024,")]
    [InlineData("figures.csv", 2, "province", "'31' is unknown", "31,health,,2023-01-01,2023-12-31,disbursed,12,USD,exact,confirmed,2023-12-31,yes,Báo,Bài,,2024,")]
    [InlineData("figures.csv", 2, "sector", "'helth' is unknown", ",helth,,2023-01-01,2023-12-31,disbursed,12,USD,exact,confirmed,2023-12-31,yes,Báo,Bài,,2024,")]
    [InlineData("figures.csv", 2, "campaign", "'flood' is unknown", ",,flood,2023-01-01,2023-12-31,disbursed,12,USD,exact,confirmed,2023-12-31,yes,Báo,Bài,,2024,")]
    [InlineData("figures.csv", 2, "from", "'01/01/2023' is not a date such as 2023-12-31", ",,,01/01/2023,2023-12-31,disbursed,12,USD,exact,confirmed,2023-12-31,yes,Báo,Bài,,2024,")]
    [InlineData("figures.csv", 2, "to", "'2023-02-30' is not a date such as 2023-12-31", ",,,2023-01-01,2023-02-30,disbursed,12,USD,exact,confirmed,2023-12-31,yes,Báo,Bài,,2024,")]
    [InlineData("figures.csv", 2, "to", "the period ends on 2022-12-31, before it starts on 2023-01-01", ",,,2023-01-01,2022-12-31,disbursed,12,USD,exact,confirmed,2023-12-31,yes,Báo,Bài,,2024,")]
    [InlineData("figures.csv", 2, "measure", "'paid' is unknown", ",,,2023-01-01,2023-12-31,paid,12,USD,exact,confirmed,2023-12-31,yes,Báo,Bài,,2024,")]
    [InlineData("figures.csv", 2, "value", "'12x' is not a number", ",,,2023-01-01,2023-12-31,disbursed,12x,USD,exact,confirmed,2023-12-31,yes,Báo,Bài,,2024,")]
    [InlineData("figures.csv", 2, "value", "'1,5' is not a number", ",,,2023-01-01,2023-12-31,disbursed,\"1,5\",USD,exact,confirmed,2023-12-31,yes,Báo,Bài,,2024,")]
    [InlineData("figures.csv", 2, "value", "'' is not a number", ",,,2023-01-01,2023-12-31,disbursed,,USD,exact,confirmed,2023-12-31,yes,Báo,Bài,,2024,")]
    [InlineData("figures.csv", 2, "value", "'-5' is negative", ",,,2023-01-01,2023-12-31,disbursed,-5,USD,exact,confirmed,2023-12-31,yes,Báo,Bài,,2024,")]
    [InlineData("figures.csv", 2, "value", "'0.001' is finer than USD is held", ",,,2023-01-01,2023-12-31,disbursed,0.001,USD,exact,confirmed,2023-12-31,yes,Báo,Bài,,2024,")]
    [InlineData("figures.csv", 2, "value", "'0.5' is finer than VND is held", ",,,2023-01-01,2023-12-31,disbursed,0.5,VND,exact,confirmed,2023-12-31,yes,Báo,Bài,,2024,")]
    [InlineData("figures.csv", 2, "value", "'100000000000001' is too large", ",,,2023-01-01,2023-12-31,disbursed,100000000000001,USD,exact,confirmed,2023-12-31,yes,Báo,Bài,,2024,")]
    [InlineData("figures.csv", 2, "value", "'99999999999999999999999999999999' is too large", ",,,2023-01-01,2023-12-31,disbursed,99999999999999999999999999999999,USD,exact,confirmed,2023-12-31,yes,Báo,Bài,,2024,")]
    [InlineData("figures.csv", 2, "unit", "'EUR' is unknown", ",,,2023-01-01,2023-12-31,disbursed,12,EUR,exact,confirmed,2023-12-31,yes,Báo,Bài,,2024,")]
    [InlineData("figures.csv", 2, "unit", "USD does not fit organisations", ",,,2023-01-01,2023-12-31,organisations,12,USD,exact,confirmed,2023-12-31,yes,Báo,Bài,,2024,")]
    [InlineData("figures.csv", 2, "unit", "percent does not fit disbursed", ",,,2023-01-01,2023-12-31,disbursed,12,percent,exact,confirmed,2023-12-31,yes,Báo,Bài,,2024,")]
    [InlineData("figures.csv", 2, "qualifier", "'almost' is unknown", ",,,2023-01-01,2023-12-31,disbursed,12,USD,almost,confirmed,2023-12-31,yes,Báo,Bài,,2024,")]
    [InlineData("figures.csv", 2, "status", "'sure' is unknown", ",,,2023-01-01,2023-12-31,disbursed,12,USD,exact,sure,2023-12-31,yes,Báo,Bài,,2024,")]
    [InlineData("figures.csv", 2, "as_of", "'2023' is not a date such as 2023-12-31", ",,,2023-01-01,2023-12-31,disbursed,12,USD,exact,confirmed,2023,yes,Báo,Bài,,2024,")]
    [InlineData("figures.csv", 2, "adopted", "'true' is unknown", ",,,2023-01-01,2023-12-31,disbursed,12,USD,exact,confirmed,2023-12-31,true,Báo,Bài,,2024,")]
    [InlineData("figures.csv", 2, "publisher", "is empty", ",,,2023-01-01,2023-12-31,disbursed,12,USD,exact,confirmed,2023-12-31,yes,,Bài,,2024,")]
    [InlineData("figures.csv", 2, "source_url", "'javascript:alert(1)' is not a web address", ",,,2023-01-01,2023-12-31,disbursed,12,USD,exact,confirmed,2023-12-31,yes,Báo,Bài,javascript:alert(1),2024,")]
    [InlineData("figures.csv", 3, "adopted", "line 2 is adopted for the same figure already", Line, Line)]
    // The reference files.
    [InlineData("provinces.csv", 2, "code", "'63:1' is not a province code such as 63:31", "63,1,Hải Phòng,Hai Phong,Bắc,city,31,,", "34,31,Hải Phòng,Hai Phong,Bắc,city,,,")]
    [InlineData("provinces.csv", 3, "code", "'34:31' stands in line 2 already", "34,31,Hải Phòng,Hai Phong,Bắc,city,,,", "34,31,Khác,Khac,Bắc,city,,,")]
    [InlineData("provinces.csv", 2, "successor", "'77' is no unit of the 34 basis", "63,31,Hải Phòng,Hai Phong,Bắc,city,77,,", "34,31,Hải Phòng,Hai Phong,Bắc,city,,,")]
    [InlineData("provinces.csv", 2, "successor", "'' is no unit of the 34 basis", "63,31,Hải Phòng,Hai Phong,Bắc,city,,,", "34,31,Hải Phòng,Hai Phong,Bắc,city,,,")]
    [InlineData("provinces.csv", 2, "successor", "'31' stands there, but only a unit of the 63 basis has a successor", "34,31,Hải Phòng,Hai Phong,Bắc,city,31,,")]
    [InlineData("provinces.csv", 2, "type", "'town' is unknown", "34,31,Hải Phòng,Hai Phong,Bắc,town,,,")]
    [InlineData("provinces.csv", 3, "aliases", "'HP' is also a name of line 2", "34,31,Hải Phòng,Hai Phong,Bắc,city,,,HP", "34,33,Hưng Yên,Hung Yen,Bắc,city,,,HP")]
    [InlineData("provinces.csv", 3, "aliases", "'HẢIPHÒNG' is also a name of line 2", "34,31,Hải Phòng,Hai Phong,Bắc,city,,,", "34,33,Hưng Yên,Hung Yen,Bắc,city,,,HẢIPHÒNG")]
    [InlineData("provinces.csv", 3, "aliases", "'Hai-Phong' is also a name of line 2", "34,31,Hải Phòng,Hai Phong,Bắc,city,,,", "34,33,Hưng Yên,Hung Yen,Bắc,city,,,Hai-Phong")]
    [InlineData("sectors.csv", 3, "id", "'health' stands in line 2 already", "health,Y tế,Health,Y tế,Health,", "health,Khác,Other,Khác,Other,")]
    [InlineData("sectors.csv", 3, "aliases", "'y te' is also a name of line 2", "health,Y tế,Health,Y tế,Health,", "other,Khác,Other,Khác,Other,y te")]
    [InlineData("sectors.csv", 2, "name", "is empty", "health,,Health,Y tế,Health,")]
    [InlineData("campaigns.csv", 2, "kind", "'flood' is unknown", "relief,flood,Cứu trợ,Relief")]
    [InlineData("campaigns.csv", 3, "id", "'relief' stands in line 2 already", "relief,campaign,Cứu trợ,Relief", "relief,grant,Cứu trợ,Relief")]
    [InlineData("exchange_rates.csv", 2, "vnd_per_usd", "is not positive", "2023,0,WB,sure")]
    [InlineData("exchange_rates.csv", 2, "vnd_per_usd", "'-1' is negative", "2023,-1,WB,sure")]
    [InlineData("exchange_rates.csv", 2, "vnd_per_usd", "'23787.325' is finer than a hundredth of a đồng", "2023,23787.325,WB,sure")]
    [InlineData("exchange_rates.csv", 2, "vnd_per_usd", "'2378732' is too large", "2023,2378732,WB,sure")]
    [InlineData("exchange_rates.csv", 3, "year", "'2023' stands in line 2 already", "2023,23787,WB,sure", "2023,23788,WB,sure")]
    [InlineData("exchange_rates.csv", 2, "year", "'2023.5' is not a year", "2023.5,23787,WB,sure")]
    [InlineData("exchange_rates.csv", 2, "certainty", "'yes' is unknown", "2023,23787,WB,yes")]
    public void Read_FaultyField_NamesFileLineColumnAndReason(string file, int line, string column, string reason, params string[] lines)
    {
        Write(file, [Header(file), .. lines]);

        var thrown = Assert.Throws<DataFileException>(() => DataFolder.LoadReferenceAndFigures(folder.Path));

        Assert.Contains($"{file}, line {line}, column {column}: {reason}", EnglishLines(thrown));
    }

    [Theory]
    [InlineData("figures.csv", "figures.csv, line 2: has 3 fields and not 17", "a,b,c")]
    [InlineData("figures.csv", "figures.csv, line 2: has 18 fields and not 17", Line + ",")]
    [InlineData("campaigns.csv", "campaigns.csv, line 2: a quotation mark stands inside a field or is not closed", "relief,campaign,\"Cứu trợ,Relief", "b,c,d,e")]
    [InlineData("campaigns.csv", "campaigns.csv, line 2: a quotation mark stands inside a field or is not closed", "relief,campaign,Cứu \"trợ\",Relief")]
    public void Read_LineOfTheWrongShape_NamesFileAndLine(string file, string problem, params string[] lines)
    {
        Write(file, [Header(file), .. lines]);

        Assert.Contains(problem, EnglishLines(Assert.Throws<DataFileException>(() => DataFolder.LoadReferenceAndFigures(folder.Path))));
    }

    [Fact]
    public void Read_HeaderOfOtherColumns_NamesMissingAndUnknown()
    {
        Write("campaigns.csv", "id,sort,name,name_en", "relief,campaign,Cứu trợ,Relief");

        Assert.Equal(
            ["campaigns.csv, line 1, column kind: is missing", "campaigns.csv, line 1, column sort: is unknown"],
            EnglishLines(Assert.Throws<DataFileException>(() => DataFolder.LoadReferenceAndFigures(folder.Path))));
    }

    [Fact]
    public void Read_ColumnsInAnotherOrder_ReadsTheSame()
    {
        Write("campaigns.csv", "name_en,name,kind,id", "Relief,Cứu trợ,campaign,relief");

        Assert.Equal(new Campaign("relief", CampaignKind.Campaign, "Cứu trợ", "Relief"), DataFolder.LoadReferenceAndFigures(folder.Path).Reference.Campaigns[0]);
    }

    [Theory]
    [InlineData("provinces.csv")]
    [InlineData("sectors.csv")]
    [InlineData("campaigns.csv")]
    [InlineData("exchange_rates.csv")]
    [InlineData("figures.csv")]
    public void Read_MissingOrEmptyFile_NamesIt(string file)
    {
        File.Delete(folder.GetFilePath(file));
        Assert.Equal($"{file} is missing in {folder.Path}", Assert.Throws<DataFileException>(() => DataFolder.LoadReferenceAndFigures(folder.Path)).Message);

        File.WriteAllText(folder.GetFilePath(file), "");
        Assert.Equal($"{file} is empty", Assert.Throws<DataFileException>(() => DataFolder.LoadReferenceAndFigures(folder.Path)).Message);
    }

    [Fact]
    public void Read_FileInAnotherEncoding_SaysSo()
    {
        File.WriteAllBytes(folder.GetFilePath("sectors.csv"), [.. "id,name\n"u8, 0xD4, 0xE9]);

        Assert.Equal(["sectors.csv is not UTF-8"], EnglishLines(Assert.Throws<DataFileException>(() => DataFolder.LoadReferenceAndFigures(folder.Path))));
    }

    [Fact]
    public void Read_DecomposedVietnamese_IsComposed()
    {
        Write("campaigns.csv", "id,kind,name,name_en", "relief,campaign," + "Cứu trợ".Normalize(System.Text.NormalizationForm.FormD) + ",Relief");

        Assert.Equal("Cứu trợ", DataFolder.LoadReferenceAndFigures(folder.Path).Reference.Campaigns[0].Name);
    }

    [Fact]
    public void Read_ManyFaults_ListsTwentyAndCountsTheRest()
    {
        Write("figures.csv", [Header("figures.csv"), .. Enumerable.Repeat("a", 25)]);

        var problems = EnglishLines(Assert.Throws<DataFileException>(() => DataFolder.LoadReferenceAndFigures(folder.Path)));

        Assert.Equal(21, problems.Length);
        Assert.Equal("and 5 more", problems[^1]);
    }

    [Fact]
    public void Read_FaultsInSeveralFiles_ListsThemAllWithoutEchoes()
    {
        // The province in figures.csv is unknown only because of the invalid line in provinces.csv, so it is not reported.
        Write("provinces.csv", Header("provinces.csv"), "63,3x,Hải Phòng,Hai Phong,Bắc,city,31,,", "34,31,Hải Phòng,Hai Phong,Bắc,city,,,");
        Write("figures.csv", Header("figures.csv"), "63:31,,,2023-01-01,2023-12-31,disbursed,12x,USD,exact,confirmed,2023-12-31,yes,Báo,Bài,,2024,");

        Assert.Equal(
            ["provinces.csv, line 2, column code: '63:3x' is not a province code such as 63:31", "figures.csv, line 2, column value: '12x' is not a number"],
            EnglishLines(Assert.Throws<DataFileException>(() => DataFolder.LoadReferenceAndFigures(folder.Path))));
    }

    [Fact]
    public void Problem_OfEachKind_IsASentenceInEachLanguage()
    {
        foreach (var problem in Enum.GetValues<DataFault>().Select(fault => new DataProblem(fault, "figures.csv", 2, "value", "một", "hai")))
        {
            var vietnamese = problem.ToSentence(DisplayLanguage.Vietnamese);
            var english = problem.ToSentence(DisplayLanguage.English);
            Assert.StartsWith("figures.csv, dòng 2, cột value: ", vietnamese, StringComparison.Ordinal);
            Assert.StartsWith("figures.csv, line 2, column value: ", english, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Problems_ForTheConsole_AreSaidInBothLanguages()
    {
        File.WriteAllText(folder.GetFilePath("sectors.csv"), "");

        var thrown = Assert.Throws<DataFileException>(() => DataFolder.LoadReferenceAndFigures(folder.Path));

        Assert.Equal($"sectors.csv trống{Environment.NewLine}sectors.csv is empty", thrown.Explanation);
    }

    static string[] EnglishLines(DataFileException thrown) => thrown.Message.Split(Environment.NewLine);

    void Write(string file, params string[] lines) => File.WriteAllText(folder.GetFilePath(file), string.Join('\n', lines) + "\n");

    string Header(string file) => file == "figures.csv"
        ? "province,sector,campaign,from,to,measure,value,unit,qualifier,status,as_of,adopted,publisher,source_title,source_url,source_date,note"
        : File.ReadLines(folder.GetFilePath(file)).First();
}
