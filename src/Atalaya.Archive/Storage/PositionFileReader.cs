using System.Buffers;
using Atalaya.Flights.Tracks;

namespace Atalaya.Archive.Storage;

/// <summary>Reads files that <see cref="PositionFile"/> wrote.</summary>
internal static class PositionFileReader
{
    /// <summary>Copies a file without the rows of some flights; gives the number of rows left (no file is written for none).</summary>
    public static long CopyWithout(string from, string to, IReadOnlySet<string> flightIds)
    {
        using var source = new ParquetSource(from);
        using var target = new PositionFile(to);
        for (var group = 0; group < source.Groups; group++)
        {
            var ids = source.Texts(group, 0, optional: false);
            using var reports = Reports(source, group);
            for (int start = 0, end; start < ids.Length; start = end)
            {
                end = start + 1;
                while (end < ids.Length && ids[end] == ids[start])
                    end++;
                if (!flightIds.Contains(ids[start]!))
                    target.Append(ids[start]!, reports, start, end - start);
            }
        }

        target.Close();
        return target.Rows;
    }

    /// <summary>Whether a file has rows of any of the flights.</summary>
    public static bool HasAny(string path, IReadOnlySet<string> flightIds)
    {
        using var source = new ParquetSource(path);
        for (var group = 0; group < source.Groups; group++)
        {
            if (source.Texts(group, 0, optional: false).Distinct().Any(id => flightIds.Contains(id!)))
                return true;
        }

        return false;
    }

    /// <summary>The reports of one flight, in the order in which they stand.</summary>
    public static IEnumerable<Report> Read(string path, string flightId)
    {
        using var source = new ParquetSource(path);
        for (var group = 0; group < source.Groups; group++)
        {
            var ids = source.Texts(group, 0, optional: false);
            if (Array.IndexOf(ids, flightId) < 0)
                continue;
            using var reports = Reports(source, group);
            for (var i = 0; i < ids.Length; i++)
            {
                if (ids[i] == flightId)
                    yield return reports[i];
            }
        }
    }

    private static ReportColumns Reports(ParquetSource source, int group)
    {
        var rows = source.Rows(group);
        return new()
        {
            Count = rows,
            Times = Lend(source.Required<long>(group, 1), static v => v),
            Latitudes = Lend(source.Required<int>(group, 2), static v => v / 1_000_000d),
            Longitudes = Lend(source.Required<int>(group, 3), static v => v / 1_000_000d),
            Altitudes = Lend(source.Optional(group, 4, 1), static v => v),
            Speeds = Lend(source.Optional(group, 5, 10), static v => v),
            Tracks = Lend(source.Optional(group, 6, 10), static v => v),
            Rates = Lend(source.Optional(group, 7, 1), static v => v),
            Flags = Lend(source.Required<int>(group, 8), static v => (ReportFlags)v),
            Sources = Lend(source.Required<int>(group, 9), static v => (ReportSource)v),
            Callsigns = [],
        };
    }

    private static TTo[] Lend<TFrom, TTo>(TFrom[] values, Func<TFrom, TTo> convert)
    {
        var lent = ArrayPool<TTo>.Shared.Rent(values.Length);
        for (var i = 0; i < values.Length; i++)
            lent[i] = convert(values[i]);
        return lent;
    }
}
