namespace NgoDashboard.Figures.Codes;

/// <summary>
/// The code of an enum member wherever it leaves the process or is stored: in the API, the journal, files, page attributes and keys of
/// texts. It is for good, so that the member can be renamed. An enum that needs more data for each member derives an attribute.
/// </summary>
[AttributeUsage(AttributeTargets.Field)]
public class CodeAttribute(string code) : Attribute
{
    public string Code => code;
}
