namespace NgoDashboard.Live;

/// <summary>The disk refused a change of what is prepared for a meeting: all that was there before still is.</summary>
public sealed class NotKeptException(Exception refused) : Exception(refused.Message, refused);
