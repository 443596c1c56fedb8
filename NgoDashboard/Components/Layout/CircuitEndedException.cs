namespace NgoDashboard.Components.Layout;

/// <summary>Ends the circuit of a revoked key whose browser stays: an unhandled exception is what makes Blazor end a circuit.</summary>
public sealed class CircuitEndedException() : Exception("The key of this page was revoked, and its browser did not leave it.");
