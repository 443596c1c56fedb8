using NgoDashboard.Figures.Cube;
using NgoDashboard.Reports.Account;

namespace NgoDashboard.Reports.Captions;

/// <summary>A part of an amount that has a column of its own.</summary>
public enum AmountPart
{
    Cash,
    InKind,
    Projects,
    NonProjects,
}

/// <summary>What the phrases of a caption say together.</summary>
/// <param name="Type">Null if its numbers are no figures, or if it is a measure that no column type has.</param>
/// <param name="Numbers">What its numbers are, if they are no figures.</param>
/// <param name="Guess">The measure that it probably means; the desk is asked.</param>
/// <param name="Part">Its amounts are parts of those of another column.</param>
/// <param name="NamesDonorsToo">"Nhà tài trợ/Tên khoản viện trợ": the groups of the list are donors, and its rows grants.</param>
readonly record struct CaptionReading(
    ColumnType? Type = null, CellClass? Numbers = null, Measure? Guess = null, AmountPart? Part = null, bool NamesDonorsToo = false);

/// <summary>
/// Reads a caption by its parts where it is none of the known ones: "Kinh phí đã giải ngân trong kỳ", "Tên CT, DA", "Giá trị tiếp nhận".
/// </summary>
static class CaptionParser
{
    /// <summary>A caption with more unknown words than this means something that the known ones do not tell.</summary>
    const int MaxUnknownWordsOfName = 3;

    /// <summary>The types of columns of names, by the thing that the caption names, the most telling first.</summary>
    static readonly (CaptionWord Word, ColumnType Type)[] Names =
    [
        (CaptionWord.Duration, ColumnType.Duration), (CaptionWord.Form, ColumnType.GrantForm),
        (CaptionWord.Recipient, ColumnType.Recipient),
        (CaptionWord.Grant, ColumnType.Grant), (CaptionWord.Project, ColumnType.Grant), (CaptionWord.NonProject, ColumnType.Grant),
        (CaptionWord.Donor, ColumnType.Donor), (CaptionWord.Country, ColumnType.Country), (CaptionWord.Sector, ColumnType.Sector),
        (CaptionWord.District, ColumnType.District), (CaptionWord.Province, ColumnType.Province),
    ];

    static readonly (CaptionWord Word, ColumnType Type)[] Counts =
    [
        (CaptionWord.NonProject, ColumnType.NonProjects), (CaptionWord.Project, ColumnType.Projects),
        (CaptionWord.Grant, ColumnType.Projects),
        (CaptionWord.Donor, ColumnType.Organisations), (CaptionWord.Country, ColumnType.Countries),
    ];

    static readonly CaptionWord[] MoneyWords =
        [CaptionWord.Disbursed, CaptionWord.Committed, CaptionWord.Approved, CaptionWord.Received, CaptionWord.Counterpart];

    /// <param name="folded">Without unit, period and diacritics, abbreviations spelled out.</param>
    /// <returns>Nothing if the caption says nothing that is certain enough.</returns>
    public static CaptionReading? Parse(string folded)
    {
        var words = CaptionWords.Split(folded);
        var known = words.OfType<CaptionWord>().ToHashSet();
        var unknown = words.Count(word => word is null);
        return FindNoFigures(known) is { } numbers && unknown <= MaxUnknownWordsOfName ? new(Numbers: numbers)
            : known.Contains(CaptionWord.Cumulative) ? new(ColumnType.DisbursedCumulative)
            : known.Overlaps(MoneyWords) ? ReadMoney(known, isCertain: unknown == 0)
            : FindCount(words, known, unknown) is { } count ? new(count)
            : FindPart(known, unknown) is { } part ? new(ColumnType.Value, Part: part)
            : unknown == 0 && known.Overlaps([CaptionWord.Amount, CaptionWord.Done]) && !known.Overlaps(Names.Select(name => name.Word))
                ? new(ColumnType.Value)
            : FindName(known, unknown);
    }

    static CellClass? FindNoFigures(HashSet<CaptionWord> known) =>
        known.Contains(CaptionWord.Phone) && !known.Overlaps(MoneyWords) ? CellClass.Phone
        : known.Contains(CaptionWord.Code) ? CellClass.Identifier
        : known.Contains(CaptionWord.Growth) ? CellClass.Growth
        : known.Contains(CaptionWord.Share) && !known.Contains(CaptionWord.Disbursed) ? CellClass.Share
        : known.Contains(CaptionWord.Plan) ? CellClass.Plan
        : known.Contains(CaptionWord.PreviousPeriod) ? CellClass.OtherAmount
        // The number of grants of every form, which is none of the figures.
        : known.SetEquals([CaptionWord.Whole, CaptionWord.Count]) ? CellClass.OtherAmount
        : null;

    static CaptionReading? ReadMoney(HashSet<CaptionWord> known, bool isCertain)
    {
        if (known.Contains(CaptionWord.Counterpart))
            return new(ColumnType.Counterpart);
        // "Ngày phê duyệt", "Số quyết định phê duyệt": no money.
        if (known.Overlaps([CaptionWord.Decision, CaptionWord.Duration]))
            return new(known.Contains(CaptionWord.Decision) ? ColumnType.Decision : ColumnType.Duration);
        var isShare = known.Contains(CaptionWord.Share);
        if (known.Contains(CaptionWord.Disbursed) && known.Contains(CaptionWord.Committed))
            return isShare ? new(ColumnType.DisbursementRate) : null;
        if (known.Contains(CaptionWord.Disbursed))
            return isShare ? new(ColumnType.DisbursementRate)
                : isCertain ? new(ColumnType.Disbursed, Part: FindAmountPart(known) ?? FindFormPart(known)) : new(Guess: Measure.Disbursed);
        if (known.Contains(CaptionWord.Received))
            // What was received, used and disbursed are three amounts of one account; which one is meant is asked.
            return known.Overlaps([CaptionWord.Amount, CaptionWord.Whole]) ? new(Guess: Measure.Disbursed) : null;
        var measure = known.Contains(CaptionWord.Whole) ? Measure.CommittedTotal : Measure.Committed;
        return known.Contains(CaptionWord.Approved) ? new(Guess: Measure.CommittedTotal)
            : isCertain ? new(measure == Measure.Committed ? ColumnType.Committed : ColumnType.CommittedTotal,
                Part: FindAmountPart(known) ?? FindFormPart(known))
            : new(Guess: measure);
    }

    /// <summary>What is counted: the forms of grants if they are named, otherwise what stands behind "số".</summary>
    static ColumnType? FindCount(IReadOnlyList<CaptionWord?> words, HashSet<CaptionWord> known, int unknown)
    {
        if (unknown > 0 || !known.Contains(CaptionWord.Count) || known.Contains(CaptionWord.Amount))
            return null;
        var counted = known.Contains(CaptionWord.NonProject) ? CaptionWord.NonProject
            : known.Contains(CaptionWord.Project) ? CaptionWord.Project
            : words.SkipWhile(word => word != CaptionWord.Count).FirstOrDefault(word => Counts.Any(count => count.Word == word));
        return Counts.Where(count => count.Word == counted).Select(count => (ColumnType?)count.Type).FirstOrDefault();
    }

    /// <summary>"Dự án – Giá trị", "Tiền mặt": a part of the money that the lines above or the caption name.</summary>
    static AmountPart? FindPart(HashSet<CaptionWord> known, int unknown) => unknown > 0 ? null
        : FindAmountPart(known) ?? (known.Contains(CaptionWord.Amount) ? FindFormPart(known) : null);

    static AmountPart? FindFormPart(HashSet<CaptionWord> known) => known.Contains(CaptionWord.Name) ? null
        : known.Contains(CaptionWord.NonProject) ? AmountPart.NonProjects
        : known.Contains(CaptionWord.Project) ? AmountPart.Projects : null;

    static AmountPart? FindAmountPart(HashSet<CaptionWord> known) =>
        known.Contains(CaptionWord.InKind) ? AmountPart.InKind : known.Contains(CaptionWord.Cash) ? AmountPart.Cash : null;

    static CaptionReading? FindName(HashSet<CaptionWord> known, int unknown)
    {
        if (unknown > MaxUnknownWordsOfName || known.Overlaps([CaptionWord.Amount, CaptionWord.Count, CaptionWord.Share]))
            return null;
        var grant = known.Overlaps([CaptionWord.Grant, CaptionWord.Project, CaptionWord.NonProject]);
        foreach (var (word, type) in Names)
        {
            if (known.Contains(word) && (unknown == 0 || type is not (ColumnType.Province or ColumnType.District)))
                return new(type, NamesDonorsToo: type == ColumnType.Grant && grant && known.Contains(CaptionWord.Donor));
        }

        return null;
    }
}
