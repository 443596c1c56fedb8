using System.Globalization;
using System.Text.Json;
using NgoDashboard.Figures.Edits;
using NgoDashboard.Figures.Text;

namespace NgoDashboard.Api.Http;

/// <summary>
/// The fields of one JSON object, each of a known name and type. What is missing, unknown, doubled or of another type is kept in
/// <see cref="Findings"/> and read as absent, so that one pass tells everything that is wrong.
/// </summary>
sealed class JsonFields
{
    readonly Dictionary<string, JsonElement> fields = new(StringComparer.Ordinal);
    readonly string prefix;

    /// <param name="name">What to call the object itself where it is none.</param>
    public JsonFields(JsonElement element, string name, IReadOnlyCollection<string> known, FindingKind unknown = FindingKind.UnknownField, string prefix = "")
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
    /// The door of every text that a program sends: composed, and refused where it holds what may not be shown, because a program can
    /// mend what it sends. No reader of a body asks JSON for a text in another way.
    /// </summary>
    /// <param name="hasLines">Whether it may have more lines than one.</param>
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

    /// <summary>A list of texts, or null where the field is absent or something else.</summary>
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
        Findings.Add(new(FindingKind.BadDate, prefix + name, text));
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
            // Half a surrogate pair, written as an escape, is JSON but no text.
            return null;
        }
    }

    string? AddWrongType(string name, FieldType type)
    {
        Findings.Add(new(FindingKind.WrongType, prefix + name, prefix + name, type));
        return null;
    }
}
