using System.Buffers;
using System.Collections.Frozen;
using System.Text;

namespace NgoDashboard.Files.OldFonts;

/// <summary>
/// Whether a word is a Vietnamese syllable by its spelling: an onset, a rhyme and a tone that fit each other. A Western word whose letters
/// are taken for Vietnamese codes is none.
/// </summary>
static class VietnameseSyllable
{
    /// <summary>In letters: "nghiêng". Composed, as an NFC text has it.</summary>
    const int MaxLength = 7;

    /// <summary>The last ones are those of names of the Central Highlands: "Krông", "Pleiku".</summary>
    static readonly FrozenSet<string> Onsets = Split(
        " b c ch d đ g gh gi h k kh l m n ng ngh nh p ph r s t th tr v x kr pl br bl gr kl dr đr");

    static readonly FrozenSet<string> Rhymes = Split(
        """
        a ac ach ai am an ang anh ao ap at au ay ăc ăm ăn ăng ăp ăt âc âm ân âng âp ât âu ây
        e ec em en eng eo ep et ê êch êm ên ênh êp êt êu êng
        i ia ich iêc iêm iên iêng iêp iêt iêu im in inh ip it iu
        o oa oac oach oai oam oan oang oanh oao oap oat oay oăc oăm oăn oăng oăt oe oen oeo oet oi om on ong ooc oong op ot oc
        ô ôc ôi ôm ôn ông ôp ôt ơ ơi ơm ơn ơp ơt
        u ua uc ui um un ung up ut uân uâng uât uây uê uêch uênh uơ uôc uôi uôm uôn uông uôt uy uya uych uyên uyêt uynh uyt uyu
        ư ưa ưc ưi ưm ưn ưng ươc ươi ươm ươn ương ươp ươt ươu ưt ưu y yêm yên yêng yêt yêu
        ăk âk ak ek êk ik ok ôk uk ưk
        """);

    static readonly SearchValues<char> Consonants = SearchValues.Create("bcdđghklmnpqrstvxBCDĐGHKLMNPQRSTVX");

    /// <summary>Behind "qu" the rhymes stand without their "u".</summary>
    const string QuOnset = "qu";

    public static bool IsSyllable(string word)
    {
        if (word.Length is 0 or > MaxLength)
            return false;
        var (plain, tone) = RemoveTone(word.ToLowerInvariant());
        if (plain.StartsWith(QuOnset, StringComparison.Ordinal) && IsRhyme(plain[2..], tone))
            return true;
        for (var length = Math.Min(3, plain.Length - 1); length >= 0; length--)
        {
            if (Onsets.Contains(plain[..length]) && IsRhyme(plain[length..], tone))
                return true;
        }

        return false;
    }

    /// <summary>An abbreviation such as "VNĐ" or "trđ": consonants with the one letter that only Vietnamese has.</summary>
    public static bool IsAbbreviation(string word) =>
        word.Length > 1 && word.Contains('đ', StringComparison.OrdinalIgnoreCase)
        && !word.AsSpan().ContainsAnyExcept(Consonants);

    /// <summary>Whether the word consists of several syllables, as names are written: "Đắklắk".</summary>
    public static bool IsJoinedSyllables(string word)
    {
        // The ends of syllables that reach from the beginning of the word.
        var reached = new bool[word.Length + 1];
        reached[0] = true;
        for (var end = 1; end <= word.Length; end++)
        {
            for (var start = Math.Max(0, end - MaxLength); start < end && !reached[end]; start++)
                reached[end] = reached[start] && IsSyllable(word[start..end]);
        }

        return reached[^1];
    }

    /// <summary>A rhyme that ends in a stop has no tone but acute or dot; names of the Highlands in "k" often have none.</summary>
    static bool IsRhyme(string rhyme, char tone) =>
        Rhymes.Contains(rhyme)
        && (rhyme is not [.., 'c' or 'p' or 't'] and not [.., 'c', 'h'] || tone is '\u0301' or '\u0323');

    static (string Plain, char Tone) RemoveTone(string word)
    {
        var (plain, tone) = (new StringBuilder(word.Length), '\0');
        foreach (var letter in word.Normalize(NormalizationForm.FormD))
        {
            if (letter is '\u0300' or '\u0301' or '\u0303' or '\u0309' or '\u0323' && tone == '\0')
                tone = letter;
            else
                plain.Append(letter);
        }

        return (plain.ToString().Normalize(), tone);
    }

    static FrozenSet<string> Split(string words) => words.Split([' ', '\n']).ToFrozenSet(StringComparer.Ordinal);
}
