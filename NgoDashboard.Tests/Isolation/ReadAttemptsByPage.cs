using Microsoft.Extensions.DependencyInjection;
using NgoDashboard.Access;
using NgoDashboard.Access.Scope;
using NgoDashboard.Access.ScreenPairing;

namespace NgoDashboard.Tests.Isolation;

/// <summary>Attempts by pages, as a browser requests them, and by screens that an officer pairs.</summary>
static class ReadAttemptsByPage
{
    public static IEnumerable<ReadAttempt> All =>
    [
        Page("page of the province", true, 200, "/province"),
        Page("page of the province with another's code", true, 200, "/province?province=34:31&own=34:31&Province=34:31&code=34:31", "/province?lang=en&province=63:31"),
        Page("page under the other province's name", false, 404, "/province/34:31", "/province/hai-phong", "/figure/34:31"),
        Page("pages of the desk", false, 403, "/desk", "/desk/record", "/desk/record?meeting=1", "/desk/meeting", "/desk/keys", "/desk/points", "/desk/reference", "/desk/points/sheets", "/desk/points/sheets?province=34:31", "/desk/requests", "/desk/inbox", "/desk/roll-call"),
        new("sheet of a point of the other province", false, async officer => Assert.Equal(403, await officer.SendWithCookie($"/desk/points/{officer.Country.PointOf(TwoProvincesFixture.HaiPhong)}/sheet"))),
        Page("screen with another's code", false, 200, "/screen?province=34:31&own=34:31&Own=34:31&point=1", "/screen?lang=en&province=34:31", "/pair?code=34:31&point=1", "/enter?return=/desk"),
        Page("pairing of a screen without a code", false, 410, "/screen/pairing", "/screen/pairing?province=34:31"),
        new("circuit of somebody else", false, async officer =>
        {
            await officer.SendWithCookie("/_blazor/negotiate?negotiateVersion=1", "POST");
            await officer.SendWithCookie("/_blazor/disconnect?circuitId=34:31", "POST");
            await officer.SendWithCookie("/_blazor?id=34:31&circuit=34:31");
            await officer.SendWithCookie("/_blazor/initializers");
        }),
        new("screen paired at a point of the other province", false, officer =>
        {
            var (country, pairing) = (officer.Country, officer.Country.App.Services.GetRequiredService<Pairing>());
            var (screen, _) = pairing.StartWaiting(null)!.Value;
            var me = country.App.Keyring.FindBySecret(country.KeyOf(TwoProvincesFixture.LangSon))!.ToPrincipal("test");
            var paired = pairing.Pair(me, screen.Code, country.PointOf(TwoProvincesFixture.HaiPhong), TwoProvincesFixture.HaiPhong, "Điểm cầu");
            Assert.Equal((null, PairingProblem.OtherProvince), paired);
            return Task.CompletedTask;
        }),
        new("screen paired at a point of no province", false, officer =>
        {
            var (country, pairing) = (officer.Country, officer.Country.App.Services.GetRequiredService<Pairing>());
            var me = country.App.Keyring.FindBySecret(officer.Key)!.ToPrincipal("test");
            var (screen, _) = pairing.StartWaiting(null)!.Value;
            Assert.Equal((null, PairingProblem.OtherProvince), pairing.Pair(me, screen.Code, 1, null, "Hội trường"));
            return Task.CompletedTask;
        }),
        // Officers pair screens: a screen must not see more than its officer.
        new("rows by the key of the own screen", true, async officer =>
        {
            var (id, key) = officer.Country.App.IssueKey(Roles.Screen, officer.Province.ToString(), $"Màn hình {officer.Province}");
            Assert.Equal(200, await officer.Send("GET", "/api/figures?sources=all", null, ("Authorization", $"Bearer {key}")));
            Assert.Equal(200, await officer.Send("GET", "/screen?province=34:31", null, ("Cookie", await officer.Country.CookieOf(key))));
            Assert.Equal(403, await officer.Send("GET", "/province", null, ("Cookie", await officer.Country.CookieOf(key))));
            officer.Country.App.Keyring.Revoke(id);
        }),
    ];

    static ReadAttempt Page(string name, bool isOpenToItsOwn, int status, params string[] paths) => new(name, isOpenToItsOwn, async officer =>
    {
        foreach (var path in paths)
            Assert.Equal((path, status), (path, await officer.SendWithCookie(path)));
    });
}
