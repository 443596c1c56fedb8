using NgoDashboard.Figures.Cube;
using NgoDashboard.Reports.Sheets;

namespace NgoDashboard.Reports.Rows;

/// <summary>What the headings above a row state for it in a list of grants.</summary>
/// <param name="Number">Grows with every heading: rows with the same number are one group.</param>
/// <param name="Sector">The sector's name as written.</param>
/// <param name="Name">The heading itself, if it names none of these: often the donor of the grants below it.</param>
/// <param name="AreSectors">The groups of the list are sectors, so that this one is too, whatever its name.</param>
/// <param name="AreProvinces">The groups of the list are provinces.</param>
sealed record ListGroup(
    int Number = 0, Period? Period = null, GrantForm? Form = null, NamedAbove? Sector = null, NamedAbove? Province = null,
    string? Name = null, bool AreSectors = false, bool AreProvinces = false);

/// <summary>A classified row of a list of grants.</summary>
/// <param name="Title">The name of the grant, else the first text.</param>
/// <param name="Group">What the headings above state for it.</param>
sealed record ListRow(SheetRow Row, RowRole Role, string Title, ListGroup Group);
