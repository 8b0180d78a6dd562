using System.Collections.Immutable;
using Atalaya.Accords.Envelopes;
using Atalaya.Accords.Log;
using Atalaya.Accords.State;

namespace Atalaya.Node.Engine;

/// <summary>A leaf and the proof that it stands in a tree.</summary>
/// <param name="Record">Digest of its record.</param>
/// <param name="Leaf">The entry of the log.</param>
/// <param name="Proof">From the leaf to the root of the head.</param>
public sealed record HeldLeaf(RecordDigest Record, ReadOnlyMemory<byte> Leaf, InclusionProof Proof);

/// <summary>What makes a grant count: decision and approval in the host's log, under a head that others cosigned. It is checked when it is made and whenever a node is opened.</summary>
/// <param name="Decision">The decision.</param>
/// <param name="Approval">Its approval.</param>
/// <param name="Head">The host's head with its cosignatures.</param>
public sealed record HeldGrant(HeldLeaf Decision, HeldLeaf Approval, SignedHead Head)
{
    private const int MostProofBytes = 1 << 16;

    /// <summary>What the fold takes; null where a proof, a signature or a cosignature that these settings ask for is missing or wrong.</summary>
    public GrantEvidence? ToEvidence(NodeSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        var host = Head.Checkpoint.Origin == settings.Own.Origin ? settings.Own : Head.Checkpoint.Origin == settings.Peer.Origin ? settings.Peer : null;
        if (host is null || !Head.Note.TryVerify([host.Log], out _, out _))
            return null;
        var other = host == settings.Own ? settings.Peer.Witness : settings.Own.Witness;
        var cosigners = ImmutableArray.CreateBuilder<Cosigner>();
        if (Head.Note.TryVerify([other], out _, out _))
            cosigners.Add(Cosigner.OtherSide);
        if (settings.ThirdWitnesses.Any(third => Head.Note.TryVerify([third], out _, out _)))
            cosigners.Add(Cosigner.ThirdParty);
        if (!settings.ThirdWitnesses.IsEmpty && !cosigners.Contains(Cosigner.ThirdParty))
            return null;
        return cosigners.Count > 0 && Proof(Decision, host, cosigners.ToImmutable()) is { } decision && Proof(Approval, host, cosigners.ToImmutable()) is { } approval
            ? new(decision, approval)
            : null;
    }

    /// <summary>As bytes, which <see cref="Read"/> takes.</summary>
    public byte[] ToBytes()
    {
        using var bytes = new MemoryStream();
        using var write = new BinaryWriter(bytes);
        foreach (var leaf in new[] { Decision, Approval })
        {
            write.Write(leaf.Record.Hex);
            write.Write(leaf.Leaf.Length);
            write.Write(leaf.Leaf.Span);
            write.Write(leaf.Proof.Index);
            write.Write(leaf.Proof.Size);
            write.Write(leaf.Proof.Hashes.Count);
            foreach (var hash in leaf.Proof.Hashes)
                write.Write(hash.Bytes);
        }

        write.Write(Head.Note.Bytes.Span);
        write.Flush();
        return bytes.ToArray();
    }

    /// <summary>Reads what <see cref="ToBytes"/> wrote; null where it is none. Nothing is checked yet.</summary>
    public static HeldGrant? Read(ReadOnlyMemory<byte> bytes)
    {
        try
        {
            using var read = new BinaryReader(new MemoryStream(bytes.ToArray()));
            return Leaf(read) is { } decision && Leaf(read) is { } approval && SignedHead.TryParse(read.ReadBytes(SignedNote.MostBytes), out var head, out _)
                ? new(decision, approval, head)
                : null;
        }
        catch (Exception e) when (e is EndOfStreamException or FormatException or ArgumentException)
        {
            return null;
        }
    }

    private static HeldLeaf? Leaf(BinaryReader read)
    {
        if (!RecordDigest.TryParse(read.ReadString(), out var record) || read.ReadInt32() is not (>= 0 and <= MostProofBytes and var length))
            return null;
        var leaf = read.ReadBytes(length);
        var (index, size, count) = (read.ReadUInt64(), read.ReadUInt64(), read.ReadInt32());
        if (count is < 0 or > TreeProof.MostHashes)
            return null;
        var hashes = new TreeHash[count];
        for (var i = 0; i < count; i++)
        {
            if (!TreeHash.TryFrom(read.ReadBytes(MerkleHash.Size), out hashes[i]))
                return null;
        }

        return new(record, leaf, new(index, size, hashes));
    }

    private HeldProof? Proof(HeldLeaf leaf, NodeParty host, ImmutableArray<Cosigner> cosigners)
    {
        var checkpoint = Head.Checkpoint;
        return leaf.Proof.Size == checkpoint.Size && leaf.Proof.Check(leaf.Leaf.Span, checkpoint.Root) == ProofVerdict.Holds
            && LeafBody.Read(leaf.Leaf).Value is { } body && body.Record == leaf.Record
            ? new(leaf.Record, host.State, (long)leaf.Proof.Index, (long)checkpoint.Size, cosigners)
            : null;
    }
}
