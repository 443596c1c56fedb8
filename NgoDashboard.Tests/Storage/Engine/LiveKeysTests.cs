using NgoDashboard.Access;
using NgoDashboard.Storage.Engine;

namespace NgoDashboard.Tests.Storage.Engine;

/// <summary>Whether two keys belong to two persons, decided by which key issued which.</summary>
public class LiveKeysTests
{
    // The console issued "a" and "x"; a issued b and c, b issued d, x issued y; e was issued by a, approved by x, and issued f.
    static readonly LiveKeys Keys = Of(
        Key("a"), Key("b", by: "a"), Key("c", by: "a"), Key("d", by: "b"), Key("x"), Key("y", by: "x"), Key("e", by: "a", approvedBy: "x"), Key("f", by: "e"),
        Key("old1", by: LiveKeys.UnknownIssuer), Key("old2", by: LiveKeys.UnknownIssuer), Key("setting", by: LiveKeys.UnknownIssuer), Key("orphan", by: "gone"),
        Key("s", role: Roles.Screen));

    [Theory]
    [InlineData("a", "x", true)]
    [InlineData("b", "x", true)]
    [InlineData("d", "y", true)]
    [InlineData("a", "a", false)]
    [InlineData("a", "b", false)]
    [InlineData("b", "a", false)]
    [InlineData("a", "d", false)]
    [InlineData("b", "c", false)]
    [InlineData("c", "d", false)]
    [InlineData("e", "a", true)]
    [InlineData("e", "x", true)]
    [InlineData("e", "b", true)]
    [InlineData("e", "f", false)]
    [InlineData("f", "d", true)]
    [InlineData("old1", "old2", false)]
    [InlineData("old1", "setting", false)]
    [InlineData("old1", "a", true)]
    [InlineData("setting", "a", true)]
    [InlineData("orphan", "a", true)]
    [InlineData("a", "s", false)]
    [InlineData("a", "nobody", false)]
    [InlineData("", "a", false)]
    public void TwoKeys_AreTwoPersons_WhereNeitherDescendsFromTheOtherAndNoKeyIssuedBoth(string one, string other, bool areTwo)
    {
        Assert.Equal(areTwo, Keys.AreTwoPersons(one, other));
        Assert.Equal(areTwo, Keys.AreTwoPersons(other, one));
    }

    [Fact]
    public void Lineage_ThroughARevokedKey_Holds()
    {
        var keys = Of(Key("a"), Key("b", by: "a") with { RevokedAt = "2024-04-12T00:00:00Z" }, Key("c", by: "b"), Key("x"));

        Assert.False(keys.AreTwoPersons("a", "c"));
        Assert.False(keys.IsLive("b"));
        Assert.Throws<KeyRevokedException>(() => keys.ThrowIfNotLive("b"));
        Assert.Throws<KeyRevokedException>(() => keys.ThrowIfNotLive(null));
        keys.ThrowIfNotLive("c");
    }

    [Fact]
    public void TwoPersons_AreThere_WhileTwoSuchKeysAreLive()
    {
        var keys = Of(Key("a"), Key("b", by: "a"));
        Assert.False(keys.HasTwoPersons);
        keys.SetKeys([Key("x")]);
        Assert.True(keys.HasTwoPersons);
        keys.SetKeys([Key("x") with { RevokedAt = "2024-04-12T00:00:00Z" }]);
        Assert.False(keys.HasTwoPersons);
    }

    [Fact]
    public void TwoPersons_WithoutADeskKey_AreNotThere()
    {
        Assert.False(new LiveKeys().HasTwoPersons);
        Assert.False(Of(Key("s", role: Roles.Screen), Key("t", role: Roles.Screen)).HasTwoPersons);
    }

    [Fact]
    public void Key_ThatTheDeskChanges_IsChangedWhenItIsTold()
    {
        var (keys, told) = (new LiveKeys(), new List<(string, bool)>());
        keys.KeyChanged += key => told.Add((key.Id, keys.IsLive(key.Id)));

        keys.SetKeyAndNotify(Key("a"));
        keys.SetKeyAndNotify(Key("a") with { RevokedAt = "2024-04-12T00:00:00Z" });

        Assert.Equal([("a", true), ("a", false)], told);
    }

    static LiveKeys Of(params KeyRecord[] stored)
    {
        var keys = new LiveKeys();
        keys.SetKeys(stored);
        return keys;
    }

    static KeyRecord Key(string id, string? by = null, string? approvedBy = null, string role = Roles.Desk) =>
        new(id, role, null, "Bàn điều hành", [1], "", null, null, null, by, approvedBy);
}
