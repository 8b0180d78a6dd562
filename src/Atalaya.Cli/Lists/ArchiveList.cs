using Atalaya.Archive;
using Atalaya.Archive.Records;
using Atalaya.Cli.Answers;
using Atalaya.Earth;
using Atalaya.Earth.Zones;
using Atalaya.Flights.Comparison;
using Atalaya.Flights.Tempo;
using Atalaya.Flights.Tracks;
using NodaTime;

namespace Atalaya.Cli.Lists;

/// <summary>The missions of an archive as a list, under the default counting rule.</summary>
internal static class ArchiveList
{
    /// <summary>Opens an archive as a list.</summary>
    public static OpenedList Open(string folder)
    {
        var archive = ArchiveReader.Open(folder);
        try
        {
            var missions = new List<ListedMission>();
            var uncounted = new List<ListedMission>();
            var ways = new Dictionary<int, IReadOnlyList<(Position, Instant)>>();
            foreach (var flight in archive.Missions())
            {
                var entry = FlightWords.Entry(flight);
                var reports = archive.Positions(flight.FlightId);
                var number = missions.Count + uncounted.Count + 1;
                var mission = Listed(flight, entry, reports, number);
                (CountingRule.Default.Counts(entry) ? missions : uncounted).Add(mission);
                ways[number] = Way(flight, reports);
            }

            var summary = archive.Summary();
            var list = new MissionList(folder, ListKind.Archive, missions, uncounted, archive.ObservedDays().ToHashSet(), summary.Reconstruction, []);
            return new(list, archive, ways);
        }
        catch
        {
            archive.Dispose();
            throw;
        }
    }

    private static ListedMission Listed(FlightRecord flight, MissionEntry entry, IReadOnlyList<Report> reports, int number) => new()
    {
        Number = number,
        Name = flight.FlightId,
        Icao24 = flight.Icao24,
        Registration = flight.Registration,
        Type = flight.Type,
        Callsigns = flight.Callsigns,
        Span = MissionSpan.Times(flight.Start, flight.End),
        Positions = [.. Way(flight, reports).Select(static w => w.Position)],
        Class = entry.Class,
        Confidence = flight.Mission.Confidence,
        CorrectedBy = flight.Mission.CorrectedBy,
        Basis = entry.Basis,
        Stays = entry.Stays,
        Seas = reports.Count == 0 ? null : SeaClock.Of(reports, [.. flight.Gaps.Select(static g => new Interval(g.Start, g.End))], ZoneMap.Shipped),
    };

    // Positions that were not kept leave the ends and the middles of the patterns.
    private static IReadOnlyList<(Position Position, Instant Time)> Way(FlightRecord flight, IReadOnlyList<Report> reports)
    {
        if (reports.Count > 0)
            return [.. ListGeoJson.Thinned(reports).Select(static r => (new Position(r.Latitude, r.Longitude), Instant.FromUnixTimeMilliseconds(r.Time)))];
        return
        [
            (new(flight.StartLatitude, flight.StartLongitude), flight.Start),
            .. flight.Patterns.Select(static p => (new Position(p.CentreLatitude, p.CentreLongitude), p.Start)),
            (new(flight.EndLatitude, flight.EndLongitude), flight.End),
        ];
    }
}
