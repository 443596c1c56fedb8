using NgoDashboard.Reports.Sheets;

namespace NgoDashboard.Files.OldFonts;

/// <summary>Converts texts in old fonts to Unicode, and counts their cells by coding.</summary>
sealed class OldFontConverter(OldFontMarks marks)
{
    readonly OldFontStatistics statistics = new();
    readonly Dictionary<OldFontCoding, int> converted = [];

    /// <summary>Texts that were typed in Unicode while the font stayed an old one: then the font proves nothing.</summary>
    int unicodeTextsInOldFonts;

    /// <summary>How many cells were converted.</summary>
    public IReadOnlyDictionary<OldFontCoding, int> Converted => converted;

    public IReadOnlyList<Sheet> Convert(IReadOnlyList<Sheet> sheets)
    {
        foreach (var sheet in sheets)
            CollectTexts(sheet);
        if (statistics.Coding is null && !marks.HasAny)
            return sheets;
        return [.. sheets.Select(ConvertSheet)];
    }

    void CollectTexts(Sheet sheet)
    {
        foreach (var row in sheet.Rows)
        {
            foreach (var cell in row.Cells)
            {
                if (!cell.IsText)
                    continue;
                statistics.Add(cell.Text);
                if (marks.HasAny && marks.FindFont(sheet, row.RowNumber, cell.ColumnIndex) is not null
                    && OldFontText.HasVietnameseUnicode(cell.Text))
                    unicodeTextsInOldFonts++;
            }
        }
    }

    Sheet ConvertSheet(Sheet sheet)
    {
        foreach (var row in sheet.Rows)
        {
            // In place, because the rows of a long sheet need not be there twice.
            for (var i = 0; i < row.Cells.Length; i++)
            {
                var cell = row.Cells[i];
                if (cell.IsText && ConvertText(cell.Text, marks.FindFont(sheet, row.RowNumber, cell.ColumnIndex), isCell: true) is { } text)
                    row.Cells[i] = cell with { Text = text };
            }
        }

        var comments = sheet.Comments.Select(
            comment => comment with { Text = ConvertText(comment.Text, null, isCell: false) ?? comment.Text });
        return sheet with { Comments = [.. comments] };
    }

    /// <returns>Null if the text stays as it is.</returns>
    string? ConvertText(string written, OldFont? font, bool isCell)
    {
        if ((font?.Coding ?? statistics.Coding) is not { } coding)
            return null;
        var text = OldFontText.IsCandidate(written) && IsInOldFont(written, coding, font is not null)
            ? OldFontText.Convert(written, coding, font is not null) : written;
        if (text == written)
            // A font of capitals draws letters without marks as capitals too, but they are not converted.
            return null;
        if (isCell)
            converted[coding] = converted.GetValueOrDefault(coding) + 1;
        return font is { IsCapital: true } ? text.ToUpperInvariant() : text;
    }

    /// <summary>Whether the words of a text are more often syllables in that coding than not.</summary>
    bool IsInOldFont(string text, OldFontCoding coding, bool hasOldFont)
    {
        var (syllables, others, proofs, readable) = (0, 0, 0, 0);
        foreach (var word in OldFontText.FindWords(text, coding))
        {
            if (word.IsNeutral)
                continue;
            syllables += word.IsSyllable ? 1 : 0;
            others += word.IsSyllable ? 0 : 1;
            proofs += word.IsProof ? 1 : 0;
            readable += VietnameseSyllable.IsSyllable(word.Written) ? 1 : 0;
        }

        if (proofs > 0)
            return syllables >= others;
        // "có" is a word in Unicode too: where other cells are in Unicode, this one is.
        if (readable > 0 && readable == syllables + others
            && (hasOldFont ? unicodeTextsInOldFonts : statistics.UnicodeTexts) > 0)
            return false;
        return hasOldFont ? syllables >= others : syllables > others;
    }
}
