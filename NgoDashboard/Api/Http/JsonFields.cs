using System.Globalization;
using System.Text.Json;
using NgoDashboard.Figures.Edits;
using NgoDashboard.Figures.Text;

namespace NgoDashboard.Api.Http;

/// <summary>
/// Reads the fields of one JSON object by name and type. A field that is missing, unknown, repeated or of another type is added to
/// <see cref="Findings"/> and read as absent, so that one pass reports every error.
/// </summary>
sealed class JsonFields
{
    readonly Dictionary<string, JsonElement> fields = new(StringComparer.Ordinal);
    readonly string prefix;

    /// <param name="name">The name of the object itself, for the finding that it is no object.</param>
    /// <param name="unknown">The kind of finding for a field that is not among <paramref name="known"/>.</param>
    /// <param name="prefix">Put before the names of fields in findings: "source.".</param>
    public JsonFields(
        JsonElement element, string name, IReadOnlyCollection<string> known, FindingKind unknown = FindingKind.UnknownField,
        string prefix = "")
    {
        this.prefix = prefix;
        if (element.ValueKind != JsonValueKind.Object)
        {
            Findings.Add(new(FindingKind.WrongType, name, name, FieldType.Object));
            IsObject = false;
            return;
        }

        foreach (var field in element.EnumerateObject())
        {
            if (!known.Contains(field.Name))
                Findings.Add(new(unknown, prefix + field.Name, prefix + field.Name));
            else if (!fields.TryAdd(field.Name, field.Value))
                Findings.Add(new(FindingKind.RepeatedField, prefix + field.Name, prefix + field.Name));
        }
    }

    public List<Finding> Findings { get; } = [];

    public bool IsObject { get; } = true;

    /// <summary>The element, or null where the field is absent or null.</summary>
    public JsonElement? FindElement(string name, bool isRequired = false)
    {
        if (fields.TryGetValue(name, out var element) && element.ValueKind != JsonValueKind.Null)
            return element;
        if (isRequired && IsObject)
            Findings.Add(new(FindingKind.FieldMissing, prefix + name, prefix + name));
        return null;
    }

    /// <summary>
    /// The only way in which texts of a JSON body are read: normalised to composed Unicode (NFC), and refused if they hold control
    /// characters, because a program can correct what it sends.
    /// </summary>
    /// <param name="longest">In UTF-16 characters.</param>
    /// <param name="hasLines">Whether line breaks are allowed.</param>
    public string? ReadText(string name, bool isRequired = false, int longest = int.MaxValue, bool hasLines = false)
    {
        if (FindElement(name, isRequired) is not { } element)
            return null;
        if (ReadText(element) is not { } text)
            return AddWrongType(name, FieldType.Text);
        var shown = text.ReplaceLineEndings("\n");
        if (!TextSanitizer.IsDisplayable(hasLines ? shown : text, hasLines))
            Findings.Add(new(FindingKind.ControlCharacter, prefix + name, prefix + name));
        else if (text.Length > longest)
            Findings.Add(new(FindingKind.TextTooLong, prefix + name, prefix + name, longest));
        else
            return text.Normalize();
        return null;
    }

    /// <summary>An array of strings; null if the field is absent or of another type.</summary>
    public IReadOnlyList<string>? ReadTexts(string name)
    {
        if (FindElement(name) is not { } element)
            return null;
        if (element.ValueKind != JsonValueKind.Array)
        {
            AddWrongType(name, FieldType.Array);
            return null;
        }

        var texts = element.EnumerateArray().Select(ReadText).ToArray();
        if (!texts.Contains(null))
            return texts!;
        AddWrongType(name, FieldType.Text);
        return null;
    }

    public bool ReadFlag(string name)
    {
        if (FindElement(name) is not { } element)
            return false;
        if (element.ValueKind is not (JsonValueKind.True or JsonValueKind.False))
            AddWrongType(name, FieldType.Boolean);
        return element.ValueKind == JsonValueKind.True;
    }

    public long? ReadInteger(string name)
    {
        if (FindElement(name) is not { } element)
            return null;
        if (element.ValueKind == JsonValueKind.Number && element.TryGetInt64(out var number))
            return number;
        AddWrongType(name, FieldType.Integer);
        return null;
    }

    public DateOnly? ReadDate(string name)
    {
        if (ReadText(name, isRequired: true) is not { } text)
            return null;
        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
            return day;
        Findings.Add(new(FindingKind.InvalidDate, prefix + name, text));
        return null;
    }

    static string? ReadText(JsonElement element)
    {
        if (element.ValueKind != JsonValueKind.String)
            return null;
        try
        {
            return element.GetString();
        }
        catch (InvalidOperationException)
        {
            // Half a surrogate pair, written as an escape, is valid JSON but no text.
            return null;
        }
    }

    string? AddWrongType(string name, FieldType type)
    {
        Findings.Add(new(FindingKind.WrongType, prefix + name, prefix + name, type));
        return null;
    }
}
