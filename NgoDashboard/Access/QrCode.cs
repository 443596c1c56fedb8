using QRCoder;

namespace NgoDashboard.Access;

/// <summary>A link as a picture that a telephone or a set-top box reads: SVG, without a fixed size, with its quiet zone.</summary>
public static class QrCode
{
    public static string Svg(string link)
    {
        using var generator = new QRCodeGenerator();
        using var data = generator.CreateQrCode(link, QRCodeGenerator.ECCLevel.M);
        using var svg = new SvgQRCode(data);
        return svg.GetGraphic(1, "#000", "#fff", drawQuietZones: true, SvgQRCode.SizingMode.ViewBoxAttribute);
    }
}
