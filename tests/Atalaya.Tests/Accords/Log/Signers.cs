using System.Security.Cryptography;
using System.Text;
using Atalaya.Accords.Log;

namespace Atalaya.Tests.Accords.Log;

/// <summary>Keys that every run makes alike.</summary>
internal static class Signers
{
    public static NoteSigner Log(string name, int seed) => new(name, NoteKeyType.Ed25519, Seed(seed));

    public static NoteSigner Witness(string name, int seed) => new(name, NoteKeyType.Cosignature, Seed(seed));

    public static IEd25519Signer Seed(int seed) => new Ed25519Seed(SHA256.HashData(Encoding.UTF8.GetBytes($"test key {seed}")));
}
