using Atalaya.Archive;
using Atalaya.Cli.Answers;
using Atalaya.Cli.Language;
using Atalaya.Cli.Maps;
using Atalaya.Cli.Paper;
using Atalaya.Earth.Zones;

namespace Atalaya.Cli.Commands;

/// <summary>Writes <c>report.html</c> beside the archive: whole, or not at all.</summary>
internal static class ReportFile
{
    /// <summary>Name of the file.</summary>
    public const string Name = "report.html";

    /// <summary>Writes the report and gives its path.</summary>
    public static string Write(string folder, ArchiveReader archive, Answer answer, Wording wording, CancellationToken cancellation)
    {
        var path = Path.Combine(folder, Name);
        var beside = path + ".new";
        try
        {
            using (var file = new FileStream(beside, FileMode.Create, FileAccess.Write, FileShare.None, 1 << 16))
            {
                ReportPage.Write(file, answer, flight => archive.Positions(flight.FlightId), new ZoneGround(ZoneMap.Shipped), wording, AtalayaCommand.Version, cancellation);
                file.Flush(flushToDisk: true);
            }

            File.Move(beside, path, overwrite: true);
            return path;
        }
        catch
        {
            File.Delete(beside);
            throw;
        }
    }
}
