namespace Atalaya.Accords.Log;

/// <summary>Gives tiles and bundles of a log by name: our own, a folder, or what was fetched from a stranger. Nothing it gives is believed.</summary>
public interface ITileSource
{
    /// <summary>The bytes of a tile or bundle; null where there is none of this name and width.</summary>
    ReadOnlyMemory<byte>? Read(TilePath path);
}
