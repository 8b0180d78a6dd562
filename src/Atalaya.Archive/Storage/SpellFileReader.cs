using Atalaya.Flights.Tracks;

namespace Atalaya.Archive.Storage;

/// <summary>Reads one spell out of a file that <see cref="SpellFile"/> wrote.</summary>
internal static class SpellFileReader
{
    /// <summary>Appends the reports at the rows from <paramref name="firstRow"/> on, in the order in which they arrived.</summary>
    public static void Read(string path, long firstRow, long rows, TrackBuilder into)
    {
        using var source = new ParquetSource(path);
        long groupStart = 0;
        for (var group = 0; group < source.Groups && rows > 0; group++)
        {
            var groupRows = source.Rows(group);
            if (firstRow < groupStart + groupRows)
            {
                var start = (int)(firstRow - groupStart);
                var count = (int)Math.Min(rows, groupRows - start);
                Append(source, group, start, count, into);
                (firstRow, rows) = (firstRow + count, rows - count);
            }

            groupStart += groupRows;
        }
    }

    private static void Append(ParquetSource source, int group, int start, int count, TrackBuilder into)
    {
        var callsigns = source.Texts(group, 1, optional: true);
        var times = source.Required<long>(group, 2);
        var latitudes = source.Required<double>(group, 3);
        var longitudes = source.Required<double>(group, 4);
        var altitudes = source.Required<float>(group, 5);
        var speeds = source.Required<float>(group, 6);
        var tracks = source.Required<float>(group, 7);
        var rates = source.Required<float>(group, 8);
        var flags = source.Required<int>(group, 9);
        var sources = source.Required<int>(group, 10);
        for (var i = start; i < start + count; i++)
        {
            into.SetCallsign(callsigns[i]);
            into.Add(new(
                times[i], latitudes[i], longitudes[i], altitudes[i], speeds[i], tracks[i], rates[i], (ReportFlags)flags[i], (ReportSource)sources[i]));
        }
    }
}
