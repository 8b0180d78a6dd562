using Atalaya.Accords.Log;

namespace Atalaya.Accords.Publishing;

/// <summary>The tiles of hashes of smaller trees, from those of one head: a partial tile is the beginning of a wider one.</summary>
internal sealed class HeadTiles(ITileSource source, ulong size) : ITileSource
{
    public ReadOnlyMemory<byte>? Read(TilePath path) =>
        TilePath.Holding(path.Level, path.Index * TilePath.FullWidth, size) is { } widest && widest.Width >= path.Width && source.Read(widest) is { } tile
            && tile.Length == widest.Width * MerkleHash.Size
            ? tile[..(path.Width * MerkleHash.Size)]
            : null;
}
