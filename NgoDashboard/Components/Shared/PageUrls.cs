namespace NgoDashboard.Components.Shared;

/// <summary>Addresses of the documents that pages link to: scenes, the record and the sheets of bridge points.</summary>
public static class PageUrls
{
    public const string Scenes = "/scenes", Record = "/desk/record", PointSheets = "/desk/points/sheets", Inbox = "/desk/inbox",
        Reference = "/desk/reference";

    /// <summary>Query parameters of <see cref="Scenes"/>.</summary>
    public const string AgendaParameter = "agenda", ItemParameter = "item";

    /// <summary>What a form sends for a filter of GET /api/figures without a choice.</summary>
    public const string AllFilterValue = "all";

    public static string ScenesOfAgenda => $"{Scenes}?{AgendaParameter}=true";

    public static string ScenesOfItem(long item) => $"{Scenes}?{ItemParameter}={item}";

    public static string PointSheet(long point) => $"/desk/points/{point}/sheet";
}
