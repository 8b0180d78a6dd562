using Atalaya.Accords.Log;

namespace Atalaya.Node.Http;

/// <summary>Which tiles a published head covers.</summary>
internal static class PublishedTiles
{
    public static bool Covers(ulong size, TilePath path)
    {
        var count = path.Level > 7 ? 0 : size >> (Math.Max(path.Level, 0) * TilePath.Height);
        return path.Index <= count / TilePath.FullWidth && (path.Index * TilePath.FullWidth) + (ulong)path.Width <= count;
    }
}
