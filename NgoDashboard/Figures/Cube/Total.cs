using System.Collections.Immutable;
using NgoDashboard.Figures.Provinces;

namespace NgoDashboard.Figures.Cube;

/// <summary>Where a shown number comes from.</summary>
public enum TotalKind
{
    /// <summary>A source says it.</summary>
    Stated,

    /// <summary>Every part is known, and this is their sum.</summary>
    Summed,

    /// <summary>Some parts are known: the whole is at least about this.</summary>
    Partial,

    /// <summary>Calculated from two other figures.</summary>
    Derived,

    /// <summary>Nobody said it, and it cannot be had from what was said. Never 0.</summary>
    Unpublished,
}

/// <summary>What a screen shows at one place of the cube, and by what right.</summary>
/// <param name="Value">Null exactly where the basis is <see cref="TotalKind.Unpublished"/>.</param>
/// <param name="Statements">The statements behind it: one where it is stated, those added up or divided otherwise.</param>
/// <param name="KnownPartCount">How many parts are known; 0 where it is no sum.</param>
/// <param name="PartCount">How many parts there are.</param>
/// <param name="IsConverted">Currencies were brought together at the year's rate, which the screen says.</param>
/// <param name="Predecessors">The units of the 63 basis that it was added up from, for the note.</param>
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

    /// <summary>The statement itself, where this is no calculation.</summary>
    public Statement? Statement => Kind == TotalKind.Stated ? Statements[0] : null;

    public bool IsRolledUp => !Predecessors.IsDefaultOrEmpty;

    public DateOnly? AsOf => Statements.IsEmpty ? null : Statements.Max(statement => statement.AsOf);

    public static Total FromStatement(Statement statement) => new(TotalKind.Stated, statement.Value, statement.Qualifier, [statement]);

    /// <summary>"Nearly" and "over" survive a sum only among themselves and exact figures; mixed, the sum is "about".</summary>
    public static Qualifier CombineQualifiers(IEnumerable<Qualifier> qualifiers)
    {
        var inexact = qualifiers.Where(qualifier => qualifier != Qualifier.Exact).Distinct().ToArray();
        return inexact switch { [] => Qualifier.Exact, [var only] => only, _ => Qualifier.About };
    }
}
