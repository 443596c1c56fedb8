namespace NgoDashboard.Bench;

/// <summary>The measurement would be wrong or is impossible; the message is for the person at the console.</summary>
sealed class BenchException(string message) : Exception(message);
