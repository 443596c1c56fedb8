using System.Text.RegularExpressions;

namespace NgoDashboard.Reports.Values;

/// <summary>The forms in which periods are written.</summary>
public static partial class PeriodParser
{
    const RegexOptions Plain = RegexOptions.IgnoreCase | RegexOptions.CultureInvariant;

    [GeneratedRegex(@"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})\s*(?:đến hết|đến ngày|đến|den ngay|den|tới|to|until|[-–—])\s*(?:ngày\s+)?(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})",
        Plain)]
    private static partial Regex Days();

    [GeneratedRegex(@"(\d{1,2})\s+(Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sep(?:tember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\s+(\d{4})",
        Plain)]
    private static partial Regex Named();

    [GeneratedRegex(@"(\d{1,2})\s*tháng\s*(\d{1,2})\s*năm\s*(\d{4})", Plain)]
    private static partial Regex Spelled();

    [GeneratedRegex(@"(\d{4}-\d{2}-\d{2})\s*(?:/|đến|den|to|[-–—])\s*(\d{4}-\d{2}-\d{2})", Plain)]
    private static partial Regex IsoDays();

    [GeneratedRegex(@"(?:tháng|thang|từ tháng|tu thang)?\s*(\d{1,2})\s*[-–]\s*(\d{1,2})\s*/\s*(\d{4})", Plain)]
    private static partial Regex Months();

    [GeneratedRegex(
        @"(?<![\d/.-])(\d{1,2})\s*/\s*(\d{4})\s*(?:đến hết|đến|den|tới|to|[-–—])\s*(?:tháng|thang)?\s*(\d{1,2})\s*/\s*(\d{4})(?!\d)",
        Plain)]
    private static partial Regex MonthsOfYears();

    [GeneratedRegex(
        @"(?<![\d/.-])((?:19|20)\d{2})\s*(?:đến hết|đến|den|tới|to|[-–—])\s*(?:tháng|thang)?\s*(\d{1,2})\s*/\s*(\d{4})(?!\d)", Plain)]
    private static partial Regex YearToMonth();

    [GeneratedRegex(
        // "từ năm 2021 đến nay"
        @"(?<!\d)(?:(?:từ|tu|kể từ|ke tu|from|since)\s+)?(?:(?:đầu\s+)?năm\s+|nam\s+|tháng\s+|thang\s+)?(?:\d{1,2}\s*[/.-]\s*){0,2}"
        + @"(?:19|20)\d{2}\s*(?:đến|tới|den|toi|to|until|[-–—])\s*(?:thời điểm\s+)?(?:nay|hiện nay|hiện tại|now|date|present)\b"
        // "năm học 2022-2023"
        + @"|(?:năm học|nam hoc|niên độ|school year|academic year)\s*:?\s*(?:19|20)\d{2}(?:\s*[-–—/]\s*(?:19|20)?\d{2})?(?!\d)"
        + @"|\bsince\s+(?:19|20)\d{2}\b",
        Plain)]
    private static partial Regex OpenEnded();

    [GeneratedRegex(@"\b(ba|sáu|chín)\s+tháng\b", Plain)]
    private static partial Regex SpelledMonths();

    [GeneratedRegex(@"(\d{4})\s*\(\s*(\d{1,2})\s*(?:tháng|thang|T)\s*\)", Plain)]
    private static partial Regex MonthsOfYear();

    [GeneratedRegex(@"(\d{1,2})\s*(?:tháng|thang|T(?=\s*/))\s*(?:đầu năm|dau nam|đầu|dau|năm|nam)?\s*[,/]?\s*(\d{4})", Plain)]
    private static partial Regex FirstMonths();

    [GeneratedRegex(@"(\d{1,2})\s*(?:tháng|thang)\s*(?:cuối năm|cuoi nam)\s*(\d{4})", Plain)]
    private static partial Regex LastMonths();

    [GeneratedRegex(@"\b(?:quý|quy|quarter|q)\s*\.?\s*(IV|III|II|I|[1-4])\s*(?:[/,-]|năm|nam|of)?\s*(?:năm|nam)?\s*(\d{4})", Plain)]
    private static partial Regex Quarters();

    [GeneratedRegex(@"(?:tính đến|tinh den|đến hết ngày|den het ngay|đến hết|den het|đến ngày|den ngay|until|to date)\s*(?:hết|ngày|hết ngày|ngay)?\s*(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})",
        Plain)]
    private static partial Regex UntilDay();

    [GeneratedRegex(@"(?<![\d/.-])(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})(?!\d)", Plain)]
    private static partial Regex OneDay();

    [GeneratedRegex(@"(?<!\d)\d{4}-\d{2}-\d{2}(?!\d)", Plain)]
    private static partial Regex IsoDayAlone();

    [GeneratedRegex(@"(?<!\d)((?:19|20)\d{2})\s*(?:[-–—]|(?:đến|tới|den|to)(?:\s+hết)?)\s*(?:năm\s+|nam\s+)?((?:19|20)\d{2})(?!\d)", Plain)]
    private static partial Regex Spans();

    [GeneratedRegex(@"(?<![\d./-])((?:19|20)\d{2})(?![\d]|[./-]\d|/\p{L})", Plain)]
    private static partial Regex Years();

    [GeneratedRegex(@"(?<!đến\s+|đến hết\s+|từ\s+)ngày\s*\d{1,2}[/.-]\d{1,2}[/.-]\d{4}|(?:ngày[\s.…_]*)?(?<!\d\s*)tháng[\s.…_\d]*năm\s*\d{4}|(?:nghị định|chỉ thị|thông tư|quyết định|nghị quyết|công văn|nghi dinh|chi thi|thong tu|quyet dinh|nghi quyet|cong van)\s+(?:(?:số|so)\s*:?\s*)?\d{1,4}(?:[-/](?!\d{4})[\p{L}\d]+)*\s+(?:năm|nam)\s+\d{4}|số\s+[\w./-]+",
        Plain)]
    private static partial Regex Signed();

    [GeneratedRegex(@"\b(?:(?:quý|quy|quarter|q)\s*\.?\s*(?:IV|III|II|I|[1-4])|(?:3|6|9|12)\s*(?:tháng|thang)(?:\s+(?:đầu|dau|cuối|cuoi)\s+(?:năm|nam))?|(?:cả|ca)\s+(?:năm|nam))\b",
        Plain)]
    private static partial Regex PartAlone();

    [GeneratedRegex(@"^\s*(?:\d{1,2}\s*(?:tháng\b|thang\b|T\s*/)|\d{1,2}[/.-]\d{1,2}[/.-]\d{4}\s*$|(?:19|20)\d{2}\s*(?:[*(]|/\s*\d{4}))",
        Plain)]
    private static partial Regex BeginsAsTime();

    [GeneratedRegex(@"\(\s*\)|\s{2,}", Plain)]
    private static partial Regex Empty();
}
