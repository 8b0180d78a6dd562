using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Atalaya.Accords.Envelopes;
using Atalaya.Accords.Records;

namespace Atalaya.Testing;

/// <summary>One way to smuggle something into a record.</summary>
/// <param name="Name">What is tried.</param>
/// <param name="Kind">Kind of the record.</param>
/// <param name="Json">The fields as one JSON object, to be refused wherever it enters.</param>
internal sealed record Unlawful(string Name, RecordKind Kind, byte[] Json)
{
    /// <summary>The same as an officer with a good key would seal it who does not use our writer: envelope and signature are right, the content is not.</summary>
    public byte[] Seal(IOfficerSigner signer)
    {
        var fields = UnlawfulRecords.Members(Json).Select(static m => new SealedField(m.Name, Encoding.UTF8.GetBytes(m.Json)));
        return SealedRecord.Seal(Words.Of(Kind), fields, signer, TestOfficers.Salts(1)).ToBytes();
    }

    public override string ToString() => $"{Words.Of(Kind)}: {Name}";
}

/// <summary>
/// The hand-written list of <c>tests/Accords/unlawful.tsv</c>: kind, how, path, JSON, name. <c>set</c> puts a value in the place of another,
/// <c>add</c> adds a member to an object, <c>twice</c> repeats a member of the record with that value after it, <c>before</c> in front of it,
/// <c>raw</c> replaces the whole text, where <c>@</c> stands for the lawful one.
/// </summary>
internal static class UnlawfulRecords
{
    /// <summary>Every case.</summary>
    public static IReadOnlyList<Unlawful> All { get; } =
    [
        .. File.ReadAllLines(Path.Combine(TestData.RepositoryRoot, "tests", "Accords", "unlawful.tsv"))
            .Where(static line => line.Length > 0 && line[0] != '#')
            .Select(Read),
    ];

    /// <summary>The lawful record of a kind that the cases spoil: the example of the documentation.</summary>
    public static byte[] Lawful(RecordKind kind)
    {
        var text = File.ReadAllBytes(Path.Combine(TestData.RepositoryRoot, "docs", "formats", "records", "examples", Words.Of(kind) + ".json"));
        var read = RecordCatalogue.Read(kind, text);
        Assert.True(read.Value is not null, $"{kind}: {read.Fault}");
        return RecordCatalogue.Write(read.Value!);
    }

    /// <summary>Members of an object as text, repeated ones included; nothing where the text is no object.</summary>
    public static IEnumerable<(string Name, string Json)> Members(byte[] json)
    {
        try
        {
            using var document = System.Text.Json.JsonDocument.Parse(json);
            return document.RootElement.ValueKind == System.Text.Json.JsonValueKind.Object
                ? [.. document.RootElement.EnumerateObject().Select(static m => (m.Name, m.Value.GetRawText()))]
                : [("", Encoding.UTF8.GetString(json))];
        }
        catch (Exception e) when (e is System.Text.Json.JsonException or InvalidOperationException)
        {
            // What is no JSON at all travels as the value of a field.
            return [("tasks", json.Length == 0 ? "\"\"" : Encoding.UTF8.GetString(json))];
        }
    }

    private static Unlawful Read(string line)
    {
        var cells = line.Split('\t');
        Assert.True(cells.Length == 5, line);
        Assert.True(Words.TryRead<RecordKind>(cells[0], out var kind), line);
        var lawful = Encoding.UTF8.GetString(Lawful(kind));
        var (how, path, value) = (cells[1], cells[2], cells[3]);
        var json = how switch
        {
            "set" or "add" => Change(lawful, path, value, how == "set"),
            "twice" => $"{lawful[..^1]},\"{path}\":{value}}}",
            "before" => $"{{\"{path}\":{value},{lawful[1..]}",
            "raw" => value.Replace("@", lawful, StringComparison.Ordinal).Replace("<BOM>", "\uFEFF", StringComparison.Ordinal),
            _ => throw new InvalidDataException(line),
        };
        return new(cells[4], kind, Encoding.UTF8.GetBytes(json));
    }

    // A mark takes the place, and the text takes the mark's: what is no JSON of .NET's liking gets in too.
    private static string Change(string lawful, string path, string value, bool there)
    {
        const string Mark = "\"7f3a-mark\"";
        JsonNode root = JsonNode.Parse(lawful)!;
        JsonNode? node = root;
        var steps = path.Split('.');
        foreach (var step in steps[..^1])
            node = int.TryParse(step, CultureInfo.InvariantCulture, out var index) ? node![index] : node![step];
        if (int.TryParse(steps[^1], CultureInfo.InvariantCulture, out var last))
        {
            var array = node!.AsArray();
            while (array.Count <= last)
                array.Add(null);
            array[last] = JsonNode.Parse(Mark);
        }
        else
        {
            Assert.True(node!.AsObject().ContainsKey(steps[^1]) == there, $"{path} of {lawful}");
            node[steps[^1]] = JsonNode.Parse(Mark);
        }

        return root.ToJsonString().Replace(Mark, value, StringComparison.Ordinal);
    }
}
