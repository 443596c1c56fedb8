using NgoDashboard.Storage;

namespace NgoDashboard.Live;

/// <summary>
/// The disk refused a change of what is prepared for a meeting: all that was there before still is. The message says what happened and what
/// to do, in the language of who asked.
/// </summary>
public sealed class NotKeptException(Exception refused) : Exception((refused as StorageException)?.Sentence ?? refused.Message, refused);
