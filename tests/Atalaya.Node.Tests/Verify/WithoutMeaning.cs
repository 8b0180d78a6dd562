using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Atalaya.Node.Tests.Verify;

/// <summary>Changes that every tool accepts, because nothing follows from what is changed. docs/verify/README.md tells of each by its name.</summary>
internal static class WithoutMeaning
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    public static IEnumerable<Mutation> All(SampleLogs sample)
    {
        const string head = "mx/checkpoint";
        var note = sample.Files[head];
        var lines = Encoding.UTF8.GetString(note).Split('\n');
        var stranger = $"— stranger.example/x {Convert.ToBase64String(new byte[72])}\n";
        yield return Mutation.Of("head", "a further signature line of a stranger", head, [.. note, .. Encoding.UTF8.GetBytes(stranger)]);
        yield return Mutation.Of("head", "the order of signature lines", head, Encoding.UTF8.GetBytes(string.Join('\n', [.. lines[..4], lines[6], lines[4], lines[5], ""])));
        yield return Mutation.Of("bundle", "a further signature line in a bundle's head", BundleMutations.Grant, Mutation.Edit(sample.Files[BundleMutations.Grant], b =>
            BundleMutations.Entry(b)["inclusionProof"]!["checkpoint"]!["envelope"] = Encoding.UTF8.GetString(note) + stranger));
        yield return Mutation.Of("bundle", "the order of a bundle's members", BundleMutations.Grant, Mutation.Edit(sample.Files[BundleMutations.Grant], static b =>
        {
            var type = b["mediaType"]!.DeepClone();
            ((JsonObject)b).Remove("mediaType");
            b["mediaType"] = type;
        }));
        yield return Mutation.Of("bundle", "white space in a bundle outside the envelope", BundleMutations.Grant, [.. "\n "u8, .. sample.Files[BundleMutations.Grant], (byte)'\n']);
        yield return Mutation.Of("index", "white space in the index", "index.json", Encoding.UTF8.GetBytes(JsonNode.Parse(sample.Files["index.json"])!.ToJsonString(Indented) + "\n\n"));
        yield return Mutation.Of("opened field", "the order of opened fields", ListMutations.Opened, Encoding.ASCII.GetBytes(
            string.Concat(Encoding.ASCII.GetString(sample.Files[ListMutations.Opened]).Split('\n', StringSplitOptions.RemoveEmptyEntries).Reverse().Select(static l => l + "\n"))));
        yield return Withheld(sample, "a record that is withheld, with its line in the index", static (log, files) =>
        {
            var record = log["records"]![6]!;
            (files[(string)record["bundle"]!], files[(string)record["opened"]!]) = (null, null);
            log["records"]!.AsArray().RemoveAt(6);
        });
        yield return Withheld(sample, "an opened field that is sealed again, with its count in the index", (log, files) =>
        {
            log["records"]![6]!["sealed"] = 1;
            var opened = Encoding.ASCII.GetString(sample.Files[ListMutations.Opened]);
            files[ListMutations.Opened] = Encoding.ASCII.GetBytes(opened[(opened.IndexOf('\n', StringComparison.Ordinal) + 1)..]);
        });
        yield return new("trust", "comments and empty lines in the trust file", new Dictionary<string, byte[]?>(), [.. sample.Trust, .. "\n# compared by telephone\n"u8]);
    }

    private static Mutation Withheld(SampleLogs sample, string name, Action<JsonNode, Dictionary<string, byte[]?>> change)
    {
        var files = new Dictionary<string, byte[]?>();
        files["index.json"] = Mutation.Edit(sample.Files["index.json"], i => change(i["logs"]![0]!, files));
        return new("omission", name, files);
    }
}
