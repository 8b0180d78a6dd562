namespace Atalaya.Accords.Log;

/// <summary>Signs with an Ed25519 key that stays where it is: in memory, in an encrypted file that was opened, or in a token.</summary>
public interface IEd25519Signer
{
    /// <summary>The 32 bytes of the public key (RFC 8032).</summary>
    ReadOnlySpan<byte> PublicKey { get; }

    /// <summary>The 64 bytes of the signature over a message. The same message always gets the same (RFC 8032).</summary>
    byte[] Sign(ReadOnlySpan<byte> message);
}
