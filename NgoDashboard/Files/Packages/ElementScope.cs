using System.Xml;
using NgoDashboard.Files.Text;

namespace NgoDashboard.Files.Packages;

/// <summary>The nodes inside of the element on which the reader stands, each counted against the limits of the file.</summary>
readonly struct ElementScope(XmlReader xml, ReadingBudget reading)
{
    readonly int depth = xml.Depth;
    readonly bool isEmpty = xml.IsEmptyElement;

    /// <summary>Reads the next node inside; at the end of the element the reader stands on its end tag.</summary>
    public bool Read()
    {
        if (isEmpty || !xml.Read())
            return false;
        PackageLimits.CountStep(reading, xml);
        return xml.Depth > depth;
    }

    /// <summary>Skips what is inside.</summary>
    public static void Skip(XmlReader xml, ReadingBudget reading)
    {
        var inside = new ElementScope(xml, reading);
        while (inside.Read())
        {
        }
    }
}
