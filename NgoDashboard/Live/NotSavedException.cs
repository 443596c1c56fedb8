using NgoDashboard.Language;
using NgoDashboard.Storage.Disk;

namespace NgoDashboard.Live;

/// <summary>
/// A change was not written; the state before it is intact. <see cref="ToSentence"/> is for operators and officers, the message is for the
/// log.
/// </summary>
public sealed class NotSavedException : Exception
{
    readonly Func<DisplayLanguage, string> sentence;

    public NotSavedException(StorageException refused)
        : base(refused.Message, refused) => sentence = refused.ToSentence;

    /// <param name="sentence">Why nothing was written, where the disk is not at fault.</param>
    public NotSavedException(Func<DisplayLanguage, string> sentence)
        : base(sentence(DisplayLanguage.English)) => this.sentence = sentence;

    /// <summary>What happened and what to do about it.</summary>
    public string ToSentence(DisplayLanguage language) => sentence(language);

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
