using NgoDashboard.Storage.Disk;

namespace NgoDashboard.Live;

/// <summary>
/// The disk refused a change of what is prepared for a meeting: all that was there before still is. The message says what happened and what
/// to do, in the language of who asked.
/// </summary>
public sealed class NotSavedException(Exception refused) : Exception((refused as StorageException)?.Sentence ?? refused.Message, refused)
{
    /// <summary>Does what the disk may refuse.</summary>
    /// <exception cref="NotSavedException">The disk refuses.</exception>
    public static T Guard<T>(Func<T> work)
    {
        try
        {
            return work();
        }
        catch (StorageException refused)
        {
            throw new NotSavedException(refused);
        }
    }

    /// <inheritdoc cref="Guard{T}(Func{T})"/>
    public static void Guard(Action work) => Guard(() =>
    {
        work();
        return true;
    });

    /// <summary>As <see cref="Guard{T}(Func{T})"/>, on a thread of the pool: the provider writes synchronously.</summary>
    public static Task<T> GuardOnPool<T>(Func<T> work) => Task.Run(() => Guard(work));

    /// <inheritdoc cref="GuardOnPool{T}(Func{T})"/>
    public static Task GuardOnPool(Action work) => Task.Run(() => Guard(work));
}
