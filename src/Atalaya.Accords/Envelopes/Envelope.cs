using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Atalaya.Accords.Envelopes;

/// <summary>
/// A DSSE envelope (secure-systems-lab/dsse 1.0) around an in-toto Statement, with one Ed25519 signature. It exists only with a signature
/// that fits the key it names; whether that key may sign, and when, is the fold's to say.
/// </summary>
public sealed class Envelope
{
    /// <summary>The type of every payload.</summary>
    public const string PayloadType = "application/vnd.in-toto+json";

    /// <summary>The longest envelope that is read, in bytes.</summary>
    public const int LongestBytes = 65_536;

    private readonly byte[] bytes;
    private readonly byte[] payload;
    private readonly byte[] signature;

    private Envelope(byte[] bytes, byte[] payload, byte[] signature, OfficerKey signer)
    {
        (this.bytes, this.payload, this.signature, Signer) = (bytes, payload, signature, signer);
        Digest = RecordDigest.Of(payload);
    }

    /// <summary>The exact bytes as they arrived or were made; they are kept and never written again.</summary>
    public ReadOnlySpan<byte> Bytes => bytes;

    /// <summary>The exact signed payload.</summary>
    public ReadOnlySpan<byte> Payload => payload;

    /// <summary>64 bytes.</summary>
    public ReadOnlySpan<byte> Signature => signature;

    /// <summary>The key whose signature was checked.</summary>
    public OfficerKey Signer { get; }

    /// <summary>SHA-256 of the payload: the record's name.</summary>
    public RecordDigest Digest { get; }

    /// <summary>What is signed: DSSE's pre-authentication encoding of a payload.</summary>
    public static byte[] PreAuthentication(ReadOnlySpan<byte> payload) =>
        [.. Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"DSSEv1 {PayloadType.Length} {PayloadType} {payload.Length} ")), .. payload];

    /// <summary>Reads and checks the signature of bytes that may be anybody's.</summary>
    public static Parsed<Envelope> Read(ReadOnlyMemory<byte> bytes)
    {
        using var document = StrictJson.Read(bytes, FaultPlace.Envelope, LongestBytes, out var fault);
        if (document is null)
            return Parsed<Envelope>.Not(fault!);
        var slot = new FaultSlot(FaultPlace.Envelope);
        var read = new FieldReader(document.RootElement, "", slot);
        var payload = read.Base64("payload");
        if (read.Text("payloadType") is { } type && type != PayloadType)
            slot.Set("payloadType", AccordFaultReason.UnknownWord, type);
        var signatures = read.List("signatures", 1, 1, static (JsonElement value, string path, FaultSlot slot) =>
        {
            var one = new FieldReader(value, path, slot);
            var result = (Key: one.Key("keyid"), Signature: one.Base64("sig"));
            one.End();
            return result;
        });
        read.End();
        if (slot.Fault is not null)
            return Parsed<Envelope>.Not(slot.Fault);
        var (key, signature) = signatures[0];
        if (!key.Verifies(PreAuthentication(payload), signature))
            return Parsed<Envelope>.Not(FaultPlace.Envelope, "signatures[0].sig", AccordFaultReason.WrongSignature);
        // White space, escapes and the order of members are not signed; with one spelling, one signature has one envelope and one leaf.
        return bytes.Span.SequenceEqual(Write(payload, signature, key))
            ? Parsed<Envelope>.Of(new(bytes.ToArray(), payload, signature, key))
            : Parsed<Envelope>.Not(FaultPlace.Envelope, "", AccordFaultReason.BadForm);
    }

    internal static Envelope Make(byte[] payload, IOfficerSigner signer)
    {
        var signature = signer.Sign(PreAuthentication(payload));
        return new(Write(payload, signature, signer.Key), payload, signature, signer.Key);
    }

    private static byte[] Write(byte[] payload, byte[] signature, OfficerKey key) => Encoding.ASCII.GetBytes(
        $$$"""
        {"payload":"{{{Convert.ToBase64String(payload)}}}","payloadType":"{{{PayloadType}}}","signatures":[{"keyid":"{{{key.Id}}}","sig":"{{{Convert.ToBase64String(signature)}}}"}]}
        """);
}
