using Microsoft.Extensions.DependencyInjection;
using NgoDashboard.Figures.Provinces;
using NgoDashboard.Live.Inbox;

namespace NgoDashboard.Tests.Isolation;

/// <summary>
/// A code that was given to another province in 2025. Yên Bái was 63:15 and became a part of Lào Cai, which was 63:10 before and is 34:15
/// now: an old key of Yên Bái has no access to Lào Cai's rows, and Lào Cai none to the requests that Yên Bái made.
/// </summary>
/// <param name="Sibling">Another unit that was merged into the new province.</param>
sealed record ReusedCode(string Code, ProvinceCode Sibling)
{
    /// <summary>Dollars of a year that is not on air; <see cref="OnAir"/> those of the year on air, in the strip of the province's own screens.</summary>
    public int Sector => 21_000_000 + (int.Parse(Code, System.Globalization.CultureInfo.InvariantCulture) * 10_007) + 19;

    public int OnAir => Sector + 3_141_593;

    public int OfSibling => Sector + 2_718_287;

    public ProvinceCode New => new(ProvinceCode.CurrentBasis, Code);

    public ProvinceCode Old => new(ProvinceCode.OldBasis, Code);

    public static IReadOnlyList<ReusedCode> All { get; } =
    [
        Create("15", "63:10"), Create("24", "63:27"), Create("44", "63:45"), Create("52", "63:64"), Create("80", "63:72"), Create("82", "63:87"), Create("91", "63:89"),
    ];

    public static ReusedCode Find(string code) => All.Single(known => known.Code == code);

    /// <summary>A text that only that province and the desk may read.</summary>
    public static string Words(ProvinceCode side) => $"CHUYỆN RIÊNG CỦA {side}.";

    static ReusedCode Create(string code, string sibling) => new(code, ProvinceCode.Parse(sibling));
}

/// <summary>An attempt to read the rows of the other province with the same code.</summary>
/// <param name="AppliesToOldProvince">Whether the new province's officer must not get the old one's rows this way. False for figures: the new province may read those of the old.</param>
sealed record ReadAttemptByCode(string Name, bool AppliesToOldProvince, Func<Officer, ProvinceCode, Task> Try);

static class ReadAttemptsByCode
{
    public static IReadOnlyList<ReadAttemptByCode> All { get; } =
    [
        new("figures", false, (officer, other) => officer.SendAllWithKey($"/api/figures?sources=all&province={other}", "/api/figures?sources=all", "/api/figures?year=2018&predecessors=true")),
        new("figures in CSV by name", false, (officer, other) => officer.SendAllWithKey($"/api/figures?sources=all&province={other}&format=csv", "/api/figures?format=csv")),
        new("figures in a workbook by cookie", false, (officer, _) => officer.SendWithCookie("/api/figures?sources=all&format=xlsx")),
        new("form with what is known", false, (officer, other) => officer.SendWithKey($"/api/form?province={other}&year=2018")),
        new("page", true, (officer, other) => officer.SendWithCookie($"/province?province={other}")),
        new("strip at the foot of the own screens", false, (officer, other) => officer.FollowHub(query: $"?own={other}")),
        new("file of an amendment", true, async (officer, other) =>
        {
            await officer.SendWithKey($"/api/amendments/{officer.Country.AmendmentOf(other)}/attachment");
            await officer.SendWithCookie($"/api/amendments/{officer.Country.AmendmentOf(other)}/attachment");
        }),
        new("what the other has asked, as the desk's lists have it", true, (officer, _) =>
        {
            var services = officer.Country.App.Services;
            foreach (var amendment in services.GetRequiredService<Amendments>().ForProvince(officer.Province))
                officer.RecordResponse(amendment.Reason);
            foreach (var proposal in services.GetRequiredService<Proposals>().ForProvince(officer.Province))
                officer.RecordResponse(proposal.Body);
            officer.RecordResponse(services.GetRequiredService<SpeakingQueue>().OpenRequestOf(officer.Province)?.Subject ?? "");
            return Task.CompletedTask;
        }),
    ];
}
