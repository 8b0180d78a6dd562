using Atalaya.Earth.Zones;

namespace Atalaya.ZoneBuilder;

/// <summary>Computes the cells of the zone grid and writes them beside the zone file, so that no analysis has to.</summary>
internal static class CellWriter
{
    public static void Write(string zoneFile)
    {
        var path = Path.ChangeExtension(zoneFile, ".cells");

        // Beside, then renamed: an interrupted run leaves the old file whole.
        using (var file = File.Create(path + ".tmp"))
            ZoneMap.WriteCells(File.ReadAllBytes(zoneFile), file);
        File.Move(path + ".tmp", path, overwrite: true);
        Console.WriteLine($"{path}: {new FileInfo(path).Length} bytes");
    }
}
