namespace NgoDashboard.Api.Reference;

/// <summary>A change of a rate, a sector or a campaign, for the description of the API: bodies are read field by field.</summary>
/// <param name="Edit">setRate, removeRate, addSector, renameSector, mergeSector, addCampaign, renameCampaign, mergeCampaign.</param>
public sealed record ReferenceEditRequest(string Edit)
{
    public int? Year { get; init; }

    public decimal? VndPerUsd { get; init; }

    public RateSourceFields? Source { get; init; }

    /// <summary>Of the sector or campaign; one that is added has none yet.</summary>
    public string? Id { get; init; }

    public string? Kind { get; init; }

    public string? Name { get; init; }

    public string? NameEn { get; init; }

    public string? Short { get; init; }

    public string? ShortEn { get; init; }

    public IReadOnlyList<string>? Aliases { get; init; }

    /// <summary>The id of the item that an added one stands before; absent for the end of the list.</summary>
    public string? Before { get; init; }

    /// <summary>The id of the item that another is merged into.</summary>
    public string? Into { get; init; }

    /// <summary>Of figures that both items of a merger state: the ids of the statements that are to be shown.</summary>
    public IReadOnlyList<long>? Adopted { get; init; }

    /// <summary>Why it is taken despite its questions.</summary>
    public string? Because { get; init; }

    public long? ExpectedVersion { get; init; }
}

public sealed record RateSourceFields(string Publisher, string? Title, string? Url, string? Date);
