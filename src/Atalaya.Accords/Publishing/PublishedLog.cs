using Atalaya.Accords.Envelopes;
using Atalaya.Accords.Log;

namespace Atalaya.Accords.Publishing;

/// <summary>A record whose envelope is made public, with the fields that are opened to everybody.</summary>
/// <param name="Index">Where its leaf stands in the log.</param>
/// <param name="Record">The envelope, and exactly the disclosures that are published (<see cref="SealedRecord.OpenOnly"/>).</param>
public sealed record PublishedRecord(ulong Index, SealedRecord Record);

/// <summary>What one side makes public of its log.</summary>
/// <param name="Folder">Name of its part of the published folder: the state in lower case, such as <c>mx</c>.</param>
/// <param name="Key">The log's key.</param>
/// <param name="Tiles">The log.</param>
/// <param name="Head">The head that is published, with every cosignature that it got.</param>
/// <param name="EarlierHeads">Heads that were published before, in any order; those that are empty or no smaller than <paramref name="Head"/> are left out.</param>
/// <param name="Records">Records whose envelopes are public, in any order. All other leaves are published as leaves only.</param>
public sealed record PublishedLog(
    string Folder, NoteVerifierKey Key, ITileSource Tiles, SignedHead Head, IReadOnlyList<SignedHead> EarlierHeads, IReadOnlyList<PublishedRecord> Records)
{
    /// <summary>The heads that are published, the smallest first.</summary>
    internal IReadOnlyList<SignedHead> Heads =>
    [
        .. EarlierHeads.Where(h => h.Checkpoint.Size > 0 && h.Checkpoint.Size < Head.Checkpoint.Size).DistinctBy(static h => h.Checkpoint.Size).OrderBy(static h => h.Checkpoint.Size),
        Head,
    ];
}

/// <summary>A file of the published folder.</summary>
/// <param name="Path">Relative, with <c>/</c> between names.</param>
/// <param name="Content">Its bytes.</param>
public readonly record struct PublicFile(string Path, ReadOnlyMemory<byte> Content);
