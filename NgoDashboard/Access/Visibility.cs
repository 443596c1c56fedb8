using System.Security.Claims;
using NgoDashboard.Figures;

namespace NgoDashboard.Access;

/// <summary>
/// Which figures a key may read: the one place where that is decided, for pages, API and export alike. Others ask for figures
/// here and filter what they are given.
/// </summary>
public static class Visibility
{
    /// <summary>
    /// A province's officer reads the national figures and those of the own province with its predecessors; the desk and the
    /// screens read all; nobody else reads any.
    /// </summary>
    public static IEnumerable<Figure> VisibleTo(this Snapshot snapshot, ClaimsPrincipal user) =>
        snapshot.Figures.Where(figure => snapshot.IsVisibleTo(figure.Key, user));

    static bool IsVisibleTo(this Snapshot snapshot, FigureKey key, ClaimsPrincipal user)
    {
        if (user.Role is Roles.Desk or Roles.Screen)
            return true;
        if (user.Role != Roles.Province || user.OwnProvince is not { } own)
            return false;
        return key.Province is not { } province || province == own || snapshot.Reference.Province(province)?.Successor == own;
    }
}
