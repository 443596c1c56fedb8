using System.Security.Cryptography;
using System.Text;

namespace NgoDashboard.Storage.Chain;

/// <summary>
/// A text about a person, as an entry holds it: the hash of the entry is made over the digest alone, so that the text and its salt can be
/// removed later. The salt keeps a short name from being guessed from its digest.
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
