using Atalaya.Archive;
using Atalaya.Earth;
using Atalaya.Flights.Comparison;
using NodaTime;

namespace Atalaya.Cli.Lists;

/// <summary>A list of missions that was opened, with what is needed to ask the other list about it.</summary>
/// <param name="List">The list.</param>
/// <param name="Archive">The archive that it comes from, open; null for a file.</param>
/// <param name="Ways">Where and when each mission was, by its number; missions of which that is not known are left out.</param>
internal sealed record OpenedList(MissionList List, ArchiveReader? Archive, IReadOnlyDictionary<int, IReadOnlyList<(Position Position, Instant Time)>> Ways) : IDisposable
{
    public void Dispose() => Archive?.Dispose();

    /// <summary>The list with what another list's archive heard along its missions.</summary>
    public MissionList HeardBy(OpenedList other)
    {
        if (other.Archive is not { } archive)
            return List;
        return List with { Missions = [.. List.Missions.Select(Asked)], Uncounted = [.. List.Uncounted.Select(Asked)] };

        ListedMission Asked(ListedMission mission) =>
            Ways.TryGetValue(mission.Number, out var way) ? mission with { HeardByOther = archive.HeardShare(way) } : mission;
    }
}
