using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Atalaya.Accords.Envelopes;

namespace Atalaya.Node.Tests.Verify;

/// <summary>Changes to Sigstore bundles: the envelope, its leaf, its proof, the head that the proof leads to.</summary>
internal static class BundleMutations
{
    /// <summary>The grant in the host's log: what everything else hangs on.</summary>
    public const string Grant = "mx/records/000258.sigstore.json";
    private const string Approval = "mx/records/000261.sigstore.json";

    public static IEnumerable<Mutation> All(SampleLogs sample) => [.. Envelopes(sample), .. Entries(sample), .. Proofs(sample), .. Shapes(sample), .. Crossed(sample)];

    public static JsonNode Entry(JsonNode bundle) => bundle["verificationMaterial"]!["tlogEntries"]![0]!;

    private static Mutation Edited(SampleLogs sample, string group, string name, Action<JsonNode> change) => Mutation.Of(group, name, Grant, Mutation.Edit(sample.Files[Grant], change));

    private static void Turn(JsonNode parent, string member, int at) => parent[member] = Mutation.FlipBase64((string)parent[member]!, at);

    private static IEnumerable<Mutation> Envelopes(SampleLogs sample)
    {
        Mutation Made(string name, Action<JsonNode> change) => Edited(sample, "envelope", name, b => change(b["dsseEnvelope"]!));
        Mutation Payload(string name, string part, string by) => Made(name, e =>
            e["payload"] = Convert.ToBase64String(Mutation.Replace(Convert.FromBase64String((string)e["payload"]!), part, by)));
        foreach (var at in (int[])[0, 40, 200, 400])
            yield return Made(string.Create(CultureInfo.InvariantCulture, $"payload with a bit of byte {at} turned"), e => Turn(e, "payload", at));
        yield return Payload("the decision said to be a request", "clearance-decision", "flight-request");
        yield return Payload("a field's digest changed", "\"_sd\":[\"", "\"_sd\":[\"A");
        yield return Payload("a field more", "\"_sd\":[", "\"_sd\":[\"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA\",");
        yield return Payload("another subject", "\"name\":\"disclosures\"", "\"name\":\"Disclosures\"");
        yield return Payload("white space in the payload", "{\"_type\"", "{ \"_type\"");
        yield return Made("payload shortened", e => e["payload"] = Convert.ToBase64String(Convert.FromBase64String((string)e["payload"]!)[..^1]));
        yield return Made("payload lengthened", e => e["payload"] = Convert.ToBase64String([.. Convert.FromBase64String((string)e["payload"]!), (byte)' ']));
        yield return Made("no payload", static e => e["payload"] = "");
        yield return Made("another payload type", static e => e["payloadType"] = "application/json");
        foreach (var at in (int[])[0, 31, 32, 63])
            yield return Made(string.Create(CultureInfo.InvariantCulture, $"signature with a bit of byte {at} turned"), e => Turn(e["signatures"]![0]!, "sig", at));
        yield return Made("signature of zeros", static e => e["signatures"]![0]!["sig"] = Convert.ToBase64String(new byte[64]));
        yield return Made("no signature", static e => e["signatures"] = new JsonArray());
        yield return Made("signature twice", static e => e["signatures"]!.AsArray().Add(e["signatures"]![0]!.DeepClone()));
        yield return Made("another officer's key id", e => e["signatures"]![0]!["keyid"] = sample.Officer("MX", "liaison 2").Key.Id);
        yield return Made("no key id", static e => e["signatures"]![0]!["keyid"] = "");
        foreach (var (whose, officer) in ((string, OfficerSigner)[])[("a second officer", sample.Officer("MX", "liaison 2")), ("the other side", sample.Officer("US", "liaison 1")), ("an officer of another role", sample.Officer("MX", "operator"))])
        {
            yield return Edited(sample, "envelope", $"signed again by {whose}", b =>
            {
                var payload = Convert.FromBase64String((string)b["dsseEnvelope"]!["payload"]!);
                b["dsseEnvelope"]!["signatures"]![0] = new JsonObject { ["keyid"] = officer.Key.Id, ["sig"] = Convert.ToBase64String(officer.Sign(Envelope.PreAuthentication(payload))) };
                b["verificationMaterial"]!["publicKey"]!["hint"] = officer.Key.Id;
            });
        }
    }

    private static IEnumerable<Mutation> Entries(SampleLogs sample)
    {
        Mutation Made(string name, Action<JsonNode> change) => Edited(sample, "log entry", name, b => change(Entry(b)));
        Mutation Leaf(string name, Func<JsonNode, JsonNode> part, string member, Func<string, string> change) => Made(name, e =>
            e["canonicalizedBody"] = Convert.ToBase64String(Mutation.Edit(Convert.FromBase64String((string)e["canonicalizedBody"]!), leaf => part(leaf)[member] = change((string)part(leaf)[member]!))));
        yield return Leaf("leaf of another payload", static l => l["spec"]!["payloadHash"]!, "value", static v => new string('0', v.Length));
        yield return Leaf("leaf of another envelope", static l => l["spec"]!["envelopeHash"]!, "value", static v => new string('0', v.Length));
        yield return Leaf("leaf with another signature", static l => l["spec"]!["signatures"]![0]!, "signature", static v => Mutation.FlipBase64(v, 9));
        yield return Leaf("leaf with another signer", static l => l["spec"]!["signatures"]![0]!, "verifier", static v => Mutation.FlipBase64(v, 70));
        yield return Leaf("leaf of another kind", static l => l, "kind", static _ => "intoto");
        yield return Leaf("leaf of another version", static l => l, "apiVersion", static _ => "0.0.2");
        yield return Made("leaf with white space", static e => e["canonicalizedBody"] = Convert.ToBase64String([.. Convert.FromBase64String((string)e["canonicalizedBody"]!), (byte)'\n']));
        yield return Made("no leaf", static e => e["canonicalizedBody"] = "");
        yield return Made("another kind", static e => e["kindVersion"]!["kind"] = "hashedrekord");
        yield return Made("another version", static e => e["kindVersion"]!["version"] = "0.0.2");
        yield return Made("the other log's id", e => e["logId"]!["keyId"] = (string)Entry(JsonNode.Parse(sample.Files["us/records/000258.sigstore.json"])!)["logId"]!["keyId"]!);
        yield return Made("no log's id", static e => e["logId"]!["keyId"] = "");
        yield return Made("another index of the entry", static e => e["logIndex"] = "257");
        yield return Made("a time of integration", static e => e["integratedTime"] = "1700000000");
        yield return Made("an inclusion promise", static e => e["inclusionPromise"] = new JsonObject { ["signedEntryTimestamp"] = Convert.ToBase64String(new byte[64]) });
        yield return Edited(sample, "log entry", "twice", static b => b["verificationMaterial"]!["tlogEntries"]!.AsArray().Add(Entry(b).DeepClone()));
        yield return Edited(sample, "log entry", "left out", static b => b["verificationMaterial"]!["tlogEntries"] = new JsonArray());
    }

    private static IEnumerable<Mutation> Proofs(SampleLogs sample)
    {
        Mutation Made(string name, Action<JsonNode> change) => Edited(sample, "inclusion proof", name, b => change(Entry(b)["inclusionProof"]!));
        var count = Entry(JsonNode.Parse(sample.Files[Grant])!)["inclusionProof"]!["hashes"]!.AsArray().Count;
        for (var i = 0; i < count; i++)
        {
            var at = i;
            yield return Made(string.Create(CultureInfo.InvariantCulture, $"hash {at + 1} with a bit turned"), p => p["hashes"]![at] = Mutation.FlipBase64((string)p["hashes"]![at]!, at * 3));
        }

        yield return Made("first hash left out", static p => p["hashes"]!.AsArray().RemoveAt(0));
        yield return Made("last hash left out", static p => p["hashes"]!.AsArray().RemoveAt(p["hashes"]!.AsArray().Count - 1));
        yield return Made("last hash twice", static p => p["hashes"]!.AsArray().Add((string)p["hashes"]![p["hashes"]!.AsArray().Count - 1]!));
        yield return Made("first two hashes changed about", static p => (p["hashes"]![0], p["hashes"]![1]) = ((string)p["hashes"]![1]!, (string)p["hashes"]![0]!));
        yield return Made("no hashes", static p => p["hashes"] = new JsonArray());
        yield return Made("64 hashes", static p => p["hashes"] = new JsonArray([.. Enumerable.Repeat((string)p["hashes"]![0]!, 64).Select(static h => (JsonNode)h)]));
        yield return Made("a hash shortened", static p => p["hashes"]![0] = Convert.ToBase64String(Convert.FromBase64String((string)p["hashes"]![0]!)[..31]));
        yield return Made("another index", static p => p["logIndex"] = "259");
        yield return Made("a negative index", static p => p["logIndex"] = "-1");
        yield return Made("another tree size", static p => p["treeSize"] = "280");
        yield return Made("another root", static p => Turn(p, "rootHash", 3));
        yield return Made("head with another size", static p => p["checkpoint"]!["envelope"] = ((string)p["checkpoint"]!["envelope"]!).Replace("\n279\n", "\n278\n", StringComparison.Ordinal));
        yield return Made("head with another origin", static p => p["checkpoint"]!["envelope"] = ((string)p["checkpoint"]!["envelope"]!).Replace("atalaya.example/mx\n", "atalaya.example/us\n", StringComparison.Ordinal));
        yield return Made("the other log's head", p => p["checkpoint"]!["envelope"] = Encoding.UTF8.GetString(sample.Files["us/checkpoint"]));
        yield return Made("an earlier head", p => p["checkpoint"]!["envelope"] = Encoding.UTF8.GetString(sample.Files["mx/heads/262"]));
        yield return Made("head without signatures", static p => p["checkpoint"]!["envelope"] = ((string)p["checkpoint"]!["envelope"]!).Split("\n\n")[0] + "\n\n");
        yield return Made("no head", static p => ((JsonObject)p).Remove("checkpoint"));
        yield return Edited(sample, "inclusion proof", "left out", static b => ((JsonObject)Entry(b)).Remove("inclusionProof"));
    }

    private static IEnumerable<Mutation> Shapes(SampleLogs sample)
    {
        Mutation Made(string name, Action<JsonNode> change) => Edited(sample, "bundle", name, change);
        yield return Made("hint at another officer's key", b => b["verificationMaterial"]!["publicKey"]!["hint"] = sample.Officer("MX", "liaison 2").Key.Id);
        yield return Made("hint at a stranger's key", static b => b["verificationMaterial"]!["publicKey"]!["hint"] = new string('a', 64));
        yield return Made("no key", static b => ((JsonObject)b["verificationMaterial"]!).Remove("publicKey"));
        yield return Made("another media type", static b => b["mediaType"] = "application/json");
        yield return Made("a message signature in the envelope's place", static b =>
        {
            b["messageSignature"] = new JsonObject { ["messageDigest"] = new JsonObject { ["algorithm"] = "SHA2_256", ["digest"] = Convert.ToBase64String(new byte[32]) }, ["signature"] = Convert.ToBase64String(new byte[64]) };
            ((JsonObject)b).Remove("dsseEnvelope");
        });
        yield return Made("a member that nobody reads", static b => b["note"] = "verified");
        yield return Mutation.Of("bundle", "a member twice", Grant, Mutation.Replace(sample.Files[Grant], "\"logIndex\":\"258\"", "\"logIndex\":\"257\",\"logIndex\":\"258\""));
        yield return Mutation.Of("bundle", "a member in capitals too", Grant, Mutation.Replace(sample.Files[Grant], "\"dsseEnvelope\"", "\"DsseEnvelope\":{},\"dsseEnvelope\""));
        yield return Mutation.Of("bundle", "cut off", Grant, sample.Files[Grant][..^5]);
        yield return Mutation.Of("bundle", "bytes after its end", Grant, [.. sample.Files[Grant], .. "{}"u8]);
        yield return Mutation.Of("bundle", "empty", Grant, []);
        yield return Mutation.Of("bundle", "gone", Grant, null);
    }

    private static IEnumerable<Mutation> Crossed(SampleLogs sample)
    {
        var approval = JsonNode.Parse(sample.Files[Approval])!;
        yield return Mutation.Of("crossed", "another record's bundle under the grant's name", Grant, sample.Files[Approval]);
        yield return Mutation.Of("crossed", "the same record's bundle of the other log", Grant, sample.Files["us/records/000258.sigstore.json"]);
        yield return new("crossed", "two bundles changed about", new Dictionary<string, byte[]?> { [Grant] = sample.Files[Approval], [Approval] = sample.Files[Grant] });
        yield return Edited(sample, "crossed", "another record's envelope with this entry", b => b["dsseEnvelope"] = approval["dsseEnvelope"]!.DeepClone());
        yield return Edited(sample, "crossed", "this envelope with another record's entry", b => b["verificationMaterial"]!["tlogEntries"] = approval["verificationMaterial"]!["tlogEntries"]!.DeepClone());
        yield return Edited(sample, "crossed", "another record's leaf", b => Entry(b)["canonicalizedBody"] = (string)Entry(approval)["canonicalizedBody"]!);
        yield return Edited(sample, "crossed", "another record's proof", b => Entry(b)["inclusionProof"] = Entry(approval)["inclusionProof"]!.DeepClone());
        yield return Edited(sample, "crossed", "another record's signature", b => b["dsseEnvelope"]!["signatures"] = approval["dsseEnvelope"]!["signatures"]!.DeepClone());
        yield return Edited(sample, "crossed", "another record's payload", b => b["dsseEnvelope"]!["payload"] = (string)approval["dsseEnvelope"]!["payload"]!);
        yield return new("crossed", "the two logs changed about", sample.Files.Keys.Where(static p => p != "index.json").ToDictionary(
            static p => p, p => sample.Files.GetValueOrDefault((p.StartsWith("mx/", StringComparison.Ordinal) ? "us/" : "mx/") + p[3..])));
    }
}
