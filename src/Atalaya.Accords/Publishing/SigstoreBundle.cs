using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Atalaya.Accords.Envelopes;
using Atalaya.Accords.Log;

namespace Atalaya.Accords.Publishing;

/// <summary>
/// A record with its proof as a Sigstore bundle, version 0.3: the DSSE envelope as it stands, a transparency log entry with inclusion proof and
/// signed checkpoint, and the signer's key by its id. No certificate, no time stamp, no inclusion promise.
/// </summary>
internal static class SigstoreBundle
{
    private const string MediaType = "application/vnd.dev.sigstore.bundle.v0.3+json";

    // A checkpoint has an em dash and base64 a plus sign; both may stand as they are, for this is never part of a page.
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static byte[] Write(PublishedLog log, Envelope envelope, InclusionProof proof)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, Options))
        {
            json.WriteStartObject();
            json.WriteString("mediaType", MediaType);
            json.WriteStartObject("verificationMaterial");
            json.WriteStartObject("publicKey");
            json.WriteString("hint", envelope.Signer.Id);
            json.WriteEndObject();
            json.WriteStartArray("tlogEntries");
            WriteEntry(json, log, envelope, proof);
            json.WriteEndArray();
            json.WriteEndObject();
            json.WritePropertyName("dsseEnvelope");
            json.WriteRawValue(envelope.Bytes);
            json.WriteEndObject();
        }

        return buffer.ToArray();
    }

    private static void WriteEntry(Utf8JsonWriter json, PublishedLog log, Envelope envelope, InclusionProof proof)
    {
        Span<byte> keyId = stackalloc byte[sizeof(uint)];
        BinaryPrimitives.WriteUInt32BigEndian(keyId, log.Key.KeyId);
        json.WriteStartObject();
        json.WriteString("logIndex", Number(proof.Index));
        json.WriteStartObject("logId");
        // Verifiers find the log's key by the first four bytes, which stand before each signature of a note too.
        json.WriteBase64String("keyId", keyId);
        json.WriteEndObject();
        json.WriteStartObject("kindVersion");
        json.WriteString("kind", LeafBody.Kind);
        json.WriteString("version", LeafBody.Version);
        json.WriteEndObject();
        json.WriteStartObject("inclusionProof");
        json.WriteString("logIndex", Number(proof.Index));
        json.WriteBase64String("rootHash", log.Head.Checkpoint.Root.Bytes);
        json.WriteString("treeSize", Number(proof.Size));
        json.WriteStartArray("hashes");
        foreach (var hash in proof.Hashes)
            json.WriteBase64StringValue(hash.Bytes);
        json.WriteEndArray();
        json.WriteStartObject("checkpoint");
        json.WriteString("envelope", Encoding.UTF8.GetString(log.Head.Note.Bytes.Span));
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteBase64String("canonicalizedBody", LeafBody.Of(envelope).Bytes);
        json.WriteEndObject();
    }

    // 64-bit numbers are strings in the JSON of protocol buffers.
    private static string Number(ulong value) => value.ToString(CultureInfo.InvariantCulture);
}
