using NgoDashboard.Figures.Provinces;
using NgoDashboard.Live;
using NgoDashboard.Live.Commands;
using NgoDashboard.Storage.Engine;

namespace NgoDashboard.Access.Keys;

/// <summary>
/// Issues and revokes keys of all roles: desk keys through the desk, so that the journal records them, others through the keyring. One
/// for the whole server; safe on any thread.
/// </summary>
public sealed class KeyIssuer(Keyring keyring, Live.Commands.Desk desk)
{
    /// <returns>The key and its secret, which is not stored and cannot be shown again.</returns>
    /// <exception cref="NotSavedException">Writing to the disk failed; no key was issued.</exception>
    /// <exception cref="KeyRevokedException">The issuing operator's key is not live.</exception>
    public async Task<(AccessKey Key, string Secret)> Issue(string role, ProvinceCode? province, string label, long? point, Operator by)
    {
        if (role != Roles.Desk)
            return await NotSavedException.GuardOnPool(() => keyring.Issue(role, province, label, point, by.KeyId));
        var (prepared, secret) = keyring.PrepareDeskKey(label);
        await RunDeskCommand(new IssueKeyCommand(prepared), by);
        // Another desk may have revoked it since.
        return keyring.FindLive(prepared.Id) is { } issued
            ? (issued, secret)
            : throw new NotSavedException(language => language.Words.Api["no-such-key"]);
    }

    /// <returns>Whether there was such a live key. The key of the settings cannot be revoked.</returns>
    /// <exception cref="NotSavedException">Writing to the disk failed; the key is still live.</exception>
    /// <exception cref="KeyRevokedException">The revoking operator's key is not live.</exception>
    public async Task<bool> Revoke(string id, Operator by) => keyring.FindLive(id) is { } key
        && (key.Role == Roles.Desk
            ? await RunDeskCommand(new RevokeKeyCommand(id), by)
            : await NotSavedException.GuardOnPool(() => keyring.Revoke(id)));

    /// <summary>Issues a desk key for the person who started the server. Blocks the calling thread.</summary>
    /// <returns>The secret.</returns>
    /// <exception cref="NotSavedException">Writing to the disk failed.</exception>
    public string IssueDeskKeyAtConsole(string label) =>
        Task.Run(() => Issue(Roles.Desk, null, label, null, Operator.Console)).GetAwaiter().GetResult().Secret;

    async Task<bool> RunDeskCommand(DeskCommand command, Operator by) => await desk.Execute(command, by, CancellationToken.None) switch
    {
        Committed => true,
        NotStored refused => throw new NotSavedException(refused.Failure),
        _ => false,
    };
}
