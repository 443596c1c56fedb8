using System.Globalization;
using System.Text;
using QRCoder;

namespace NgoDashboard.Access.ScreenPairing;

/// <summary>Draws a link as a QR code: SVG without a fixed size, with its quiet zone.</summary>
public static class QrCode
{
    public static string ToSvg(string link)
    {
        using var generator = new QRCodeGenerator();
        using var data = generator.CreateQrCode(link, QRCodeGenerator.ECCLevel.M);
        var rows = data.ModuleMatrix;
        // One line for each run of dark modules keeps it small: a document has thousands of these pictures.
        var path = new StringBuilder();
        for (var y = 0; y < rows.Count; y++)
        {
            for (var x = 0; x < rows[y].Count; x++)
            {
                var from = x;
                while (x < rows[y].Count && rows[y][x])
                    x++;
                if (x > from)
                    path.Append(CultureInfo.InvariantCulture, $"M{from} {y}.5h{x - from}");
            }
        }

        return string.Create(
            CultureInfo.InvariantCulture,
            $"""<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {rows.Count} {rows.Count}" shape-rendering="crispEdges"><path fill="#fff" d="M0 0h{rows.Count}v{rows.Count}H0z"/><path stroke="#000" d="{path}"/></svg>""");
    }
}
