using Atalaya.Earth;
using Atalaya.Earth.Zones;
using Atalaya.Flights.Tracks;
using NodaTime;

namespace Atalaya.Flights.Comparison;

/// <summary>How long a track was over or beside the waters of states.</summary>
public static class SeaClock
{
    /// <summary>Milliseconds between two looks at the map: 13 km at 430 kt, a third of the 24 NM.</summary>
    private const long Step = 60_000;

    /// <summary>Adds up minutes by state and claim. Nothing on the ground or inside a gap counts.</summary>
    /// <param name="reports">Reports of one flight in time order.</param>
    /// <param name="gaps">First and last report of each gap, in time order.</param>
    /// <param name="zones">The map.</param>
    public static IReadOnlyList<SeaTime> Of(IReadOnlyList<Report> reports, IReadOnlyList<Interval> gaps, ZoneMap zones)
    {
        ArgumentNullException.ThrowIfNull(reports);
        ArgumentNullException.ThrowIfNull(gaps);
        ArgumentNullException.ThrowIfNull(zones);
        var times = new Dictionary<(string, Claim), (double Waters, double Within24, double Within200)>();
        var gap = 0;
        for (var i = 0; i + 1 < reports.Count;)
        {
            var from = i;
            while (i + 1 < reports.Count && (i == from || reports[i].Time - reports[from].Time < Step) && !IsSilent(i))
                i++;
            if (i == from)
            {
                i++;
                continue;
            }

            if ((reports[from].Flags & ReportFlags.OnGround) == 0)
                Add(times, reports[from], (reports[i].Time - reports[from].Time) / 60_000d, zones);
        }

        return [.. times.Select(static t => new SeaTime(t.Key.Item1, t.Key.Item2, t.Value.Waters, t.Value.Within24, t.Value.Within200))
            .OrderBy(static t => t.State, StringComparer.Ordinal).ThenBy(static t => t.Claim)];

        bool IsSilent(int before)
        {
            var time = reports[before].Time;
            while (gap < gaps.Count && gaps[gap].Start.ToUnixTimeMilliseconds() < time)
                gap++;
            return gap < gaps.Count && gaps[gap].Start.ToUnixTimeMilliseconds() == time;
        }
    }

    private static void Add(Dictionary<(string, Claim), (double Waters, double Within24, double Within200)> times, Report report, double minutes, ZoneMap zones)
    {
        foreach (var claim in Enum.GetValues<Claim>())
        {
            var answer = zones.Find(new Position(report.Latitude, report.Longitude), claim);
            var isWaters = answer.Zone.Kind is ZoneKind.InternalWaters or ZoneKind.TerritorialSea;
            var isNear = answer.Note == SeaNote.ContiguousZone;
            if ((isWaters ? answer.Zone.Sovereign : answer.NotedState) is not { } state || !(isWaters || isNear || answer.Note == SeaNote.ExclusiveEconomicZone))
                continue;
            var sum = times.GetValueOrDefault((state, claim));
            times[(state, claim)] = (sum.Waters + (isWaters ? minutes : 0), sum.Within24 + (isWaters || isNear ? minutes : 0), sum.Within200 + minutes);
        }
    }
}
