namespace NgoDashboard.Files.OldFonts;

/// <summary>
/// Which old font the texts of a file are in, where the format does not say it. One word proves little, because Western names may look like
/// Vietnamese codes ("Loïc"); several different words that are all syllables do.
/// </summary>
sealed class OldFontStatistics
{
    /// <summary>Different words that prove the font: so many if nothing speaks against it, and so many otherwise.</summary>
    const int MinProofs = 2, MinProofsAgainstOthers = 3;

    /// <summary>Syllables for each word that is none.</summary>
    const int MinSyllablesPerOther = 2;

    /// <summary>In texts with Western letters. A file with an old font shows it in its first rows.</summary>
    const int MaxTexts = 5_000;

    readonly Evidence tcvn3 = new(OldFontCoding.Tcvn3), vni = new(OldFontCoding.Vni);
    int texts;

    /// <summary>How many texts have letters that only Vietnamese in Unicode has.</summary>
    public int UnicodeTexts { get; private set; }

    /// <summary>Null if the texts are in no old font.</summary>
    public OldFontCoding? Coding =>
        new[] { tcvn3, vni }.Where(evidence => evidence.IsEnough).MaxBy(evidence => evidence.Proofs.Count)?.Coding;

    public void Add(string text)
    {
        if (texts >= MaxTexts)
            return;
        if (OldFontText.HasVietnameseUnicode(text))
        {
            UnicodeTexts++;
        }
        else if (OldFontText.IsCandidate(text))
        {
            texts++;
            tcvn3.Add(text);
            vni.Add(text);
        }
    }

    sealed class Evidence(OldFontCoding coding)
    {
        int syllables, others;

        public OldFontCoding Coding => coding;

        public HashSet<string> Proofs { get; } = new(StringComparer.Ordinal);

        public bool IsEnough =>
            Proofs.Count >= (others == 0 ? MinProofs : MinProofsAgainstOthers) && syllables >= others * MinSyllablesPerOther;

        public void Add(string text)
        {
            foreach (var word in OldFontText.FindWords(text, coding))
            {
                if (word.IsNeutral)
                    continue;
                if (word.IsProof)
                    Proofs.Add(word.Written);
                if (word.IsSyllable)
                    syllables++;
                else
                    others++;
            }
        }
    }
}
