using NgoDashboard.Figures.Text;

namespace NgoDashboard.Reports.Rows;

/// <summary>The form of a grant by Decree 80/2020: a programme, a project, or aid outside of projects.</summary>
enum GrantForm
{
    Programme,
    Project,
    NonProject,
}

static class GrantForms
{
    /// <summary>Null if the text is no name of a form.</summary>
    public static GrantForm? Parse(string text) => TextFolding.Fold(text) switch
    {
        "ct" or "chuong trinh" or "cac chuong trinh" or "programme" or "program" => GrantForm.Programme,
        "da" or "du an" or "cac du an" or "ct da" or "chuong trinh du an" or "project" or "projects" => GrantForm.Project,
        "pda" or "phi du an" or "cac khoan phi du an" or "vien tro phi du an" or "khoan vien tro phi du an"
            or "cac khoan vien tro phi du an" or "non project" or "non project grant" => GrantForm.NonProject,
        _ => null,
    };
}
