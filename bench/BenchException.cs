namespace NgoDashboard.Bench;

/// <summary>What was measured would not be what it says it is; the message is for the person at the console.</summary>
sealed class BenchException(string message) : Exception(message);
