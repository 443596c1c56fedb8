namespace NgoDashboard.Tests.Architecture;

/// <summary>A room of the web project: a folder and namespace directly below NgoDashboard.</summary>
/// <param name="MayUse">The other rooms that its code may name.</param>
/// <param name="Chambers">
/// Folders below the room, in order: each may use those before it. "" stands for files of the room's own folder.
/// </param>
sealed record Room(string Name, string[] MayUse, string[] Chambers)
{
    const string Root = "NgoDashboard.";

    /// <summary>All rooms from the top down. Classes called …Setup and Program put the rooms together and may use all of them.</summary>
    public static readonly Room[] All =
    [
        new("Figures", [], ["Codes", "Text", "Provinces", "Cube", "Edits", "ReferenceEdits", "Rehearsal"]),
        new("Meeting", ["Figures"], ["Points", "Inbox"]),
        new("Language", ["Figures", "Meeting"], [""]),
        new("Reports", ["Figures", "Language"],
            [
                "Sheets", "Values", "Places", "Questions", "Account", "Captions", "Headers", "Tables", "Resolution", "Rows", "Readings", "Totals",
                "Lists", "Readers", "Review",
            ]),
        new("Files", ["Figures", "Meeting", "Language", "Reports"],
            [
                "", "OldFonts", "Text", "Formats", "Packages", "DocumentTables", "Csv", "Workbooks", "BinaryWorkbooks", "OldWorkbooks",
                "SpreadsheetXml", "OpenDocument", "Html", "Word", "Documents", "Parsing", "ChildProcess", "Exports",
            ]),
        new("Storage", ["Figures", "Meeting", "Language"],
            ["Disk", "Sql", "Chain", "Schema", "Engine", "Access", "Reference", "Journal", "Meeting", "Backup", ""]),
        new("Live", ["Figures", "Meeting", "Language", "Reports", "Files", "Storage"],
            [
                "", "Scenes", "State", "Operations", "Drafting", "Commands", "Agendas", "BridgePoints", "Attendance", "Inbox", "Records",
                "Imports",
            ]),
        new("Access", ["Figures", "Meeting", "Language", "Storage", "Live"],
            ["", "Keys", "Scope", "SignIn", "ScreenPairing", "Circuits", "Middleware"]),
        new("Components", ["Figures", "Meeting", "Language", "Reports", "Files", "Live", "Access"],
            [
                "Localization", "StaticAssets", "Charts", "Scenes.Data", "Scenes.Tiles", "Scenes", "Scenes.Stage", "Scenes.ProvinceStrips", "Layout",
                "Shared",
                "Export.SceneFiles", "Export.MeetingRecords", "Export.PointSheets", "DeskPanels", "DeskPanels.Inbox", "DeskPanels.AgendaEditing",
                "DeskPanels.FigureEditing", "DeskPanels.DraftEditing", "DeskPanels.RollCallDisplay", "DeskPanels.BridgePoints", "DeskPanels.ReferenceEditing",
                "DeskPanels.ReportImport", "ProvincePanels", "ProvincePages", "Pages", "",
            ]),
        new("Screens", ["Figures", "Meeting", "Language", "Live", "Access", "Components"], ["Connections", "Frames", "Sending", "Hubs", ""]),
        new("Api", ["Figures", "Meeting", "Language", "Reports", "Files", "Storage", "Live", "Access", "Components", "Screens"],
            ["Http", "OpenApi", "FigureData", "Stage", "Reference", "Edits", "Inbox", "Keys", "MeetingRecords", "Imports", "Pages", ""]),
        new("Cli",
            ["Figures", "Meeting", "Language", "Reports", "Files", "Storage", "Live", "Access", "Components", "Screens", "Api"],
            [""]),
    ];

    public static Room Find(string name) => All.Single(room => room.Name == name);

    /// <summary>
    /// The room and chamber that a namespace or a name in it belongs to, by the longest chamber that fits; null outside of the rooms.
    /// The chamber is null where the table does not have it.
    /// </summary>
    public static (Room Room, string? Chamber)? Locate(string? fullName)
    {
        if (fullName?.StartsWith(Root, StringComparison.Ordinal) != true)
            return null;
        var parts = fullName[Root.Length..].Split('.');
        if (All.FirstOrDefault(room => room.Name == parts[0]) is not { } found)
            return null;
        var chambers = Enumerable.Range(0, parts.Length)
            .Select(dropped => string.Join('.', parts[1..^Math.Min(dropped, parts.Length - 1)]));
        return (found, chambers.FirstOrDefault(found.Chambers.Contains));
    }

    /// <summary>Whether code at the first place may name code at the second.</summary>
    public static bool IsAllowed((Room Room, string? Chamber) from, (Room Room, string? Chamber) to) =>
        from.Room == to.Room
            ? Array.IndexOf(from.Room.Chambers, to.Chamber) <= Array.IndexOf(from.Room.Chambers, from.Chamber)
            : from.Room.MayUse.Contains(to.Room.Name);
}
