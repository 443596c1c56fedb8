using System.Globalization;

namespace NgoDashboard.Language;

/// <summary>All texts of the interface in one language: a table for each pair of .resx files.</summary>
public sealed class Words(CultureInfo culture)
{
    public StringTable Access { get; } = new("Access", culture);

    public StringTable Api { get; } = new("Api", culture);

    public StringTable Backup { get; } = new("Backup", culture);

    public StringTable Cli { get; } = new("Cli", culture);

    public StringTable Desk { get; } = new("Desk", culture);

    public StringTable Findings { get; } = new("Findings", culture);

    public StringTable Inbox { get; } = new("Inbox", culture);

    public StringTable Points { get; } = new("Points", culture);

    public StringTable Province { get; } = new("Province", culture);

    public StringTable Record { get; } = new("Record", culture);

    public StringTable Reference { get; } = new("Reference", culture);

    public StringTable Reports { get; } = new("Reports", culture);

    public StringTable Stage { get; } = new("Stage", culture);

    public StringTable Storage { get; } = new("Storage", culture);

    public StringTable Subject { get; } = new("Subject", culture);

    public IReadOnlyList<StringTable> All =>
        [Access, Api, Backup, Cli, Desk, Findings, Inbox, Points, Province, Record, Reference, Reports, Stage, Storage, Subject];
}
