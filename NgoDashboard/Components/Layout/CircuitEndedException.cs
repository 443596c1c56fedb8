namespace NgoDashboard.Components.Layout;

/// <summary>Ends a circuit whose key was revoked and whose browser stays: what nobody catches is what ends one.</summary>
public sealed class CircuitEndedException() : Exception("The key of this page was revoked, and its browser did not leave it.");
