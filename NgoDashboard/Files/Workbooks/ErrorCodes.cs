namespace NgoDashboard.Files.Workbooks;

/// <summary>The errors of cells by their numbers in binary workbooks ([MS-XLS] 2.5.10).</summary>
static class ErrorCodes
{
    public static string ToText(byte code) => code switch
    {
        0x00 => "#NULL!",
        0x07 => "#DIV/0!",
        0x0F => "#VALUE!",
        0x17 => "#REF!",
        0x1D => "#NAME?",
        0x24 => "#NUM!",
        _ => "#N/A",
    };
}
