using Atalaya.Earth.Zones;
using Atalaya.Flights.Comparison;
using Atalaya.Flights.Missions;
using Atalaya.Flights.Stays;
using Atalaya.Flights.Tracks;
using NodaTime;

namespace Atalaya.Tests.Comparison;

/// <summary>Made lists.</summary>
internal static class Listed
{
    public static readonly Instant Start = Instant.FromUtc(2025, 1, 28, 15, 0);

    /// <summary>A mission of an archive: heard, sure, over the United States, some hours from a start.</summary>
    public static ListedMission Heard(int number, double startHours, double hours = 5) => new()
    {
        Number = number,
        Name = $"m{number}",
        Icao24 = $"ae{number:x4}",
        Type = "P8",
        Span = MissionSpan.Times(Start + Duration.FromHours(startHours), Start + Duration.FromHours(startHours + hours)),
        Basis = Basis.Heard,
        Confidence = 0.999,
        Stays = Stays("USA", ZoneKind.Territory),
        Seas = [],
    };

    /// <summary>The same mission as another list of dates and addresses has it.</summary>
    public static ListedMission Told(ListedMission mission, int number, LocalDate? day = null) => new()
    {
        Number = number,
        Icao24 = mission.Icao24,
        Span = MissionSpan.Day(day ?? mission.Span.ListDay, DateTimeZone.Utc),
    };

    public static Stay[] Stays(string? state, ZoneKind kind, Claim? only = null) =>
        [.. Enum.GetValues<Claim>().Select(claim => only is null || claim == only
            ? new Stay(new(kind, state), claim, Start, Start, 60, 0)
            : new Stay(new(ZoneKind.International, null), claim, Start, Start, 60, 0))];

    public static MissionList List(params ListedMission[] missions) => new("list", ListKind.Archive, missions, [], null, false, []);

    public static ListComparison Compare(MissionList a, MissionList b, params string[] zones) => ListComparison.Of(a, b, zones, MatchRules.Default);

    public static ListedMission Possible(this ListedMission mission) => mission with { Class = MissionClass.Possible, Confidence = 0.6 };
}
