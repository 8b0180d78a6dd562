using System.Security.Cryptography;
using System.Text;
using Atalaya.Accords.Envelopes;

namespace Atalaya.Testing;

/// <summary>Officers with keys that follow from their names, and salts that follow from a number: the same in every run.</summary>
internal static class TestOfficers
{
    /// <summary>A signer by name.</summary>
    public static OfficerSigner Named(string name) => new(SHA256.HashData(Encoding.UTF8.GetBytes(name)));

    /// <summary>Salts, drawn from a number.</summary>
    public static RandomFill Salts(int seed)
    {
        var drawn = 0;
        return bytes =>
        {
            var block = SHA256.HashData(Encoding.ASCII.GetBytes($"{seed} {drawn++}"));
            block.AsSpan(0, bytes.Length).CopyTo(bytes);
        };
    }
}
