using System.Security.Cryptography;
using System.Text;

namespace NgoDashboard.Reports.Headers;

/// <summary>A short name for the captions of a header in their order, without years and units: forms of two years are one layout.</summary>
static class LayoutKey
{
    /// <summary>Hexadecimal digits: enough to tell a few thousand layouts apart.</summary>
    const int Length = 10;

    public static string Create(IReadOnlyList<TypedColumn> columns)
    {
        var captions = string.Join('\n', columns.Select(column => $"{column.Index} {HeaderCellParser.NormalizeCaption(column.Title)}"));
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(captions)))[..Length];
    }
}
