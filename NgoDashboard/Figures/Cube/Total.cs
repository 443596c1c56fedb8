using System.Collections.Immutable;
using NgoDashboard.Figures.Codes;
using NgoDashboard.Figures.Provinces;

namespace NgoDashboard.Figures.Cube;

/// <summary>Where a shown number comes from.</summary>
public enum TotalKind
{
    /// <summary>A source states it.</summary>
    [Code("stated")] Stated,

    /// <summary>The sum of all parts, each of which is known.</summary>
    [Code("summed")] Summed,

    /// <summary>The sum of the known parts: the whole is at least about this.</summary>
    [Code("partial")] Partial,

    /// <summary>Calculated from two other figures.</summary>
    [Code("derived")] Derived,

    /// <summary>Not stated, and not computable from what is stated. Never shown as 0.</summary>
    [Code("unpublished")] Unpublished,
}

/// <summary>The value that a screen shows for one key, with its origin.</summary>
/// <param name="Value">Null exactly if the kind is <see cref="TotalKind.Unpublished"/>.</param>
/// <param name="Statements">The statements behind it: one if it is stated, otherwise those that were summed or divided.</param>
/// <param name="KnownPartCount">Number of parts with a known value; 0 if it is not a sum.</param>
/// <param name="PartCount">Number of all parts.</param>
/// <param name="IsConverted">Currencies were combined at the year's rate; the screen states this.</param>
/// <param name="Predecessors">The units of the 63 basis that it was summed from, for the footnote.</param>
public sealed record Total(
    TotalKind Kind,
    Quantity? Value,
    Qualifier Qualifier,
    ImmutableArray<Statement> Statements,
    int KnownPartCount = 0,
    int PartCount = 0,
    bool IsConverted = false,
    ImmutableArray<ProvinceCode> Predecessors = default)
{
    public static Total Unpublished { get; } = new(TotalKind.Unpublished, null, Qualifier.Exact, []);

    /// <summary>The statement that is shown; null if the value was calculated.</summary>
    public Statement? Statement => Kind == TotalKind.Stated ? Statements[0] : null;

    public bool IsRolledUp => !Predecessors.IsDefaultOrEmpty;

    public DateOnly? AsOf => Statements.IsEmpty ? null : Statements.Max(statement => statement.AsOf);

    public static Total FromStatement(Statement statement) => new(TotalKind.Stated, statement.Value, statement.Qualifier, [statement]);

    /// <summary>A sum keeps "nearly" or "over" if no other inexact qualifier is among its parts; otherwise it is "about".</summary>
    public static Qualifier CombineQualifiers(IEnumerable<Qualifier> qualifiers)
    {
        var inexact = qualifiers.Where(qualifier => qualifier != Qualifier.Exact).Distinct().ToArray();
        return inexact switch { [] => Qualifier.Exact, [var only] => only, _ => Qualifier.About };
    }
}
