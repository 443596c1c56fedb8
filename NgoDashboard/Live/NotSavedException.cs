using NgoDashboard.Storage.Disk;

namespace NgoDashboard.Live;

/// <summary>
/// Writing a change to disk failed; the state before it is intact. The message says what happened and what to do, in the current language.
/// </summary>
public sealed class NotSavedException : Exception
{
    public NotSavedException(Exception refused)
        : base((refused as StorageException)?.Sentence ?? refused.Message, refused)
    {
    }

    /// <summary>Nothing was written, because it would contradict what is stored.</summary>
    /// <param name="sentence">In the current language.</param>
    public NotSavedException(string sentence)
        : base(sentence)
    {
    }

    /// <exception cref="NotSavedException"><paramref name="work"/> threw a <see cref="StorageException"/>.</exception>
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

    /// <summary>As <see cref="Guard{T}(Func{T})"/>, on a pool thread, because the SQLite provider writes synchronously.</summary>
    public static Task<T> GuardOnPool<T>(Func<T> work) => Task.Run(() => Guard(work));

    /// <inheritdoc cref="GuardOnPool{T}(Func{T})"/>
    public static Task GuardOnPool(Action work) => Task.Run(() => Guard(work));
}
