namespace NgoDashboard.Figures.Rehearsal;

/// <summary>Pseudo-random numbers that are the same on every machine and .NET version: FNV-1a of a seed, mixed by SplitMix64.</summary>
static class DeterministicRandom
{
    /// <returns>From <paramref name="low"/> to <paramref name="high"/>, both included, always the same for the same seed.</returns>
    public static long NumberBetween(string seed, long low, long high) => low + (long)(Mix(Hash(seed)) % (ulong)(high - low + 1));

    static ulong Hash(string name) => name.Aggregate(14695981039346656037UL, (hash, c) => unchecked((hash ^ c) * 1099511628211UL));

    static ulong Mix(ulong x)
    {
        unchecked
        {
            x += 0x9E3779B97F4A7C15;
            x = (x ^ (x >> 30)) * 0xBF58476D1CE4E5B9;
            x = (x ^ (x >> 27)) * 0x94D049BB133111EB;
            return x ^ (x >> 31);
        }
    }
}
