namespace NgoDashboard.Tests.Isolation;

/// <summary>One way to read a province's rows.</summary>
/// <param name="IsOpenToOwner">An officer of the province itself reads the tell-tale by it; else it leads nobody to it.</param>
sealed record ReadAttempt(string Name, bool IsOpenToOwner, Func<Officer, Task> Try);
