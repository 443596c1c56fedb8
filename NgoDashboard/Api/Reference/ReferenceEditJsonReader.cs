using System.Collections.Immutable;
using System.Text.Json;
using NgoDashboard.Api.Http;
using NgoDashboard.Figures.Codes;
using NgoDashboard.Figures.Cube;
using NgoDashboard.Figures.Edits;
using NgoDashboard.Figures.Provinces;
using NgoDashboard.Figures.ReferenceEdits;

namespace NgoDashboard.Api.Reference;

/// <summary>
/// Reads a change of the reference data from JSON. Only the form is checked; <see cref="ReferenceEditRules"/> decides whether it can be.
/// </summary>
sealed class ReferenceEditJsonReader
{
    static readonly string[] CommonFields = ["edit", "because", "expectedVersion"];
    static readonly string[] SourceFields = ["publisher", "title", "url", "date"];
    static readonly string[] SectorFields = ["name", "nameEn", "short", "shortEn", "aliases"];
    static readonly string[] CampaignFields = ["kind", "name", "nameEn", "aliases"];

    /// <summary>The fields of each edit beside the common ones.</summary>
    static readonly Dictionary<string, string[]> FieldsByEdit = new()
    {
        ["setRate"] = ["year", "vndPerUsd", "source"],
        ["removeRate"] = ["year"],
        ["addSector"] = [.. SectorFields, "before"],
        ["renameSector"] = ["id", .. SectorFields],
        ["mergeSector"] = ["id", "into", "adopted"],
        ["addCampaign"] = [.. CampaignFields, "before"],
        ["renameCampaign"] = ["id", .. CampaignFields.Except(["kind"])],
        ["mergeCampaign"] = ["id", "into", "adopted"],
    };

    readonly JsonFields fields;
    readonly Snapshot snapshot;
    readonly long? expectedVersion;

    ReferenceEditJsonReader(JsonFields fields, Snapshot snapshot)
    {
        (this.fields, this.snapshot) = (fields, snapshot);
        expectedVersion = fields.ReadInteger("expectedVersion");
    }

    /// <returns>The edit and the reason for taking it despite its questions; no edit where there are findings.</returns>
    public static (ReferenceEdit? Edit, string? Because, IReadOnlyList<Finding> Findings) Read(JsonElement body, Snapshot snapshot)
    {
        var all = FieldsByEdit.Values.SelectMany(names => names).Concat(CommonFields).Distinct().ToArray();
        var name = new JsonFields(body, "{}", all).ReadText("edit");
        var fields = new JsonFields(
            body, "{}", name is not null && FieldsByEdit.TryGetValue(name, out var own) ? [.. CommonFields, .. own] : all);
        fields.ReadText("edit", isRequired: true);
        if (name is null || !FieldsByEdit.ContainsKey(name))
        {
            if (name is not null)
                fields.Findings.Add(new(FindingKind.UnknownReferenceEdit, "edit", name, string.Join(", ", FieldsByEdit.Keys)));
            return (null, null, fields.Findings);
        }

        var because = fields.ReadText("because", longest: EditRules.MaxReasonLength);
        var edit = new ReferenceEditJsonReader(fields, snapshot).ReadEdit(name);
        return (fields.Findings.Count == 0 ? edit : null, because, fields.Findings);
    }

    ReferenceEdit? ReadEdit(string name) => name switch
    {
        "setRate" => new RateSetting(ReadYear(), ReadRate(), ReadSource(), expectedVersion),
        "removeRate" => new RateRemoval(ReadYear(), expectedVersion),
        "addSector" => new ItemAddition(ReadSector(new("", "", "", "", "", [])), ReadBefore(ItemKind.Sector), expectedVersion),
        "addCampaign" => new ItemAddition(
            ReadCampaign(new("", ReadKind(), "", "")), ReadBefore(ItemKind.Campaign), expectedVersion),
        "renameSector" => snapshot.Reference.FindSector(ReadId()) is { } sector
            ? new ItemRenaming(ReadSector(sector), expectedVersion)
            : AddUnknown(ItemKind.Sector),
        "renameCampaign" => snapshot.Reference.FindCampaign(ReadId()) is { } campaign
            ? new ItemRenaming(ReadCampaign(campaign), expectedVersion)
            : AddUnknown(ItemKind.Campaign),
        "mergeSector" => ReadMerger(ItemKind.Sector),
        _ => ReadMerger(ItemKind.Campaign),
    };

    ItemRenaming? AddUnknown(ItemKind kind)
    {
        if (fields.Findings.Count == 0)
            fields.Findings.AddRange(KnownItems.FindUnknown(snapshot.Reference, kind, ReadId(), "id"));
        return null;
    }

    int ReadYear()
    {
        fields.FindElement("year", isRequired: true);
        return (int)Math.Clamp(fields.ReadInteger("year") ?? 0, int.MinValue, int.MaxValue);
    }

    decimal ReadRate()
    {
        if (fields.FindElement("vndPerUsd", isRequired: true) is not { } element)
            return 0;
        // A string is refused even if it looks like a number, because "24.164" is 24164 in Viet Nam and another number elsewhere.
        if (element.ValueKind == JsonValueKind.Number && element.TryGetDecimal(out var rate))
            return rate;
        fields.Findings.Add(new(FindingKind.WrongType, "vndPerUsd", "vndPerUsd", FieldType.Number));
        return 0;
    }

    RateSource ReadSource()
    {
        if (fields.FindElement("source", isRequired: true) is not { } element)
            return new("");
        var source = new JsonFields(element, "source", SourceFields, prefix: "source.");
        var read = new RateSource(
            source.ReadText("publisher", isRequired: true) ?? "", source.ReadText("title"), source.ReadText("url"),
            source.ReadText("date"));
        fields.Findings.AddRange(source.Findings);
        return read;
    }

    string ReadId() => fields.ReadText("id", isRequired: true) ?? "";

    CampaignKind ReadKind()
    {
        if (fields.ReadText("kind", isRequired: true) is { } code && !EnumCodes.TryParse(code, out CampaignKind _))
            fields.Findings.Add(new(FindingKind.UnknownCampaignKind, "kind", code));
        return EnumCodes.TryParse(fields.ReadText("kind"), out CampaignKind kind) ? kind : CampaignKind.Campaign;
    }

    /// <summary>A field that is absent keeps its value; of an added sector the rules tell that it is empty.</summary>
    Sector ReadSector(Sector sector) => sector with
    {
        Name = fields.ReadText("name") ?? sector.Name,
        NameEn = fields.ReadText("nameEn") ?? sector.NameEn,
        ShortName = fields.ReadText("short") ?? sector.ShortName,
        ShortNameEn = fields.ReadText("shortEn") ?? sector.ShortNameEn,
        Aliases = fields.ReadTexts("aliases") ?? sector.Aliases,
    };

    Campaign ReadCampaign(Campaign campaign) => campaign with
    {
        Name = fields.ReadText("name") ?? campaign.Name,
        NameEn = fields.ReadText("nameEn") ?? campaign.NameEn,
        Aliases = fields.ReadTexts("aliases") ?? campaign.Aliases,
    };

    string? ReadBefore(ItemKind kind)
    {
        if (fields.ReadText("before") is not { } id)
            return null;
        fields.Findings.AddRange(KnownItems.FindUnknown(snapshot.Reference, kind, id, "before"));
        return id;
    }

    ItemMerger ReadMerger(ItemKind kind)
    {
        var merger = new ItemMerger(
            kind, ReadId(), fields.ReadText("into", isRequired: true) ?? "", ImmutableDictionary<FigureKey, long>.Empty, expectedVersion);
        var conflicts = ReferenceEditRules.FindConflicts(snapshot, merger);
        foreach (var id in ReadAdopted())
        {
            var conflict = conflicts.FirstOrDefault(one => one.Remaining.Id == id || one.Merged.Id == id);
            if (conflict is null)
                fields.Findings.Add(new(FindingKind.UnknownStatement, "adopted", id));
            else
                merger = merger with { Adopted = merger.Adopted.SetItem(conflict.Key, id) };
        }

        return merger;
    }

    long[] ReadAdopted()
    {
        if (fields.FindElement("adopted") is not { } element)
            return [];
        if (element.ValueKind == JsonValueKind.Array
            && element.EnumerateArray().All(one => one.ValueKind == JsonValueKind.Number && one.TryGetInt64(out _)))
            return [.. element.EnumerateArray().Select(one => one.GetInt64())];
        fields.Findings.Add(new(FindingKind.WrongType, "adopted", "adopted", FieldType.Array));
        return [];
    }
}
