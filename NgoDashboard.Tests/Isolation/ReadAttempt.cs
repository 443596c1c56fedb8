namespace NgoDashboard.Tests.Isolation;

/// <summary>One attempt to read a province's rows.</summary>
/// <param name="IsOpenToOwner">Whether the same attempt by the province's own officer returns the secret marker; otherwise it must fail for all officers.</param>
sealed record ReadAttempt(string Name, bool IsOpenToOwner, Func<Officer, Task> Try);
