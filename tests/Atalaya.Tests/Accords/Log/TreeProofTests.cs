using Atalaya.Accords.Log;
using CsCheck;

namespace Atalaya.Tests.Accords.Log;

public sealed class TreeProofTests
{
    private const int Leaves = 70;
    private static readonly PlainTree Tree = PlainTree.Of(Leaves);
    private static readonly TreeHash[] Roots = [.. Enumerable.Range(0, Leaves + 1).Select(Tree.Root)];

    [Fact]
    public void Every_leaf_of_every_small_tree_is_proved_to_be_where_it_is_and_nowhere_else()
    {
        for (var size = 1; size <= Leaves; size++)
        {
            for (var index = 0; index < size; index++)
            {
                var proof = ProofBuilder.Inclusion(Tree, (ulong)index, 0, (ulong)size)!;
                var leaf = TreeHash.OfLeaf(Tree.Entries[index]);
                Assert.Equal(ProofVerdict.Holds, TreeProof.CheckInclusion((ulong)index, (ulong)size, leaf, proof, Roots[size]));
                var other = (index + 1) % size;
                if (other != index)
                    Assert.NotEqual(ProofVerdict.Holds, TreeProof.CheckInclusion((ulong)other, (ulong)size, leaf, proof, Roots[size]));
            }
        }
    }

    [Fact]
    public void Every_small_tree_is_proved_to_continue_every_smaller_one()
    {
        for (var size = 1; size <= Leaves; size++)
        {
            for (var old = 1; old <= size; old++)
            {
                var proof = ProofBuilder.Consistency(Tree, 0, (ulong)old, (ulong)size)!;
                Assert.Equal(ProofVerdict.Holds, TreeProof.CheckConsistency((ulong)old, (ulong)size, proof, Roots[old], Roots[size]));
                if (old < size)
                    Assert.NotEqual(ProofVerdict.Holds, TreeProof.CheckConsistency((ulong)old, (ulong)size, proof, Roots[size], Roots[old]));
            }
        }
    }

    [Fact]
    public void Every_subtree_of_a_small_tree_is_proved_to_be_part_of_it_with_its_leaves()
    {
        for (var size = 1; size <= 33; size++)
        {
            for (var start = 0; start < size; start++)
            {
                for (var end = start + 1; end <= size; end++)
                {
                    var (s, e, n) = ((ulong)start, (ulong)end, (ulong)size);
                    var root = Tree.Hash(start, end);
                    if (!TreeProof.IsSubtree(s, e))
                    {
                        Assert.Equal(ProofVerdict.WrongSizes, TreeProof.CheckSubtreeConsistency(s, e, n, [], root, Roots[size]));
                        continue;
                    }

                    var proof = ProofBuilder.Consistency(Tree, s, e, n)!;
                    Assert.Equal(ProofVerdict.Holds, TreeProof.CheckSubtreeConsistency(s, e, n, proof, root, Roots[size]));
                    var inclusion = ProofBuilder.Inclusion(Tree, s, s, e)!;
                    Assert.Equal(ProofVerdict.Holds, TreeProof.CheckSubtreeInclusion(s, s, e, TreeHash.OfLeaf(Tree.Entries[start]), inclusion, root));
                }
            }
        }
    }

    [Fact]
    public void No_flipped_bit_dropped_added_or_swapped_hash_leaves_a_proof_valid() =>
        Gen.Select(Gen.Int[2, Leaves], Gen.Int[0, 1_000_000], Gen.Int[0, 3]).Sample((size, chance, change) =>
        {
            var old = 1 + (chance % (size - 1));
            var proof = ProofBuilder.Consistency(Tree, 0, (ulong)old, (ulong)size)!;
            var at = chance % proof.Count;
            switch (change)
            {
                case 0:
                    proof[at] = Flipped(proof[at], chance % 256);
                    break;
                case 1:
                    proof.RemoveAt(at);
                    break;
                case 2:
                    proof.Insert(at, proof[at]);
                    break;
                default:
                    proof.Add(Roots[size]);
                    break;
            }

            return TreeProof.CheckConsistency((ulong)old, (ulong)size, proof, Roots[old], Roots[size]) != ProofVerdict.Holds;
        });

    [Fact]
    public void A_proof_of_more_than_63_hashes_is_refused_before_anything_is_computed()
    {
        var proof = Enumerable.Repeat(Roots[1], 64).ToList();
        Assert.Equal(ProofVerdict.TooManyHashes, TreeProof.CheckInclusion(0, ulong.MaxValue, Roots[1], proof, Roots[2]));
        Assert.Equal(ProofVerdict.TooManyHashes, TreeProof.CheckConsistency(1, ulong.MaxValue, proof, Roots[1], Roots[2]));
        Assert.Equal(ProofVerdict.TooManyHashes, TreeProof.CheckConsistency(0, 0, proof, Roots[1], Roots[2]));
    }

    [Fact]
    public void Sizes_from_anyone_neither_throw_nor_take_long()
    {
        var sizes = new ulong[] { 0, 1, 2, 3, (1UL << 32) - 1, 1UL << 62, (1UL << 63) - 1, 1UL << 63, (1UL << 63) + 1, ulong.MaxValue - 1, ulong.MaxValue };
        foreach (var a in sizes)
        {
            foreach (var b in sizes)
            {
                foreach (var length in new[] { 0, 1, 62, 63 })
                {
                    var proof = Enumerable.Repeat(Roots[1], length).ToList();
                    Assert.NotEqual(ProofVerdict.Holds, TreeProof.CheckInclusion(a, b, Roots[1], proof, Roots[9]));
                    if (a != b)
                        Assert.NotEqual(ProofVerdict.Holds, TreeProof.CheckConsistency(a, b, proof, Roots[1], Roots[9]));
                    Assert.NotEqual(ProofVerdict.Holds, TreeProof.CheckSubtreeInclusion(a, a, b, Roots[1], proof, Roots[9]));
                }
            }
        }
    }

    [Fact]
    public void The_right_edge_alone_gives_the_root_of_every_size_and_can_be_taken_up_again_anywhere()
    {
        var grown = new Frontier();
        for (var size = 0; size <= Leaves; size++)
        {
            Assert.Equal(Roots[size], grown.Root());
            Assert.Equal(Roots[size], Frontier.From(Tree, (ulong)size)!.Root());
            if (size < Leaves)
                grown.Append(TreeHash.OfLeaf(Tree.Entries[size]));
        }
    }

    private static TreeHash Flipped(TreeHash hash, int bit)
    {
        var bytes = hash.Bytes.ToArray();
        bytes[bit / 8] ^= (byte)(1 << (bit % 8));
        Assert.True(TreeHash.TryFrom(bytes, out var flipped));
        return flipped;
    }
}
