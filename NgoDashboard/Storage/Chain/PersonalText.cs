using System.Security.Cryptography;
using System.Text;

namespace NgoDashboard.Storage.Chain;

/// <summary>
/// A text about a person in an entry, such as a name. Only its digest is hashed in the chain, so that the text and its salt can be removed
/// later (docs/journal.md). The salt prevents guessing a short name from its digest.
/// </summary>
sealed record PersonalText(string Text, byte[] Salt, byte[] Digest)
{
    const int SaltBytes = 16;

    public static PersonalText Create(string text)
    {
        var salt = RandomNumberGenerator.GetBytes(SaltBytes);
        return new(text, salt, ComputeDigest(salt, Encoding.UTF8.GetBytes(text)));
    }

    /// <param name="text">In UTF-8.</param>
    public static byte[] ComputeDigest(ReadOnlySpan<byte> salt, ReadOnlySpan<byte> text) => SHA256.HashData([.. salt, .. text]);
}
