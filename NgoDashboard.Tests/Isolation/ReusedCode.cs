using NgoDashboard.Access;
using NgoDashboard.Figures;
using NgoDashboard.Live;
using Microsoft.Extensions.DependencyInjection;

namespace NgoDashboard.Tests.Isolation;

/// <summary>
/// A code that was given to another province in 2025. Yên Bái was 63:15 and became a part of Lào Cai, which has the code since and was 63:10
/// before: a key of Yên Bái's, from before the merger, has no right to what is Lào Cai's, and Lào Cai none to what Yên Bái asked then.
/// </summary>
/// <param name="Sibling">Another unit that became a part of the new province.</param>
sealed record ReusedCode(string Code, ProvinceCode Sibling)
{
    /// <summary>Of a sector's year, and of the year on air, which the own screens show at their foot.</summary>
    public int Sector => 21_000_000 + (int.Parse(Code, System.Globalization.CultureInfo.InvariantCulture) * 10_007) + 19;

    public int OnAir => Sector + 3_141_593;

    public int OfSibling => Sector + 2_718_287;

    public ProvinceCode New => new(ProvinceCode.Current, Code);

    public ProvinceCode Old => new(ProvinceCode.Old, Code);

    public static IReadOnlyList<ReusedCode> All { get; } =
    [
        Of("15", "63:10"), Of("24", "63:27"), Of("44", "63:45"), Of("52", "63:64"), Of("80", "63:72"), Of("82", "63:87"), Of("91", "63:89"),
    ];

    public static ReusedCode Find(string code) => All.Single(one => one.Code == code);

    /// <summary>What is known of that side alone.</summary>
    public static string Words(ProvinceCode side) => $"CHUYỆN RIÊNG CỦA {side}.";

    static ReusedCode Of(string code, string sibling) => new(code, ProvinceCode.Parse(sibling));
}

/// <summary>A way to what the other province of a code has.</summary>
/// <param name="IsForOld">Whether it leads to what the old one has too, or to the new one's only: that one has all figures of the old.</param>
sealed record WayByCode(string Name, bool IsForOld, Func<Officer, ProvinceCode, Task> Try);

static class WaysByCode
{
    public static IReadOnlyList<WayByCode> All { get; } =
    [
        new("figures", false, (officer, other) => officer.AskAll($"/api/figures?sources=all&province={other}", "/api/figures?sources=all", "/api/figures?year=2018&predecessors=true")),
        new("figures in CSV by name", false, (officer, other) => officer.AskAll($"/api/figures?sources=all&province={other}&format=csv", "/api/figures?format=csv")),
        new("figures in a workbook by cookie", false, (officer, _) => officer.Browse("/api/figures?sources=all&format=xlsx")),
        new("form with what is known", false, (officer, other) => officer.Ask($"/api/form?province={other}&year=2018")),
        new("page", true, (officer, other) => officer.Browse($"/province?province={other}")),
        new("strip at the foot of the own screens", false, (officer, other) => officer.Listen(query: $"?own={other}")),
        new("file of an amendment", true, async (officer, other) =>
        {
            await officer.Ask($"/api/amendments/{officer.Country.AmendmentOf(other)}/attachment");
            await officer.Browse($"/api/amendments/{officer.Country.AmendmentOf(other)}/attachment");
        }),
        new("what the other has asked, as the desk's lists have it", true, (officer, _) =>
        {
            var services = officer.Country.App.Services;
            foreach (var one in services.GetRequiredService<Amendments>().Of(officer.Province))
                officer.Hear(one.Reason);
            foreach (var one in services.GetRequiredService<Proposals>().Of(officer.Province))
                officer.Hear(one.Text);
            officer.Hear(services.GetRequiredService<Floor>().Of(officer.Province)?.Subject ?? "");
            return Task.CompletedTask;
        }),
    ];
}
