using System.Text.RegularExpressions;

namespace NgoDashboard.Reports.Captions;

/// <summary>Spells out what offices abbreviate in captions: "Tên CT, DA", "TH 2022", "KH 2024", "SL".</summary>
static partial class CaptionAbbreviations
{
    static readonly Dictionary<string, string> Words = new(StringComparer.Ordinal)
    {
        ["CTDA"] = "chương trình dự án",
        ["CT"] = "chương trình",
        ["DA"] = "dự án",
        ["PDA"] = "phi dự án",
        ["KVT"] = "khoản viện trợ",
        ["TH"] = "thực hiện",
        ["UTH"] = "ước thực hiện",
        ["KH"] = "kế hoạch",
        ["LK"] = "lũy kế",
        ["GN"] = "giải ngân",
        ["CK"] = "cam kết",
        ["GT"] = "giá trị",
        ["SL"] = "số lượng",
        ["TC"] = "tổ chức",
        ["TCPCPNN"] = "tổ chức pcpnn",
        ["NTT"] = "nhà tài trợ",
        ["ĐV"] = "đơn vị",
    };

    public static string Expand(string text) =>
        Abbreviation().Replace(text, found => Words.GetValueOrDefault(found.Value, found.Value));

    // "DA GIAI NGAN" without diacritics is "đã giải ngân".
    [GeneratedRegex(@"(?<![\p{L}\d])(?!DA\s+(?:GIAI|CAM|CHI|PHE|TIEP|THUC|NHAN)(?!\p{L}))[A-ZĐ]{2,7}(?![\p{L}\d])")]
    private static partial Regex Abbreviation();
}
