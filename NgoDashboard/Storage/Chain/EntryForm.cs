using System.Text;

namespace NgoDashboard.Storage.Chain;

/// <summary>How the value of a column is written to the canonical bytes.</summary>
enum FieldKind
{
    Text,
    Number,

    /// <summary>A text about a person, of which only the digest is hashed. Three columns: the text, its salt and its digest.</summary>
    Person,
}

/// <summary>One value of a row.</summary>
/// <param name="Columns">SQL expressions: one, or three for <see cref="FieldKind.Person"/>.</param>
sealed record EntryField(string Label, FieldKind Kind, params string[] Columns)
{
    /// <summary>The label in ASCII, encoded once because it is written for every value of every row.</summary>
    public byte[] LabelBytes { get; } = Encoding.ASCII.GetBytes(Label);
}

/// <summary>One part of an entry: the rows of one table that belong to it.</summary>
/// <param name="VersionSql">The SQL expression for the version that a row belongs to.</param>
/// <param name="OrderColumns">The columns that order the rows of one entry.</param>
sealed record EntryPart(string Label, string Table, string VersionSql, string OrderColumns, params EntryField[] Fields);

/// <summary>
/// Which columns of an entry are hashed, and in which order, as docs/journal.md describes (JournalDocumentTests compares the two). A form
/// must never change, because stored hashes depend on it: a later column or table needs a new form with the next number, for the entries
/// written from then on.
/// </summary>
static class EntryForm
{
    /// <summary>The form of new entries.</summary>
    public const int NewestForm = 2;

    const string VersionColumn = "version";

    static readonly EntryField[] FigureKeyFields =
    [
        TextField("from", "period_from"), TextField("to", "period_to"), TextField("province"), TextField("sector"), TextField("campaign"),
        TextField("measure"),
    ];

    // The publisher is a text about a person if the desk stated a figure without another source: it is then the operator's name.
    static readonly EntryField PublisherPerson = new(
        "publisher-person", FieldKind.Person,
        "CASE WHEN publisher_digest IS NOT NULL THEN publisher END", "publisher_salt", "publisher_digest");

    static readonly EntryPart[] Form1 =
    [
        new("entry", "journal", VersionColumn, "version",
            TextField("at"), PersonField("who"), TextField("key", "key_id"), TextField("kind"), TextField("because"),
            PersonField("confirmed-by", "confirmed_by"), NumberField("undoes")),
        new("change", "journal_change", VersionColumn, "ordinal",
        [
            NumberField("ordinal"), .. FigureKeyFields, NumberField("old-value", "old_value"), TextField("old-unit", "old_unit"),
            TextField("old-qualifier", "old_qualifier"), NumberField("old-statement", "old_statement"),
            NumberField("new-value", "new_value"), TextField("new-unit", "new_unit"), TextField("new-qualifier", "new_qualifier"),
            NumberField("new-statement", "new_statement"), TextField("reason"), NumberField("is-correction", "is_correction"),
        ]),
        new("statement", "statement", VersionColumn, "id",
        [
            NumberField("id"), NumberField("touched"), .. FigureKeyFields, NumberField("value"), TextField("unit"), TextField("qualifier"),
            TextField("status"), TextField("as-of", "as_of"),
            TextField("publisher", "CASE WHEN publisher_digest IS NULL THEN publisher END"), PublisherPerson, TextField("title"),
            TextField("url"), TextField("source-date", "source_date"), TextField("note"), NumberField("adopted"),
            NumberField("by-desk", "by_desk"),
        ]),
        new("warning", "journal_warning", VersionColumn, "ordinal", NumberField("ordinal"), TextField("sentence")),
        new("correction-end", "correction_end", VersionColumn, "ordinal", [NumberField("ordinal"), .. FigureKeyFields]),
        new("stage", "stage", VersionColumn, "version", TextField("scene"), TextField("parameters"), NumberField("item")),
        new("meeting", "meeting", VersionColumn, "version",
            NumberField("opened"), TextField("name"), TextField("held-on", "held_on"), NumberField("needs-two", "needs_two")),
        new("key", "journal_key", VersionColumn, "version",
            TextField("key", "key_id"), TextField("role"), PersonField("label"), TextField("issued-by", "issued_by"),
            NumberField("is-revoked", "is_revoked")),
        ReferencePart("province", "province", "basis, code",
            NumberField("basis"), TextField("code"), NumberField("ordinal"), TextField("name"), TextField("name-en", "name_en"),
            TextField("region"), NumberField("is-city", "is_city"), TextField("successor"), TextField("aliases")),
        ReferencePart("sector", "sector", "id",
            TextField("id"), NumberField("ordinal"), TextField("name"), TextField("name-en", "name_en"), TextField("short"),
            TextField("short-en", "short_en"), TextField("aliases")),
        ReferencePart("campaign", "campaign", "id",
            TextField("id"), NumberField("ordinal"), TextField("kind"), TextField("name"), TextField("name-en", "name_en")),
        ReferencePart("rate", "exchange_rate", "year",
            NumberField("year"), NumberField("hundredths-vnd-per-usd", "hundredths_vnd_per_usd"), TextField("source"),
            NumberField("is-sure", "is_sure")),
    ];

    static readonly EntryPart[] Form2 =
    [
        .. Form1,
        new("rate-change", "journal_rate", VersionColumn, "year",
            NumberField("year"), NumberField("hundredths-vnd-per-usd", "hundredths_vnd_per_usd"), TextField("publisher"),
            TextField("title"), TextField("url"), TextField("source-date", "source_date"), NumberField("is-sure", "is_sure")),
        new("sector-change", "journal_sector", VersionColumn, "id",
            TextField("id"), NumberField("ordinal"), TextField("name"), TextField("name-en", "name_en"), TextField("short"),
            TextField("short-en", "short_en"), TextField("aliases"), NumberField("is-retired", "is_retired"),
            TextField("merged-into", "merged_into")),
        new("campaign-change", "journal_campaign", VersionColumn, "id",
            TextField("id"), NumberField("ordinal"), TextField("kind"), TextField("name"), TextField("name-en", "name_en"),
            TextField("aliases"), NumberField("is-retired", "is_retired"), TextField("merged-into", "merged_into")),
    ];

    /// <returns>Null if this program does not know the form.</returns>
    public static EntryPart[]? FindParts(long form) => form switch { 1 => Form1, 2 => Form2, _ => null };

    /// <summary>The parts that came with that form: entries of the forms before have no rows in their tables.</summary>
    public static IReadOnlyList<EntryPart> NewParts(long form) =>
        [.. FindParts(form)!.Where(part => FindParts(form - 1)?.Contains(part) != true)];

    // The tables of the first load are written with version 1 and never again, so all their rows belong to that entry.
    static EntryPart ReferencePart(string label, string table, string order, params EntryField[] fields) =>
        new(label, table, "1", order, fields);

    static EntryField TextField(string label, string? column = null) => new(label, FieldKind.Text, column ?? label);

    static EntryField NumberField(string label, string? column = null) => new(label, FieldKind.Number, column ?? label);

    static EntryField PersonField(string label, string? column = null) =>
        new(label, FieldKind.Person, column ?? label, $"{column ?? label}_salt", $"{column ?? label}_digest");
}
