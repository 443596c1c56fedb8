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
/// <param name="Version">The expression of SQL that says to which entry a row belongs.</param>
/// <param name="Order">The columns that the rows of one entry are ordered by.</param>
sealed record EntryPart(string Label, string Table, string Version, string Order, params EntryField[] Fields);

/// <summary>
/// What of an entry is hashed, and in which order: docs/journal.md describes it. A form never changes, because older hashes rest on it: a
/// column or a kind of rows that is added later makes a new form with the next number, for the entries written from then on.
/// </summary>
static class EntryForm
{
    /// <summary>The form that entries are written with.</summary>
    public const int Newest = 1;

    const string ByVersion = "version";

    static readonly EntryField[] Place =
    [
        Text("from", "period_from"), Text("to", "period_to"), Text("province"), Text("sector"), Text("campaign"), Text("measure"),
    ];

    // What the desk stated without another source has its own name as the publisher.
    static readonly EntryField PublisherPerson = new(
        "publisher-person", FieldKind.Person, "CASE WHEN publisher_digest IS NOT NULL THEN publisher END", "publisher_salt", "publisher_digest");

    static readonly EntryPart[] Form1 =
    [
        new("entry", "journal", ByVersion, "version",
            Text("at"), Person("who"), Text("key", "key_id"), Text("kind"), Text("because"), Person("confirmed-by", "confirmed_by"), Number("undoes")),
        new("change", "journal_change", ByVersion, "ordinal",
        [
            Number("ordinal"), .. Place, Number("old-value", "old_value"), Text("old-unit", "old_unit"), Text("old-qualifier", "old_qualifier"),
            Number("old-statement", "old_statement"), Number("new-value", "new_value"), Text("new-unit", "new_unit"),
            Text("new-qualifier", "new_qualifier"), Number("new-statement", "new_statement"), Text("reason"),
            Number("is-correction", "is_correction"),
        ]),
        new("statement", "statement", ByVersion, "id",
        [
            Number("id"), Number("touched"), .. Place, Number("value"), Text("unit"), Text("qualifier"), Text("status"), Text("as-of", "as_of"),
            Text("publisher", "CASE WHEN publisher_digest IS NULL THEN publisher END"), PublisherPerson, Text("title"),
            Text("url"), Text("source-date", "source_date"), Text("note"), Number("adopted"), Number("by-desk", "by_desk"),
        ]),
        new("warning", "journal_warning", ByVersion, "ordinal", Number("ordinal"), Text("sentence")),
        new("correction-end", "correction_end", ByVersion, "ordinal", [Number("ordinal"), .. Place]),
        new("stage", "stage", ByVersion, "version", Text("scene"), Text("parameters"), Number("item")),
        new("meeting", "meeting", ByVersion, "version",
            Number("opened"), Text("name"), Text("held-on", "held_on"), Number("needs-two", "needs_two")),
        new("key", "journal_key", ByVersion, "version",
            Text("key", "key_id"), Text("role"), Person("label"), Text("issued-by", "issued_by"), Number("is-revoked", "is_revoked")),
        Reference("province", "province", "basis, code", Number("basis"), Text("code"), Number("ordinal"), Text("name"), Text("name-en", "name_en"),
            Text("region"), Number("is-city", "is_city"), Text("successor"), Text("aliases")),
        Reference("sector", "sector", "id", Text("id"), Number("ordinal"), Text("name"), Text("name-en", "name_en"), Text("short"),
            Text("short-en", "short_en"), Text("aliases")),
        Reference("campaign", "campaign", "id", Text("id"), Number("ordinal"), Text("kind"), Text("name"), Text("name-en", "name_en")),
        Reference("rate", "exchange_rate", "year", Number("year"), Number("hundredths-vnd-per-usd", "hundredths_vnd_per_usd"), Text("source"),
            Number("is-sure", "is_sure")),
    ];

    /// <returns>Null where this program knows no form of that number.</returns>
    public static EntryPart[]? Find(long form) => form == 1 ? Form1 : null;

    // Loaded once, with the first version, and not changed afterwards.
    static EntryPart Reference(string label, string table, string order, params EntryField[] fields) => new(label, table, "1", order, fields);

    static EntryField Text(string label, string? column = null) => new(label, FieldKind.Text, column ?? label);

    static EntryField Number(string label, string? column = null) => new(label, FieldKind.Number, column ?? label);

    static EntryField Person(string label, string? column = null) =>
        new(label, FieldKind.Person, column ?? label, $"{column ?? label}_salt", $"{column ?? label}_digest");
}
