using System.Globalization;
using System.Text;
using CsCheck;
using NgoDashboard.Figures.Cube;
using NgoDashboard.Files.Parsing;
using NgoDashboard.Reports.Questions;
using NgoDashboard.Reports.Review;
using NgoDashboard.Tests.TestKit.Samples;
using NgoDashboard.Tests.TestKit.Workbooks;

namespace NgoDashboard.Tests.Reports.Review;

/// <summary>One table in any layout gives the same figures.</summary>
[Trait("Tier", "Long")]
public sealed class ReportVariationTests
{
    static readonly string[] Provinces = ["Lạng Sơn", "Cao Bằng", "Hà Giang", "Quảng Bình", "Hoà Bình"];

    static readonly string[][] ProvinceHeads = [["Tỉnh", "Tỉnh, thành phố", "TỈNH THÀNH", "Địa phương", "Province"]];

    static readonly string[][] MoneyHeads =
    [
        ["Cam kết năm", "Giá trị cam kết", "CAM KẾT TRONG KỲ", "Committed"],
        ["Giải ngân", "Giá trị giải ngân", "GIẢI NGÂN TRONG KỲ", "Disbursed"],
    ];

    static readonly Gen<TableLayout> Layouts =
        from order in Gen.Int[0, 5]
        from titles in Gen.Int[0, 4]
        from style in Gen.Int[0, 3]
        from form in Gen.Int[0, 3]
        from head in Gen.Int[0, 4]
        from separator in Gen.Int[0, 2].Select(at => ";\t,"[at])
        from total in Gen.Bool
        from numbered in Gen.Bool
        from unit in Gen.Int[0, 2]
        from spanned in Gen.Bool
        select new TableLayout(order, titles, style, form, head, separator, total, numbered, unit, spanned);

    static readonly Gen<(long Committed, long Disbursed)[]> Amounts =
        Gen.Select(Gen.Long[1_000_000, 900_000_000], Gen.Long[1, 100]).Select((committed, percent) => (committed, committed / 100 * percent)).Array[Provinces.Length];

    [Fact]
    public void Review_OfOneTableInAnyLayout_TellsTheSameFigures() => Gen.Select(Amounts, Layouts).Sample((amounts, layout) =>
    {
        var expected = amounts.SelectMany((amount, i) => (IEnumerable<(string, Measure, Quantity)>)[
                (Provinces[i], Measure.Committed, new Quantity(amount.Committed * 100, Unit.Usd)), (Provinces[i], Measure.Disbursed, new Quantity(amount.Disbursed * 100, Unit.Usd))])
            .Select(one => $"{one.Item1} {one.Item2} {one.Item3.MinorUnits}").Order();

        var review = ReportReview.Create([ReportFileReader.ReadReport("bang", layout.Write(amounts))], Snapshot.Create(PublishedData.ReferenceAndFigures.Reference, []), [], QuestionAnswers.None, 2026);

        Assert.Empty(review.OpenQuestions);
        Assert.Empty(review.Findings.Where(finding => !finding.IsNote));
        Assert.Equal(
            expected,
            review.Lines.Select(line => $"{PublishedData.ReferenceAndFigures.Reference.FindProvince(line.Key!.Value.Province!.Value)!.Name.Replace("Hòa", "Hoà", StringComparison.Ordinal)} {line.Key!.Value.Measure} {line.Value!.Value.MinorUnits}").Order());
    }, iter: 400);

    /// <summary>The layout of one office's table.</summary>
    sealed record TableLayout(int Order, int Titles, int Style, int Form, int Head, char Separator, bool HasTotal, bool IsNumbered, int UnitAt, bool IsSpanned)
    {
        public byte[] Write((long Committed, long Disbursed)[] amounts)
        {
            var lines = new List<string[]>();
            for (var i = 0; i < Titles; i++)
                lines.Add(Title(i == 1 ? "Kèm theo báo cáo ngày 20 tháng 1 năm 2024" : $"Dòng {i}"));
            lines.Add(Title(UnitAt == 1 ? "Tổng hợp năm 2023, đơn vị tính: USD" : "Tổng hợp năm 2023"));
            var unit = UnitAt == 1 ? "" : UnitAt == 0 ? " (USD)" : ", USD";
            var head = Ordered("TT", PickCaption(ProvinceHeads[0]), PickCaption(MoneyHeads[0]) + unit, PickCaption(MoneyHeads[1]) + unit);
            // Only neighbours can stand under one caption.
            var money = Array.FindIndex(head, text => text.EndsWith(unit, StringComparison.Ordinal) && MoneyHeads.Any(heads => text.StartsWith(PickCaption(heads), StringComparison.Ordinal)));
            if (IsSpanned && MoneyHeads.Any(heads => head[money + 1].StartsWith(PickCaption(heads), StringComparison.Ordinal)))
            {
                lines.Add([.. head.Select((text, at) => at == money ? "Giá trị" : at == money + 1 ? Merged("<") : text)]);
                lines.Add([.. head.Select((text, at) => at == money || at == money + 1 ? text : Merged("^"))]);
            }
            else
            {
                lines.Add(head);
            }

            if (IsNumbered)
                lines.Add(["(1)", "(2)", "(3)", "(4)"]);
            for (var i = 0; i < amounts.Length; i++)
                lines.Add(Ordered($"{i + 1}", Provinces[i], Number(amounts[i].Committed), Number(amounts[i].Disbursed)));
            if (HasTotal)
                lines.Add(Ordered("", "Tổng cộng", Number(amounts.Sum(one => one.Committed)), Number(amounts.Sum(one => one.Disbursed))));
            if (IsWorkbook)
                return TextWorkbook.Create(string.Join('\n', lines.Select(line => string.Join('|', line))));
            var text = string.Join("\r\n", lines.Select(line => string.Join(Separator, line.Select(Quoted))));
            return Form switch
            {
                0 => Encoding.UTF8.GetBytes(text),
                1 => Encoding.UTF8.GetBytes(text.Normalize(NormalizationForm.FormD)),
                _ => [.. Encoding.Unicode.GetPreamble(), .. Encoding.Unicode.GetBytes(text)],
            };
        }

        bool IsWorkbook => Form == 3;

        /// <summary>Merged over all columns, because offices centre what stands above a table.</summary>
        string[] Title(string text) => IsWorkbook ? [text, "<", "<", "<"] : [text];

        /// <summary>A merge mark; text files cannot merge cells.</summary>
        string Merged(string mark) => IsWorkbook ? mark : "";

        string PickCaption(string[] heads) => heads[Head % heads.Length];

        string[] Ordered(string number, string province, string committed, string disbursed) => Order switch
        {
            0 => [number, province, committed, disbursed],
            1 => [number, province, disbursed, committed],
            2 => [province, committed, disbursed, number],
            3 => [committed, disbursed, province, number],
            4 => [disbursed, province, number, committed],
            _ => [number, committed, province, disbursed],
        };

        string Number(long value) => Style switch
        {
            0 => (IsWorkbook ? "#" : "") + value.ToString(CultureInfo.InvariantCulture),
            1 => value.ToString("#,##0", CultureInfo.GetCultureInfo("vi-VN")),
            2 => value.ToString("#,##0", CultureInfo.InvariantCulture),
            _ => value.ToString("#,##0.00", CultureInfo.GetCultureInfo("vi-VN")),
        };

        string Quoted(string cell) => cell.Contains(Separator, StringComparison.Ordinal) ? $"\"{cell}\"" : cell;
    }
}
