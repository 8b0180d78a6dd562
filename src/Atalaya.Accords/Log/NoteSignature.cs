using System.Buffers.Binary;
using System.Text;

namespace Atalaya.Accords.Log;

/// <summary>One signature line of a note.</summary>
/// <param name="Name">The key's name.</param>
/// <param name="KeyId">The key's id.</param>
/// <param name="Signature">What follows the id: 1 byte or more, whose form is the key type's.</param>
public sealed record NoteSignature(string Name, uint KeyId, ReadOnlyMemory<byte> Signature)
{
    /// <summary>The line, with its line feed.</summary>
    public byte[] ToLine()
    {
        var bytes = new byte[4 + Signature.Length];
        BinaryPrimitives.WriteUInt32BigEndian(bytes, KeyId);
        Signature.Span.CopyTo(bytes.AsSpan(4));
        return Encoding.UTF8.GetBytes($"— {Name} {Convert.ToBase64String(bytes)}\n");
    }

    /// <summary>Whether a key of this name and id is meant.</summary>
    public bool IsBy(NoteVerifierKey key)
    {
        ArgumentNullException.ThrowIfNull(key);
        return key.KeyId == KeyId && key.Name == Name;
    }
}
