using System.Globalization;
using System.Text;
using Atalaya.Accords.Envelopes;
using Atalaya.Accords.Log;

namespace Atalaya.Accords.Publishing;

/// <summary>
/// What the public gets (docs/formats/published.md): each log as C2SP tlog-tiles, a Sigstore bundle for each record that is public, the fields
/// that were opened, and consistency proofs between the heads that were published. All of it is for tools that we did not write; the keys that
/// they trust stand in a file of the reader's own (<see cref="TrustFile"/>) and never in the folder.
/// </summary>
public static class PublishedFolder
{
    /// <summary>The list of what is what. It proves nothing; the verifying tools hold it against the files.</summary>
    public const string IndexPath = "index.json";

    /// <summary>The files, each log's checkpoint after its tiles, the index last. Computed while they are walked through.</summary>
    /// <param name="logs">One for each side.</param>
    /// <exception cref="ArgumentException">A head is not signed by its log's key, a tile is missing or does not lead to the head's root, or a leaf is not that of the record said to stand there.</exception>
    public static IEnumerable<PublicFile> Files(IReadOnlyList<PublishedLog> logs)
    {
        ArgumentNullException.ThrowIfNull(logs);
        if (logs.Any(static log => !IsName(log.Folder)) || logs.DistinctBy(static log => log.Folder).Count() != logs.Count)
            throw new ArgumentException("Each log needs a folder of its own, named in lower-case letters.", nameof(logs));
        return logs.SelectMany(Files).Append(new(IndexPath, PublishedIndex.Write(logs)));
    }

    internal static string HeadPath(PublishedLog log, SignedHead head) => string.Create(CultureInfo.InvariantCulture, $"{log.Folder}/heads/{head.Checkpoint.Size}");

    internal static string ConsistencyPath(PublishedLog log, SignedHead from, SignedHead to) =>
        string.Create(CultureInfo.InvariantCulture, $"{log.Folder}/consistency/{from.Checkpoint.Size}-{to.Checkpoint.Size}");

    internal static string BundlePath(PublishedLog log, PublishedRecord record) => string.Create(CultureInfo.InvariantCulture, $"{log.Folder}/records/{record.Index:000000}.sigstore.json");

    internal static string OpenedPath(PublishedLog log, PublishedRecord record) => string.Create(CultureInfo.InvariantCulture, $"{log.Folder}/records/{record.Index:000000}.opened");

    private static bool IsName(string folder) => folder.Length > 0 && folder.All(char.IsAsciiLetterLower);

    private static IEnumerable<PublicFile> Files(PublishedLog log)
    {
        var head = log.Head.Checkpoint;
        if (log.Heads.FirstOrDefault(h => h.Checkpoint.Origin != log.Key.Name || !h.Note.TryVerify([log.Key], out _, out _)) is { } unsigned)
            throw new ArgumentException($"The head of {unsigned.Checkpoint.Size} leaves is not signed by {log.Key.Name}.", nameof(log));
        foreach (var path in StaticCopy.Tiles(head.Size))
            yield return new($"{log.Folder}/{path}", log.Tiles.Read(path) ?? throw new ArgumentException($"{log.Folder} has no {path}.", nameof(log)));
        var reader = new TileReader(new HeadTiles(log.Tiles, head.Size), head.Size);
        foreach (var (from, to) in log.Heads.Zip(log.Heads.Skip(1)))
        {
            yield return new(HeadPath(log, from), from.Note.Bytes);
            yield return new(ConsistencyPath(log, from, to), Consistency(log, from.Checkpoint, to.Checkpoint));
        }

        foreach (var record in log.Records.OrderBy(static r => r.Index))
        {
            yield return new(BundlePath(log, record), SigstoreBundle.Write(log, record.Record.Envelope, Proof(log, reader, record)));
            if (!record.Record.Disclosures.IsEmpty)
                yield return new(OpenedPath(log, record), Encoding.ASCII.GetBytes(string.Concat(record.Record.Disclosures.Select(static d => d.Text + "\n"))));
        }

        yield return new($"{log.Folder}/{StaticCopy.CheckpointPath}", log.Head.Note.Bytes);
    }

    private static InclusionProof Proof(PublishedLog log, TileReader reader, PublishedRecord record)
    {
        var proof = reader.Inclusion(record.Index) ?? throw new ArgumentException($"{log.Folder} has no leaf {record.Index}.", nameof(record));
        return proof.Check(LeafBody.Of(record.Record.Envelope).Bytes, log.Head.Checkpoint.Root) == ProofVerdict.Holds
            ? proof
            : throw new ArgumentException($"Leaf {record.Index} of {log.Folder} is not that of record {record.Record.Digest}.", nameof(record));
    }

    private static byte[] Consistency(PublishedLog log, Checkpoint from, Checkpoint to)
    {
        var proof = new TileReader(new HeadTiles(log.Tiles, log.Head.Checkpoint.Size), to.Size).Consistency(from.Size);
        if (proof?.Check(from.Root, to.Root) != ProofVerdict.Holds)
            throw new ArgumentException($"{log.Folder} at {to.Size} leaves does not continue its head of {from.Size}.", nameof(log));
        var text = new StringBuilder(string.Create(CultureInfo.InvariantCulture, $"old {from.Size}\nnew {to.Size}\n"));
        foreach (var hash in proof.Hashes)
            text.Append(hash).Append('\n');
        return Encoding.ASCII.GetBytes(text.ToString());
    }
}
