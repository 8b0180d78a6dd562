using Atalaya.Accords.Log;

namespace Atalaya.Node.Tests.Verify;

/// <summary>Changes to leaves, their order and number, and to the tiles over them.</summary>
internal static class LeafMutations
{
    private const string Full = "mx/tile/entries/000";
    private const string Last = "mx/tile/entries/001.p/23";

    public static IEnumerable<Mutation> All(SampleLogs sample) => [.. Leaves(sample), .. Bundles(sample), .. Tiles(sample)];

    private static IEnumerable<Mutation> Leaves(SampleLogs sample)
    {
        foreach (var (path, width) in ((string, int)[])[(Full, 256), (Last, 23)])
        {
            var entries = Entries(sample.Files[path], width);
            Mutation Made(string name, IEnumerable<ReadOnlyMemory<byte>> changed) => Mutation.Of("leaf", $"{(width == 256 ? "full" : "last")} bundle: {name}", path, EntryBundle.Write([.. changed]));
            foreach (var (name, at) in ((string, int)[])[("first", 0), ("second", 1), ("middle", width / 2), ("last", width - 1)])
            {
                yield return Made($"{name} leaf with a bit turned at its start", Changed(entries, at, Mutation.Flip(entries[at].ToArray(), 0)));
                yield return Made($"{name} leaf with a bit turned at its end", Changed(entries, at, Mutation.Flip(entries[at].ToArray(), entries[at].Length - 1, 6)));
            }

            yield return Made("first two leaves changed about", [entries[1], entries[0], .. entries[2..]]);
            yield return Made("last two leaves changed about", [.. entries[..^2], entries[^1], entries[^2]]);
            yield return Made("leaves in reverse", entries.Reverse());
            yield return Made("first leaf left out", entries[1..]);
            yield return Made("last leaf left out", entries[..^1]);
            yield return Made("last leaf twice", [.. entries, entries[^1]]);
            yield return Made("a leaf put in", [.. entries[..5], "put in"u8.ToArray(), .. entries[5..]]);
            yield return Made("a leaf in another's place", Changed(entries, 3, entries[4]));
            yield return Made("a leaf emptied", Changed(entries, 7, default));
            yield return Made("a leaf shortened", Changed(entries, 7, entries[7][..^1]));
            yield return Made("a leaf lengthened by a space", Changed(entries, 7, (byte[])[.. entries[7].Span, (byte)' ']));
            yield return Made("a leaf of the other log in its place", Changed(entries, 4, Entries(sample.Files[path.Replace("mx", "us", StringComparison.Ordinal)], width)[4]));
        }
    }

    private static IEnumerable<Mutation> Bundles(SampleLogs sample)
    {
        foreach (var path in (string[])[Full, Last])
        {
            var bytes = sample.Files[path];
            Mutation Made(string name, byte[]? content) => Mutation.Of("bundle of leaves", $"{path[3..]}: {name}", path, content);
            yield return Made("a length one more", Mutation.Flip(bytes, 1));
            yield return Made("cut off in a leaf", bytes[..^9]);
            yield return Made("cut off in a length", bytes[..1]);
            yield return Made("a byte more", [.. bytes, 0]);
            yield return Made("an empty leaf more", [.. bytes, 0, 0]);
            yield return Made("empty", []);
            yield return Made("gone", null);
            yield return Made("the other log's", sample.Files[path.Replace("mx", "us", StringComparison.Ordinal)]);
        }

        yield return new("bundle of leaves", "the two bundles changed about", new Dictionary<string, byte[]?> { [Full] = sample.Files[Last], [Last] = sample.Files[Full] });
        yield return new("bundle of leaves", "last bundle under a wider name", new Dictionary<string, byte[]?> { [Last] = null, [Last[..^2] + "24"] = sample.Files[Last] });
    }

    private static IEnumerable<Mutation> Tiles(SampleLogs sample)
    {
        foreach (var path in (string[])["mx/tile/0/000", "mx/tile/0/001.p/23", "mx/tile/1/000.p/1"])
        {
            var bytes = sample.Files[path];
            Mutation Made(string name, byte[]? content) => Mutation.Of("tile", $"{path[3..]}: {name}", path, content);
            yield return Made("first hash with a bit turned", Mutation.Flip(bytes, 0));
            yield return Made("last hash with a bit turned", Mutation.Flip(bytes, bytes.Length - 1, 7));
            yield return Made("a hash left out", bytes[32..]);
            yield return Made("a hash more", [.. bytes, .. bytes[..32]]);
            yield return Made("cut off", bytes[..^1]);
            yield return Made("empty", []);
            yield return Made("gone", null);
            yield return Made("the other log's", sample.Files[path.Replace("mx", "us", StringComparison.Ordinal)]);
        }

        var tile = sample.Files["mx/tile/0/000"];
        yield return Mutation.Of("tile", "two hashes changed about", "mx/tile/0/000", [.. tile[32..64], .. tile[..32], .. tile[64..]]);
        yield return Mutation.Of("tile", "a tile that the tree has not", "mx/tile/0/002.p/1", tile[..32]);
        yield return Mutation.Of("tile", "a level that the tree has not", "mx/tile/2/000.p/1", tile[..32]);
    }

    private static ReadOnlyMemory<byte>[] Entries(byte[] bundle, int width) =>
        EntryBundle.TryRead(bundle, width, out var entries, out _) ? [.. entries] : throw new InvalidOperationException("not a bundle");

    private static IEnumerable<ReadOnlyMemory<byte>> Changed(ReadOnlyMemory<byte>[] entries, int at, ReadOnlyMemory<byte> by) => entries.Select((e, i) => i == at ? by : e);
}
