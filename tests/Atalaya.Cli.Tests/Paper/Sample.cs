using System.Text.Json;
using Atalaya.Archive;
using Atalaya.Archive.Records;
using Atalaya.Cli.Answers;
using Atalaya.Earth;
using Atalaya.Earth.Geodesics;
using Atalaya.Flights.Tempo;
using Atalaya.Flights.Tracks;
using NodaTime;

namespace Atalaya.Cli.Tests.Paper;

/// <summary>A made-up answer with one of each: racetrack, coastal loop over midnight with a gap, orbit declared by its operator, a private aircraft.</summary>
internal static class Sample
{
    private static readonly Instant Window = Instant.FromUtc(2025, 1, 28, 0, 0);
    private static readonly LocalDate First = new(2024, 6, 1);
    private static readonly LocalDate Last = new(2025, 2, 8);

    /// <summary>The missions with their positions, the positions by flight.</summary>
    public static IReadOnlyDictionary<string, IReadOnlyList<Report>> Positions { get; private set; } = new Dictionary<string, IReadOnlyList<Report>>();

    public static Answer Answer(bool reconstruction = true)
    {
        var positions = new Dictionary<string, IReadOnlyList<Report>>();
        var flights = new List<FlightRecord>();
        for (var month = 0; month < 7; month++)
            flights.Add(Racetrack(positions, $"ae68{month:x2}", Instant.FromUtc(2024, 6, 9, 15, 0) + Duration.FromDays(30 * month), 30.6 + (0.2 * month), -118.4));
        for (var i = 0; i < 11; i++)
            flights.Add(Racetrack(positions, $"ae69{i:x2}", Window + Duration.FromHours((20 * i) + 14), 22.4 + (0.9 * i), -114.6 - (0.4 * i)));
        flights.Add(Coastal(positions, Window + Duration.FromHours(162)));
        flights.Add(Orbit(positions, "drone-1", Window + Duration.FromHours(100), "operator", 24.9, -107.6) with { Type = "Q9", Icao24 = null, Callsigns = [] });
        flights.Add(Orbit(positions, "a1b2c3", Window + Duration.FromHours(130), "heard", 33.9, -117.2) with { Type = "C208", Registration = "N123XY", Military = false });
        flights.Sort(static (a, b) => a.Start.CompareTo(b.Start));
        Positions = positions;
        var possible = Orbit(positions, "a9c0de", Window + Duration.FromHours(60), "heard", 33.2, -112.1) with
        {
            Type = "PC12",
            Registration = "N987PV",
            Military = false,
            Mission = new("possible", "surveillance", "training", 0.41, [Reason("small-orbit", 0.4)]),
        };
        var days = Enumerable.Range(0, Period.DaysBetween(First, Last) + 1).Select(First.PlusDays).Where(static d => d.Month != 9 || d.Day < 11).ToList();
        var tempo = TempoAnalysis.Analyze(flights.Append(possible).Select(FlightWords.Entry), days, CountingRule.Default, TempoQuestion.Open, TempoRules.Default);
        var coverage = days.Select(static (d, i) => new DayCoverage(d, 0.22 + (0.1 * Math.Sin(i / 9.0)) + (0.03 * (i % 5)), 90 + (i % 30))).ToList();
        var summary = new ArchiveSummary(
            3412, 4_812_033, 1204, 611, flights[0].Start, flights[^1].End, reconstruction,
            [KeyValuePair.Create("no-position", 8123L), KeyValuePair.Create("truncated-gzip", 1L)],
            [KeyValuePair.Create("duplicate", 5120L), KeyValuePair.Create("impossible-jump", 12L)],
            []);
        return new(summary, flights, [possible], tempo, coverage);
    }

    public static FlightRecord Racetrack(Dictionary<string, IReadOnlyList<Report>> positions, string hex, Instant start, double latitude, double longitude)
    {
        var centre = new Position(latitude, longitude);
        var points = new List<Position> { new(32.7, -117.2) };
        const double Leg = 80_000, Apart = 14_000;
        for (var lap = 0; lap < 5; lap++)
        {
            points.Add(Geodesic.Direct(Geodesic.Direct(centre, 330, Leg / 2), 60, Apart / 2));
            points.Add(Geodesic.Direct(Geodesic.Direct(centre, 150, Leg / 2), 60, Apart / 2));
            points.Add(Geodesic.Direct(Geodesic.Direct(centre, 150, Leg / 2), 240, Apart / 2));
            points.Add(Geodesic.Direct(Geodesic.Direct(centre, 330, Leg / 2), 240, Apart / 2));
        }

        points.Add(new(32.7, -117.2));
        var (reports, times) = Fly(points, start, 210);
        positions[$"{hex}-{start}"] = reports;
        return Base(hex, start, reports) with
        {
            Type = "P8",
            Callsigns = ["TEST51"],
            Patterns = [new("racetrack", times[1], times[^2], 0.97, latitude, longitude, null, 80_000, 14_000, 150, 10, 0.98, "right", 4.8, 24_000, 420)],
            Stays = Stays(times, ("territory", "USA", 24, 3), ("territorial-sea", "USA", 11, 2), ("international", null, 210, 0)),
        };
    }

    private static FlightRecord Coastal(Dictionary<string, IReadOnlyList<Report>> positions, Instant start)
    {
        Position[] points =
        [
            new(41.1, -95.9), new(34, -113), new(32.2, -118.5), new(29, -116.6), new(26, -114.2), new(23.5, -111.5), new(22.2, -109.8), new(23.2, -108.4),
            new(25.5, -109.9), new(27.3, -111.3), new(25.5, -110.3), new(23.0, -108.6), new(22.2, -109.9), new(24, -112.6), new(28.5, -116.4), new(32.4, -118.6), new(35, -112), new(41.1, -95.9),
        ];
        var (reports, times) = Fly(points, start, 230);
        var heard = reports.Where(r => r.Time < times[6].ToUnixTimeMilliseconds() || r.Time > times[7].ToUnixTimeMilliseconds() + 1_200_000).ToList();
        var before = heard.Last(r => r.Time < times[6].ToUnixTimeMilliseconds()).Time;
        var after = heard.First(r => r.Time > times[6].ToUnixTimeMilliseconds()).Time;
        positions[$"ae01d5-{start}"] = heard;
        return Base("ae01d5", start, heard) with
        {
            Type = "R135",
            Callsigns = ["TEST90"],
            Gaps = [new(Instant.FromUnixTimeMilliseconds(before), Instant.FromUnixTimeMilliseconds(after), 210)],
            Patterns = [new("coastal-loop", times[2], times[^3], 0.9, 26, -112, null, null, null, null, 2.1, 0.2, "both", 1, 31_000, 900)],
            Stays = Stays(times, ("international", null, 560, 0), ("territory", "USA", 320, 4)),
        };
    }

    private static FlightRecord Orbit(Dictionary<string, IReadOnlyList<Report>> positions, string identity, Instant start, string basis, double latitude, double longitude)
    {
        var centre = new Position(latitude, longitude);
        var points = new List<Position> { Geodesic.Direct(centre, 20, 90_000) };
        for (var i = 0; i < 200; i++)
            points.Add(Geodesic.Direct(centre, 20 + (i * 18), 8_000));
        points.Add(Geodesic.Direct(centre, 35, 90_000));
        var (reports, times) = Fly(points, start, 90);
        positions[$"{identity}-{start}"] = reports;
        return Base(identity, start, reports) with
        {
            Basis = basis,
            Patterns = [new("orbit", times[1], times[^2], 0.99, latitude, longitude, 8_000, null, null, null, 10, 1, "right", 10, 19_000, 90)],
            Stays = Stays(times, ("territory", latitude < 26 ? "MEX" : "USA", 212, 0)),
        };
    }

    private static FlightRecord Base(string identity, Instant start, List<Report> reports) => new()
    {
        FlightId = $"{identity}-{start}",
        TrackDigest = new string('a', 64),
        Basis = "heard",
        Identity = identity,
        Icao24 = identity.Length == 6 ? identity : null,
        Military = true,
        Callsigns = ["TEST01"],
        Start = Instant.FromUnixTimeMilliseconds(reports[0].Time),
        End = Instant.FromUnixTimeMilliseconds(reports[^1].Time),
        Departure = "ground",
        Arrival = "not-heard",
        Points = reports.Count,
        StartLatitude = reports[0].Latitude,
        StartLongitude = reports[0].Longitude,
        EndLatitude = reports[^1].Latitude,
        EndLongitude = reports[^1].Longitude,
        Gaps = [],
        Patterns = [],
        Mission = new("surveillance", "surveillance", "training", 0.96, [Reason("long-racetrack", 2.1), Reason("role", 1.4), Reason("some-code", -0.3)]),
        Stays = [],
        Coverage = new(0.71, 0.4),
    };

    private static ReasonRecord Reason(string code, double weight) => new(code, weight, [JsonSerializer.SerializeToElement(80.2)]);

    private static (List<Report> Reports, List<Instant> Times) Fly(IReadOnlyList<Position> points, Instant start, double metresPerSecond)
    {
        var reports = new List<Report>();
        var times = new List<Instant> { start };
        double time = start.ToUnixTimeMilliseconds();
        for (var i = 1; i < points.Count; i++)
        {
            var way = Geodesic.Inverse(points[i - 1], points[i]);
            var seconds = way.Metres / metresPerSecond;
            for (var s = 0.0; s < seconds; s += 20)
            {
                var at = Geodesic.Direct(points[i - 1], way.InitialAzimuthDegrees, s * metresPerSecond);
                reports.Add(new((long)(time + (s * 1000)), at.Latitude, at.Longitude, 24_000));
            }

            time += seconds * 1000;
            times.Add(Instant.FromUnixTimeMilliseconds((long)time));
        }

        return (reports, times);
    }

    private static StayRecord[] Stays(List<Instant> times, params (string Kind, string? Sovereign, double Minutes, double Uncertain)[] stays) =>
    [
        .. new[] { "low-water", "MEX" }.SelectMany(claim => stays.Select(s =>
            new StayRecord(s.Sovereign, s.Kind, claim, times[0], times[^1], s.Minutes + (claim == "MEX" && s.Kind == "international" ? -14 : 0), s.Uncertain))),
    ];
}
