using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Atalaya.Accords.Log;

namespace Atalaya.Accords.Envelopes;

/// <summary>
/// The in-toto Statement (v1) of a record. Its predicate type says the kind; its predicate holds one digest a field and nothing else; its
/// subject is the set of disclosures, which a holder of them all can hash.
/// </summary>
internal sealed record Statement(string Kind, ImmutableArray<string> Promised, RecordDigest Disclosures)
{
    public const int MostFields = 64;
    private const string Type = "https://in-toto.io/Statement/v1";
    private const string KindPrefix = "https://atalaya.example/accord/";
    private const string KindSuffix = "/v1";
    private const string SubjectName = "disclosures";
    private const string Algorithm = "sha-256";

    /// <summary>The subject's digest: every disclosure in the order of its digest, each ended by a tilde, as SD-JWT joins them.</summary>
    public static RecordDigest Join(IEnumerable<Disclosure> disclosures) =>
        RecordDigest.Of(Encoding.ASCII.GetBytes(string.Concat(disclosures.OrderBy(static d => d.Digest, StringComparer.Ordinal).Select(static d => d.Text + "~"))));

    public static byte[] Write(string kind, IReadOnlyCollection<Disclosure> disclosures)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteString("_type", Type);
            json.WriteStartArray("subject");
            json.WriteStartObject();
            json.WriteString("name", SubjectName);
            json.WriteStartObject("digest");
            json.WriteString("sha256", Join(disclosures).Hex);
            json.WriteEndObject();
            json.WriteEndObject();
            json.WriteEndArray();
            json.WriteString("predicateType", KindPrefix + kind + KindSuffix);
            json.WriteStartObject("predicate");
            json.WriteStartArray("_sd");
            // In the order of the digests: the order of the fields would tell which is which.
            foreach (var digest in disclosures.Select(static d => d.Digest).Order(StringComparer.Ordinal))
                json.WriteStringValue(digest);
            json.WriteEndArray();
            json.WriteString("_sd_alg", Algorithm);
            json.WriteEndObject();
            json.WriteEndObject();
        }

        return buffer.ToArray();
    }

    public static Parsed<Statement> Read(ReadOnlySpan<byte> payload)
    {
        using var document = StrictJson.Read(payload.ToArray(), FaultPlace.Statement, Envelope.LongestBytes, out var fault);
        if (document is null)
            return Parsed<Statement>.Not(fault!);
        var slot = new FaultSlot(FaultPlace.Statement);
        var read = new FieldReader(document.RootElement, "", slot);
        Constant(read, "_type", Type);
        var subject = read.List("subject", 1, 1, static (JsonElement value, string path, FaultSlot slot) =>
        {
            var one = new FieldReader(value, path, slot);
            Constant(one, "name", SubjectName);
            var digest = one.Value("digest", static (JsonElement set, string at, FaultSlot inner) =>
            {
                var algorithms = new FieldReader(set, at, inner);
                var sha256 = algorithms.Digest("sha256");
                algorithms.End();
                return sha256;
            });
            one.End();
            return digest;
        });
        var kind = read.Text("predicateType");
        if (kind is not null && !(kind.StartsWith(KindPrefix, StringComparison.Ordinal) && kind.EndsWith(KindSuffix, StringComparison.Ordinal) && kind.Length > KindPrefix.Length + KindSuffix.Length))
            slot.Set("predicateType", AccordFaultReason.UnknownKind, kind);
        var promised = read.Value("predicate", static (JsonElement value, string path, FaultSlot slot) =>
        {
            var predicate = new FieldReader(value, path, slot);
            var digests = predicate.Set("_sd", 1, MostFields, static (JsonElement item, string at, FaultSlot inner) =>
            {
                var text = FieldReader.ReadText(item, at, inner);
                if (text is not null && !(StrictBase64.TryDecodeUrl(text, out var bytes) && bytes.Length == SHA256.HashSizeInBytes))
                    inner.Set(at, AccordFaultReason.BadBase64, text);
                return text!;
            });
            Constant(predicate, "_sd_alg", Algorithm);
            predicate.End();
            return digests;
        });
        read.End();
        return slot.Fault is null
            ? Parsed<Statement>.Of(new(kind![KindPrefix.Length..^KindSuffix.Length], promised, subject[0]))
            : Parsed<Statement>.Not(slot.Fault);
    }

    private static void Constant(FieldReader read, string name, string constant)
    {
        if (read.Text(name) is { } text && text != constant)
            read.Slot.Set(read.Join(name), AccordFaultReason.UnknownWord, text);
    }
}
