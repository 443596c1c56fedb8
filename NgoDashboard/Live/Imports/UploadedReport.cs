using NgoDashboard.Reports.Review;

namespace NgoDashboard.Live.Imports;

/// <summary>An uploaded file, as parsed and as received.</summary>
public sealed record UploadedReport(ReportFile File, byte[] Content);
