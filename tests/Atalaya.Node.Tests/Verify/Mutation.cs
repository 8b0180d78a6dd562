using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Atalaya.Node.Tests.Verify;

/// <summary>One change to a published folder or to the reader's trust file.</summary>
/// <param name="Group">What kind of thing is changed.</param>
/// <param name="Name">What is changed, as a phrase.</param>
/// <param name="Files">New content by path; null where the file is gone.</param>
/// <param name="Trust">Another trust file, if that is what is changed.</param>
internal sealed record Mutation(string Group, string Name, IReadOnlyDictionary<string, byte[]?> Files, byte[]? Trust = null)
{
    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Changes one file.</summary>
    public static Mutation Of(string group, string name, string path, byte[]? content) => new(group, name, new Dictionary<string, byte[]?> { [path] = content });

    /// <summary>The bytes with one bit turned.</summary>
    public static byte[] Flip(byte[] bytes, int at, int bit = 0)
    {
        var changed = (byte[])bytes.Clone();
        changed[at] ^= (byte)(1 << bit);
        return changed;
    }

    /// <summary>Base64 text of the bytes with one bit turned.</summary>
    public static string FlipBase64(string base64, int at, int bit = 0) => Convert.ToBase64String(Flip(Convert.FromBase64String(base64), at, bit));

    /// <summary>The text with one part replaced, which must be there.</summary>
    public static byte[] Replace(byte[] text, string part, string by)
    {
        var before = Encoding.UTF8.GetString(text);
        var at = before.IndexOf(part, StringComparison.Ordinal);
        Assert.True(at >= 0, $"there is no {part}");
        return Encoding.UTF8.GetBytes(string.Concat(before.AsSpan(0, at), by, before.AsSpan(at + part.Length)));
    }

    /// <summary>JSON with something changed in it.</summary>
    public static byte[] Edit(byte[] json, Action<JsonNode> change)
    {
        var node = JsonNode.Parse(json)!;
        change(node);
        return Encoding.UTF8.GetBytes(node.ToJsonString(Plain));
    }
}
