using System.Text;

namespace NgoDashboard.Storage.Chain;

/// <summary>How the value of a column enters the canonical bytes.</summary>
enum FieldKind
{
    Text,
    Number,

    /// <summary>A text about a person: its digest enters. The text, its salt and its digest are three columns.</summary>
    Person,
}

/// <summary>One value of a row.</summary>
/// <param name="Columns">Expressions of SQL: one, or three where it is about a person.</param>
sealed record EntryField(string Label, FieldKind Kind, params string[] Columns)
{
    /// <summary>The label as it is hashed: written for every value of every row.</summary>
    public byte[] LabelBytes { get; } = Encoding.ASCII.GetBytes(Label);
}

/// <summary>The rows of one kind that belong to an entry.</summary>
/// <param name="VersionSql">The expression of SQL that says to which entry a row belongs.</param>
/// <param name="OrderColumns">The columns that the rows of one entry are ordered by.</param>
sealed record EntryPart(string Label, string Table, string VersionSql, string OrderColumns, params EntryField[] Fields);

/// <summary>
/// What of an entry is hashed, and in which order: docs/journal.md describes it. A form never changes, because older hashes rest on it: a
/// column or a kind of rows that is added later makes a new form with the next number, for the entries written from then on.
/// </summary>
static class EntryForm
{
    /// <summary>The form that entries are written with.</summary>
    public const int NewestForm = 1;

    const string VersionColumn = "version";

    static readonly EntryField[] FigureKeyFields =
    [
        TextField("from", "period_from"), TextField("to", "period_to"), TextField("province"), TextField("sector"), TextField("campaign"), TextField("measure"),
    ];

    // What the desk stated without another source has its own name as the publisher.
    static readonly EntryField PublisherPerson = new(
        "publisher-person", FieldKind.Person, "CASE WHEN publisher_digest IS NOT NULL THEN publisher END", "publisher_salt", "publisher_digest");

    static readonly EntryPart[] Form1 =
    [
        new("entry", "journal", VersionColumn, "version",
            TextField("at"), PersonField("who"), TextField("key", "key_id"), TextField("kind"), TextField("because"), PersonField("confirmed-by", "confirmed_by"), NumberField("undoes")),
        new("change", "journal_change", VersionColumn, "ordinal",
        [
            NumberField("ordinal"), .. FigureKeyFields, NumberField("old-value", "old_value"), TextField("old-unit", "old_unit"), TextField("old-qualifier", "old_qualifier"),
            NumberField("old-statement", "old_statement"), NumberField("new-value", "new_value"), TextField("new-unit", "new_unit"),
            TextField("new-qualifier", "new_qualifier"), NumberField("new-statement", "new_statement"), TextField("reason"),
            NumberField("is-correction", "is_correction"),
        ]),
        new("statement", "statement", VersionColumn, "id",
        [
            NumberField("id"), NumberField("touched"), .. FigureKeyFields, NumberField("value"), TextField("unit"), TextField("qualifier"), TextField("status"), TextField("as-of", "as_of"),
            TextField("publisher", "CASE WHEN publisher_digest IS NULL THEN publisher END"), PublisherPerson, TextField("title"),
            TextField("url"), TextField("source-date", "source_date"), TextField("note"), NumberField("adopted"), NumberField("by-desk", "by_desk"),
        ]),
        new("warning", "journal_warning", VersionColumn, "ordinal", NumberField("ordinal"), TextField("sentence")),
        new("correction-end", "correction_end", VersionColumn, "ordinal", [NumberField("ordinal"), .. FigureKeyFields]),
        new("stage", "stage", VersionColumn, "version", TextField("scene"), TextField("parameters"), NumberField("item")),
        new("meeting", "meeting", VersionColumn, "version",
            NumberField("opened"), TextField("name"), TextField("held-on", "held_on"), NumberField("needs-two", "needs_two")),
        new("key", "journal_key", VersionColumn, "version",
            TextField("key", "key_id"), TextField("role"), PersonField("label"), TextField("issued-by", "issued_by"), NumberField("is-revoked", "is_revoked")),
        ReferencePart("province", "province", "basis, code", NumberField("basis"), TextField("code"), NumberField("ordinal"), TextField("name"), TextField("name-en", "name_en"),
            TextField("region"), NumberField("is-city", "is_city"), TextField("successor"), TextField("aliases")),
        ReferencePart("sector", "sector", "id", TextField("id"), NumberField("ordinal"), TextField("name"), TextField("name-en", "name_en"), TextField("short"),
            TextField("short-en", "short_en"), TextField("aliases")),
        ReferencePart("campaign", "campaign", "id", TextField("id"), NumberField("ordinal"), TextField("kind"), TextField("name"), TextField("name-en", "name_en")),
        ReferencePart("rate", "exchange_rate", "year", NumberField("year"), NumberField("hundredths-vnd-per-usd", "hundredths_vnd_per_usd"), TextField("source"),
            NumberField("is-sure", "is_sure")),
    ];

    /// <returns>Null where this program knows no form of that number.</returns>
    public static EntryPart[]? FindParts(long form) => form == 1 ? Form1 : null;

    // Loaded once, with the first version, and not changed afterwards.
    static EntryPart ReferencePart(string label, string table, string order, params EntryField[] fields) => new(label, table, "1", order, fields);

    static EntryField TextField(string label, string? column = null) => new(label, FieldKind.Text, column ?? label);

    static EntryField NumberField(string label, string? column = null) => new(label, FieldKind.Number, column ?? label);

    static EntryField PersonField(string label, string? column = null) =>
        new(label, FieldKind.Person, column ?? label, $"{column ?? label}_salt", $"{column ?? label}_digest");
}
