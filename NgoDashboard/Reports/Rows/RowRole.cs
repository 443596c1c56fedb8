namespace NgoDashboard.Reports.Rows;

/// <summary>What a row of a table is.</summary>
enum RowRole
{
    /// <summary>The numbers of the columns ("(1) (2) (3)"), or the header again on the next page.</summary>
    Header,

    /// <summary>Text that heads the rows below it, or says nothing about them.</summary>
    Heading,

    /// <summary>Heads the rows below it and states their sum: "II. Giáo dục | 4".</summary>
    HeadingWithSum,

    Data,

    /// <summary>States the sum of the rows above it.</summary>
    Total,

    /// <summary>A part of the row above, which states the whole amount: "Trong đó: Oxfam".</summary>
    Part,

    /// <summary>A remark or a source below the rows: "Ghi chú: số liệu năm 2023 là 9.000".</summary>
    Note,
}
