namespace NgoDashboard.Files.Formats;

/// <summary>The format of a received file, by its content and not by its name.</summary>
enum FileFormat
{
    Empty,

    /// <summary>XLSX or XLSM; also a package that is damaged so that nothing more can be said.</summary>
    Workbook,

    /// <summary>XLSB: a package like XLSX with binary parts.</summary>
    BinaryWorkbook,

    /// <summary>XLS: a workbook as programs before 2007 wrote it.</summary>
    OldWorkbook,

    /// <summary>ODS.</summary>
    OpenDocument,

    /// <summary>FODS: an ODS in one XML file.</summary>
    FlatOpenDocument,

    /// <summary>DOCX.</summary>
    WordDocument,
    Html,

    /// <summary>The XML of Excel 2003.</summary>
    SpreadsheetXml,

    /// <summary>CSV, TSV.</summary>
    Text,

    PasswordProtected,

    /// <summary>A spreadsheet of before Excel: Lotus 1-2-3, Quattro Pro.</summary>
    ForgottenSpreadsheet,

    /// <summary>DOC, RTF, the XML of Word 2003.</summary>
    OldDocument,
    Pdf,
    Picture,

    /// <summary>ZIP without a document in it, RAR, 7z and others.</summary>
    Archive,

    /// <summary>Numbers, Pages, Keynote.</summary>
    AppleDocument,

    /// <summary>A web page in one MIME file.</summary>
    WebArchive,

    /// <summary>Presentations, and texts of OpenDocument.</summary>
    OtherOfficeDocument,
    Other,
}
