using System.Globalization;
using NgoDashboard.Figures.Provinces;
using NgoDashboard.Figures.Text;

namespace NgoDashboard.Figures.ReferenceEdits;

/// <summary>Makes ids of new items: "Water and sanitation" is <c>water-and-sanitation</c>.</summary>
static class ItemIds
{
    const int MaxLength = 60;

    /// <param name="isTaken">Also true of ids that were given once: what refers to them must not mean another item.</param>
    public static string CreateId(ReferenceItem item, Func<string, bool> isTaken)
    {
        var id = ToSlug(item.NameEn) is { Length: > 0 } english ? english : ToSlug(item.Name);
        return Enumerable.Range(1, int.MaxValue)
            .Select(count => count == 1 ? id : string.Create(CultureInfo.InvariantCulture, $"{id}-{count}"))
            .First(candidate => !isTaken(candidate));
    }

    // ASCII only, because ids stand in addresses and in files of others.
    static string ToSlug(string name)
    {
        var words = TextFolding.FoldToWords(name).Select(word => string.Concat(word.Where(char.IsAsciiLetterOrDigit)));
        var slug = string.Join('-', words.Where(word => word.Length > 0));
        return slug.Length <= MaxLength ? slug : slug[..MaxLength].TrimEnd('-');
    }
}
