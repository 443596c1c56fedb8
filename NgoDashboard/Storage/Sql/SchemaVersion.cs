namespace NgoDashboard.Storage.Sql;

/// <summary>Numbers of the database's schema, as <c>PRAGMA user_version</c> holds them.</summary>
static class SchemaVersion
{
    /// <summary>That of this program.</summary>
    public const int Current = 10;

    /// <summary>The first whose journal has the hash chain.</summary>
    public const int FirstWithChain = 7;

    /// <summary>The oldest that can be upgraded: schema 1 had no history of figures.</summary>
    public const int Oldest = 2;
}
