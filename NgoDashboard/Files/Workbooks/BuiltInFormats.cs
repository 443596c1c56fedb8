namespace NgoDashboard.Files.Workbooks;

/// <summary>Number formats to which a workbook refers by a number alone.</summary>
static class BuiltInFormats
{
    /// <summary>
    /// Dates that a workbook refers to by a number alone: it shows them in the order of its country, here in that of Viet Nam.
    /// </summary>
    const string Day = "dd/mm/yyyy";

    /// <summary>ECMA-376, part 1, 18.8.30; from 27 on the dates of East Asian countries.</summary>
    public static string? FindDateOrShare(uint id) => id switch
    {
        9 => "0%",
        10 => "0.00%",
        14 => Day,
        15 => "d-mmm-yy",
        16 => "d-mmm",
        17 => "mmm-yy",
        18 => "h:mm AM/PM",
        19 => "h:mm:ss AM/PM",
        20 => "h:mm",
        21 => "h:mm:ss",
        22 => Day + " h:mm",
        >= 27 and <= 36 or >= 50 and <= 58 => Day,
        45 => "mm:ss",
        46 => "[h]:mm:ss",
        47 => "mm:ss.0",
        _ => null,
    };

    /// <summary>In the workbook's own codes these may stand too, and then those count.</summary>
    public static string? FindNumber(uint id) => id switch
    {
        1 => "0",
        2 => "0.00",
        3 => "#,##0",
        4 => "#,##0.00",
        11 => "0.00E+00",
        12 => "# ?/?",
        13 => "# ??/??",
        37 or 38 => "#,##0;(#,##0)",
        39 or 40 => "#,##0.00;(#,##0.00)",
        48 => "##0.0E+0",
        _ => null,
    };
}
