using System.Text;
using System.Text.Json.Nodes;
using Atalaya.Accords.Log;

namespace Atalaya.Node.Tests.Verify;

/// <summary>Changes to opened fields, to the index, to the set of files, and to whom the reader trusts.</summary>
internal static class ListMutations
{
    public const string Opened = "mx/records/000258.opened";

    public static IEnumerable<Mutation> All(SampleLogs sample) => [.. Fields(sample), .. Index(sample), .. FileSet(sample), .. Trust(sample)];

    private static IEnumerable<Mutation> Fields(SampleLogs sample)
    {
        var lines = Encoding.ASCII.GetString(sample.Files[Opened]).TrimEnd('\n').Split('\n');
        Mutation Made(string name, IEnumerable<string> changed) => Mutation.Of("opened field", name, Opened, Encoding.ASCII.GetBytes(string.Concat(changed.Select(static l => l + "\n"))));
        // A field told anew under the salt that was published.
        Mutation Told(string name, string field, Action<JsonArray> change) => Made(name, lines.Select(l =>
        {
            var parts = Decode(l).AsArray();
            if ((string)parts[1]! != field)
                return l;
            change(parts);
            return System.Buffers.Text.Base64Url.EncodeToString(Encoding.UTF8.GetBytes(parts.ToJsonString()));
        }));
        yield return Told("grant told as refusal", "outcome", static p => p[2] = "refuse");
        yield return Told("another clearance number", "clearance", static p => p[2] = "MX-0043");
        yield return Told("no conditions", "conditions", static p => p[2] = new JsonArray());
        yield return Told("a longer window", "window", static p => p[2]!["end"] = "2026-01-01T00:00:00Z");
        yield return Told("another side", "side", static p => p[2] = "US");
        yield return Told("another name", "clearance", static p => p[1] = "reference");
        yield return Told("another salt", "note", static p => p[0] = "AAAAAAAAAAAAAAAAAAAAAA");
        yield return Told("white space", "note", static p => p[2] = " ");
        yield return Made("one left out", lines[1..]);
        yield return Made("one twice", [.. lines, lines[0]]);
        yield return Made("another record's field", [.. lines, Encoding.ASCII.GetString(sample.Files["mx/records/000261.opened"]).Split('\n')[0]]);
        yield return Made("an empty line", [.. lines, ""]);
        yield return Mutation.Of("opened field", "last line not ended", Opened, sample.Files[Opened][..^1]);
        yield return Mutation.Of("opened field", "another record's", Opened, sample.Files["mx/records/000261.opened"]);
        yield return Mutation.Of("opened field", "all gone", Opened, null);
    }

    private static JsonNode Decode(string line) => JsonNode.Parse(System.Buffers.Text.Base64Url.DecodeFromChars(line))!;

    private static IEnumerable<Mutation> Index(SampleLogs sample)
    {
        var json = sample.Files["index.json"];
        Mutation Made(string name, Action<JsonNode> change) => Mutation.Of("index", name, "index.json", Mutation.Edit(json, change));
        static JsonNode Log(JsonNode i) => i["logs"]![0]!;
        static JsonNode Record(JsonNode i) => Log(i)["records"]![6]!;
        yield return Made("another format", static i => i["format"] = "atalaya-published/v2");
        yield return Made("another folder", static i => Log(i)["folder"] = "us");
        yield return Made("a folder outside", static i => Log(i)["folder"] = "../mx");
        yield return Made("another origin", static i => Log(i)["origin"] = "atalaya.example/us");
        yield return Made("another size", static i => Log(i)["size"] = 280);
        yield return Made("a log left out", static i => i["logs"]!.AsArray().RemoveAt(1));
        yield return Made("a log twice", static i => i["logs"]!.AsArray().Add(Log(i).DeepClone()));
        yield return Made("no logs", static i => i["logs"] = new JsonArray());
        yield return Made("an earlier head left out", static i => Log(i)["heads"]!.AsArray().RemoveAt(0));
        yield return Made("earlier heads changed about", static i => (Log(i)["heads"]![0], Log(i)["heads"]![1]) = (Log(i)["heads"]![1]!.DeepClone(), Log(i)["heads"]![0]!.DeepClone()));
        yield return Made("another size of an earlier head", static i => Log(i)["heads"]![0]!["size"] = 201);
        yield return Made("another kind of record", static i => Record(i)["kind"] = "affirmation");
        yield return Made("another digest", static i => Record(i)["digest"] = new string('0', 64));
        yield return Made("another number of sealed fields", static i => Record(i)["sealed"] = 3);
        yield return Made("another index of a record", static i => Record(i)["index"] = 259);
        yield return Made("another record's bundle", static i => Record(i)["bundle"] = "mx/records/000261.sigstore.json");
        yield return Made("a bundle outside", static i => Record(i)["bundle"] = "mx/records/../records/000258.sigstore.json");
        yield return Made("another record's fields", static i => Record(i)["opened"] = "mx/records/000261.opened");
        yield return Made("fields not listed", static i => ((JsonObject)Record(i)).Remove("opened"));
        yield return Made("a record not listed", static i => Log(i)["records"]!.AsArray().RemoveAt(6));
        yield return Made("a record twice", static i => Log(i)["records"]!.AsArray().Add(Record(i).DeepClone()));
        yield return Made("records changed about", static i => (Log(i)["records"]![0], Log(i)["records"]![1]) = (Log(i)["records"]![1]!.DeepClone(), Log(i)["records"]![0]!.DeepClone()));
        yield return Made("a member that nobody reads", static i => i["verdict"] = "verified");
        // Tools of two languages must not read two things in one text.
        yield return Mutation.Of("index", "fields listed in capitals, so that only one tool sees them", "index.json", Mutation.Replace(json, "\"opened\"", "\"Opened\""));
        yield return Mutation.Of("index", "records listed twice", "index.json", Mutation.Replace(json, "\"records\": [", "\"Records\": [], \"records\": ["));
        yield return new("index", "forged fields that only one tool sees", new Dictionary<string, byte[]?>
        {
            ["index.json"] = Mutation.Edit(json, static i =>
            {
                var record = (JsonObject)Record(i);
                record["Opened"] = (string)record["opened"]!;
                record["sealed"] = 12;
                record.Remove("opened");
            }),
            [Opened] = "Zm9yZ2Vk\n"u8.ToArray(),
        });
        yield return Mutation.Of("index", "not JSON", "index.json", "x"u8.ToArray());
    }

    private static IEnumerable<Mutation> FileSet(SampleLogs sample)
    {
        yield return Mutation.Of("files", "a file that nobody checks", "mx/README.html", "<p>Verified.</p>"u8.ToArray());
        yield return Mutation.Of("files", "keys in the folder", "trust", sample.Trust);
        yield return Mutation.Of("files", "a bundle that is not listed", "mx/records/000001.sigstore.json", sample.Files[BundleMutations.Grant]);
        yield return Mutation.Of("files", "a head that is not listed", "mx/heads/261", sample.Files["mx/heads/262"]);
        yield return new("files", "one log gone", sample.Files.Keys.Where(static p => p.StartsWith("us/", StringComparison.Ordinal)).ToDictionary(static p => p, static _ => (byte[]?)null));
    }

    private static IEnumerable<Mutation> Trust(SampleLogs sample)
    {
        var none = new Dictionary<string, byte[]?>();
        var text = Encoding.UTF8.GetString(sample.Trust);
        var mx = SampleLogs.Log(SampleLogs.MxOrigin).Verifier.ToString();
        var us = SampleLogs.Log(SampleLogs.UsOrigin).Verifier.ToString();
        var third = SampleLogs.Witness("third").Verifier.ToString();
        var author = sample.Officer("MX", "liaison 1").Key.Pem;
        Mutation Made(string name, string part, string by) => new("trust", name, none, Mutation.Replace(sample.Trust, part, by));
        yield return Made("another key for a log", mx, Key(SampleLogs.MxOrigin, NoteKeyType.Ed25519, "stranger"));
        yield return Made("the other log's key for a log", $"log mx {mx}", $"log mx {us}");
        yield return Made("a log's key under another name", mx, Key("atalaya.example/other", NoteKeyType.Ed25519, SampleLogs.MxOrigin));
        yield return Made("a log's key with another id", mx, mx.Replace(mx.Split('+')[1], "00000000", StringComparison.Ordinal));
        yield return Made("a log's key of a witness's type", mx, Key(SampleLogs.MxOrigin, NoteKeyType.Cosignature, SampleLogs.MxOrigin));
        yield return Made("a log's key cut off", mx, mx[..^4]);
        yield return new("trust", "the two logs' keys changed about", none, Encoding.UTF8.GetBytes(text.Replace("log mx", "log xx", StringComparison.Ordinal).Replace("log us", "log mx", StringComparison.Ordinal).Replace("log xx", "log us", StringComparison.Ordinal)));
        yield return Made("a log not trusted", $"log us {us}\n", "");
        yield return Made("a log more than the folder has", $"log us {us}\n", $"log us {us}\nlog ca {Key("atalaya.example/ca", NoteKeyType.Ed25519, "ca")}\n");
        yield return Made("a log twice", $"log us {us}\n", $"log us {us}\nlog us {us}\n");
        yield return Made("another key for the third witness", third, Key("witness.example/third", NoteKeyType.Cosignature, "stranger"));
        yield return Made("no third witness", $"witness third {third}\n", "");
        yield return Made("the third witness is a government's", $"witness third {third}", $"witness third {SampleLogs.Witness("us").Verifier}");
        yield return Made("the third witness has a log's key", third, Key("witness.example/third", NoteKeyType.Cosignature, SampleLogs.UsOrigin));
        yield return Made("the third witness's key of a log's type", third, Key("witness.example/third", NoteKeyType.Ed25519, "witness third"));
        yield return Made("an officer not trusted", $"officer MX liaison\n{author}", "");
        yield return Made("an officer of another role", $"officer MX liaison\n{author}", $"officer MX operator\n{author}");
        yield return Made("an officer of the other side", $"officer MX liaison\n{author}", $"officer US liaison\n{author}");
        yield return Made("one key for two offices", $"officer MX liaison\n{author}", $"officer MX liaison\n{author}officer MX node\n{author}");
        yield return Made("an officer's key with a bit turned", author, author.Replace(author.Split('\n')[1], Mutation.FlipBase64(author.Split('\n')[1], 30), StringComparison.Ordinal));
        yield return Made("an officer's key cut off", "-----END PUBLIC KEY-----\n", "");
        yield return Made("another format", "atalaya-trust/v1", "atalaya-trust/v2");
        yield return Made("a line that means nothing", "officer MX liaison\n", "oficial MX liaison\nofficer MX liaison\n");
        yield return new("trust", "empty", none, []);
    }

    private static string Key(string name, NoteKeyType type, string seed) =>
        NoteVerifierKey.TryCreate(name, type, SampleLogs.Seed(seed).PublicKey, out var key) ? key.ToString() : throw new ArgumentException(seed, nameof(seed));
}
