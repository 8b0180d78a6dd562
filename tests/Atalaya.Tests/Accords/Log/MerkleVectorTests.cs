using System.Security.Cryptography;
using System.Text.Json;
using Atalaya.Accords.Log;
using Atalaya.Testing;

namespace Atalaya.Tests.Accords.Log;

/// <summary>The published vectors of transparency-dev/merkle: each says whether the proof must be taken or refused.</summary>
public sealed class MerkleVectorTests
{
    [Theory]
    [InlineData("inclusion", 98)]
    [InlineData("consistency", 98)]
    [InlineData("subtreeinclusion", 204)]
    [InlineData("subtreeconsistency", 118)]
    public void Every_published_vector_gets_the_published_verdict(string kind, int atLeast)
    {
        var folder = TestData.Find("vectors", "merkle", "testdata", kind);
        var files = Directory.GetFiles(folder, "*.json", SearchOption.AllDirectories);
        var (good, bad) = (0, 0);
        foreach (var file in files)
        {
            using var json = JsonDocument.Parse(File.ReadAllBytes(file));
            var vector = json.RootElement;
            var refused = vector.GetProperty("wantErr").GetBoolean();
            var verdict = Verdict(kind, vector);
            Assert.True(refused == (verdict != ProofVerdict.Holds), $"{file}: {verdict}");
            _ = refused ? bad++ : good++;
        }

        Assert.True(good >= 5 && bad > good, $"{good} good and {bad} bad");
        Assert.True(files.Length >= atLeast, $"{files.Length} vectors");
    }

    private static ProofVerdict? Verdict(string kind, JsonElement vector)
    {
        var proof = new List<TreeHash>();
        if (vector.GetProperty("proof").ValueKind == JsonValueKind.Array)
        {
            foreach (var hash in vector.GetProperty("proof").EnumerateArray())
            {
                if (!TreeHash.TryFrom(hash.GetBytesFromBase64(), out var parsed))
                    return null; // refused before any computation
                proof.Add(parsed);
            }
        }

        if (kind.EndsWith("inclusion", StringComparison.Ordinal))
        {
            if (Exact(vector, "leafHash") is not { } leaf)
                return null;
            return kind == "inclusion"
                ? TreeProof.CheckInclusion(Number(vector, "leafIdx"), Number(vector, "treeSize"), leaf, proof, Root(vector, "root"))
                : TreeProof.CheckSubtreeInclusion(Number(vector, "leafIdx"), Number(vector, "start"), Number(vector, "end"), leaf, proof, Root(vector, "root"));
        }

        return kind == "consistency"
            ? TreeProof.CheckConsistency(Number(vector, "size1"), Number(vector, "size2"), proof, Root(vector, "root1"), Root(vector, "root2"))
            : TreeProof.CheckSubtreeConsistency(
                Number(vector, "start"), Number(vector, "end"), Number(vector, "size"), proof, Root(vector, "root1"), Root(vector, "root2"));
    }

    private static ulong Number(JsonElement vector, string name) => vector.GetProperty(name).GetUInt64();

    private static TreeHash? Exact(JsonElement vector, string name) =>
        TreeHash.TryFrom(Bytes(vector, name), out var hash) ? hash : null;

    // Some vectors stand a few words in for a root. Our roots have 32 bytes by type; what hashes the words is as equal or different as they are.
    private static TreeHash Root(JsonElement vector, string name)
    {
        if (Exact(vector, name) is { } exact)
            return exact;
        Assert.True(TreeHash.TryFrom(SHA256.HashData(Bytes(vector, name)), out var standIn));
        return standIn;
    }

    private static byte[] Bytes(JsonElement vector, string name) =>
        vector.GetProperty(name).ValueKind == JsonValueKind.Null ? [] : vector.GetProperty(name).GetBytesFromBase64();
}
