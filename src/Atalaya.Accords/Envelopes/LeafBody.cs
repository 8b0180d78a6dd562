using System.Text;
using System.Text.Json;

namespace Atalaya.Accords.Envelopes;

/// <summary>
/// The public leaf of an envelope: the body of a Rekor <c>dsse</c> entry, version 0.0.1, in canonical form (RFC 8785). It tells who signed
/// and two digests, and nothing of the content; since every field is salted nobody can guess what was hashed.
/// </summary>
public sealed class LeafBody
{
    /// <summary>Kind that a bundle's <c>kindVersion</c> must repeat.</summary>
    public const string Kind = "dsse";

    /// <summary>Version that a bundle's <c>kindVersion</c> must repeat.</summary>
    public const string Version = "0.0.1";

    private const int LongestBytes = 4096;
    private readonly byte[] bytes;

    private LeafBody(byte[] bytes, RecordDigest envelope, RecordDigest record, OfficerKey signer) =>
        (this.bytes, Envelope, Record, Signer) = (bytes, envelope, record, signer);

    /// <summary>The exact bytes: what is hashed into the tree.</summary>
    public ReadOnlySpan<byte> Bytes => bytes;

    /// <summary>SHA-256 of the exact envelope bytes.</summary>
    public RecordDigest Envelope { get; }

    /// <summary>SHA-256 of the payload bytes: the record's name.</summary>
    public RecordDigest Record { get; }

    /// <summary>Who signed, as the leaf says; an envelope that fits the leaf was checked against it.</summary>
    public OfficerKey Signer { get; }

    /// <summary>The leaf of an envelope; the same envelope gives the same bytes everywhere.</summary>
    public static LeafBody Of(Envelope envelope)
    {
        var whole = RecordDigest.Of(envelope.Bytes);
        var text = Canonical(whole.Hex, envelope.Digest.Hex, Convert.ToBase64String(envelope.Signature), Convert.ToBase64String(Encoding.ASCII.GetBytes(envelope.Signer.Pem)));
        return new(Encoding.ASCII.GetBytes(text), whole, envelope.Digest, envelope.Signer);
    }

    /// <summary>Whether this is the leaf of an envelope, byte for byte.</summary>
    public bool Fits(Envelope envelope) => bytes.AsSpan().SequenceEqual(Of(envelope).bytes);

    /// <summary>Reads a leaf that may be anybody's. Only the canonical form is read.</summary>
    public static Parsed<LeafBody> Read(ReadOnlyMemory<byte> bytes)
    {
        using var document = StrictJson.Read(bytes, FaultPlace.Leaf, LongestBytes, out var fault);
        if (document is null)
            return Parsed<LeafBody>.Not(fault!);
        var slot = new FaultSlot(FaultPlace.Leaf);
        var read = new FieldReader(document.RootElement, "", slot);
        Constant(read, "apiVersion", Version);
        Constant(read, "kind", Kind);
        var (envelope, record, signer) = read.Value("spec", static (JsonElement value, string path, FaultSlot slot) =>
        {
            var spec = new FieldReader(value, path, slot);
            var hashes = (spec.Value("envelopeHash", Hash), spec.Value("payloadHash", Hash));
            var keys = spec.List("signatures", 1, 1, static (JsonElement one, string at, FaultSlot inner) =>
            {
                var signed = new FieldReader(one, at, inner);
                if (signed.Base64("signature") is not { Length: 64 })
                    inner.Set(at, AccordFaultReason.BadForm);
                if (!OfficerKey.TryParsePem(signed.Base64("verifier"), out var key))
                    inner.Set(at, AccordFaultReason.BadForm);
                signed.End();
                return key;
            });
            spec.End();
            return (hashes.Item1, hashes.Item2, keys.FirstOrDefault());
        });
        read.End();
        // No white space, no escape, no other order: a leaf has one spelling.
        if (slot.Fault is null && !IsCanonical(document.RootElement, bytes.Span))
            slot.Set("", AccordFaultReason.BadForm);
        return slot.Fault is null ? Parsed<LeafBody>.Of(new(bytes.ToArray(), envelope, record, signer)) : Parsed<LeafBody>.Not(slot.Fault);
    }

    private static bool IsCanonical(JsonElement root, ReadOnlySpan<byte> bytes)
    {
        var spec = root.GetProperty("spec");
        var signed = spec.GetProperty("signatures")[0];
        static string Text(JsonElement value, string name) => value.GetProperty(name).GetString()!;
        return bytes.SequenceEqual(Encoding.UTF8.GetBytes(Canonical(
            Text(spec.GetProperty("envelopeHash"), "value"), Text(spec.GetProperty("payloadHash"), "value"), Text(signed, "signature"), Text(signed, "verifier"))));
    }

    // Members stand in the order of their names and every text is plain ASCII, which makes this the canonical form.
    private static string Canonical(string envelope, string payload, string signature, string verifier) =>
        $$$"""
        {"apiVersion":"{{{Version}}}","kind":"{{{Kind}}}","spec":{"envelopeHash":{"algorithm":"sha256","value":"{{{envelope}}}"},"payloadHash":{"algorithm":"sha256","value":"{{{payload}}}"},"signatures":[{"signature":"{{{signature}}}","verifier":"{{{verifier}}}"}]}}
        """;

    private static RecordDigest Hash(JsonElement value, string path, FaultSlot slot)
    {
        var hash = new FieldReader(value, path, slot);
        Constant(hash, "algorithm", "sha256");
        var digest = hash.Digest("value");
        hash.End();
        return digest;
    }

    private static void Constant(FieldReader read, string name, string constant)
    {
        if (read.Text(name) is { } text && text != constant)
            read.Slot.Set(read.Join(name), AccordFaultReason.UnknownWord, text);
    }
}
