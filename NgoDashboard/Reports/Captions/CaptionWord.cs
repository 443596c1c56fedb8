namespace NgoDashboard.Reports.Captions;

/// <summary>What a phrase in a caption says; a caption is made of several: kind × thing × time.</summary>
enum CaptionWord
{
    // Kinds.
    Name,
    Count,
    Amount,
    Share,
    Growth,
    Code,
    Phone,

    // Things.
    Grant,
    Project,
    NonProject,
    Donor,
    Country,
    Recipient,
    Province,
    District,
    Sector,
    Form,
    Decision,
    Duration,

    // What was done with money.
    Disbursed,
    Committed,
    Approved,
    Received,
    Done,
    Counterpart,

    // Of which time.
    ThisPeriod,
    PreviousPeriod,
    Cumulative,
    Plan,

    // Of which part.
    Whole,
    Cash,
    InKind,

    /// <summary>Says nothing by itself: "các", "của", "viện trợ".</summary>
    Filler,
}
