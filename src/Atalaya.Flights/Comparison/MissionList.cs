using Atalaya.Flights.Feeds;
using NodaTime;

namespace Atalaya.Flights.Comparison;

/// <summary>What a list is.</summary>
public enum ListKind
{
    /// <summary>A folder that an analysis wrote.</summary>
    Archive,

    /// <summary>Our <c>missions.geojson</c>.</summary>
    GeoJson,

    /// <summary>Our <c>missions.csv</c>, or a party's.</summary>
    Csv,
}

/// <summary>A list of missions.</summary>
/// <param name="Name">File or folder.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Missions">What it counts, in order of start. Numbers are unique in the list, those of <paramref name="Uncounted"/> included.</param>
/// <param name="Uncounted">What it knows and does not count: possible missions, and flights that only their operator declared.</param>
/// <param name="Observed">UTC days with any input, where the list is an archive.</param>
/// <param name="IsReconstruction">Whether it says of itself that it is a reconstruction.</param>
/// <param name="Faults">Rows that could not be used.</param>
public sealed record MissionList(
    string Name,
    ListKind Kind,
    IReadOnlyList<ListedMission> Missions,
    IReadOnlyList<ListedMission> Uncounted,
    IReadOnlySet<LocalDate>? Observed,
    bool IsReconstruction,
    IReadOnlyList<Fault> Faults)
{
    /// <summary>The same list without what it dates outside certain days, both included.</summary>
    public MissionList Between(DateInterval days) => this with
    {
        Missions = [.. Missions.Where(m => days.Contains(m.Span.ListDay))],
        Uncounted = [.. Uncounted.Where(m => days.Contains(m.Span.ListDay))],
    };
}
