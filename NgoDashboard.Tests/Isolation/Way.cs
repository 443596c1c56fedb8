namespace NgoDashboard.Tests.Isolation;

/// <summary>One way to read a province's rows.</summary>
/// <param name="IsOpenToItsOwn">An officer of the province itself reads the tell-tale by it; else it leads nobody to it.</param>
sealed record Way(string Name, bool IsOpenToItsOwn, Func<Officer, Task> Try);
