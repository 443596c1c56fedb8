using NgoDashboard.Reports.Places;
using NgoDashboard.Reports.Questions;
using NgoDashboard.Reports.Sheets;

namespace NgoDashboard.Live.Imports;

/// <summary>A stored file that figures were imported from.</summary>
/// <param name="Hash">SHA-256 in hexadecimal.</param>
public sealed record ImportedReport(string Hash, string Name, long LengthBytes, string Actor, DateTimeOffset ImportedAt);

/// <summary>A row of a stored file, read again from the file.</summary>
/// <param name="Problem">Why the file could not be read again, for example a limit; then there is no row.</param>
public sealed record ReportSourceRow(ImportedReport Report, Sheet? Sheet, SheetRow? Row, ReportFinding? Problem);

/// <summary>A desk's answer to the question what a name in a report means; the question is not asked again.</summary>
/// <param name="Name">The folded name, which is the lookup key.</param>
/// <param name="OriginalText">As the report wrote it; the folded name where that is unknown.</param>
/// <param name="Target">A province's code, a sector's id, a measure's code, or <see cref="Alias.LeftOutTarget"/>.</param>
public sealed record LearnedName(AliasKind Kind, string Name, string OriginalText, string Target, string Actor, DateTimeOffset LearnedAt);
