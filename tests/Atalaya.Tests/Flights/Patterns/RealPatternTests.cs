using System.IO.Compression;
using System.Text.Json;
using Atalaya.Flights.Patterns;
using Atalaya.Flights.Tracks;
using Atalaya.Testing;

namespace Atalaya.Tests.Flights.Patterns;

public sealed class RealPatternTests
{
    [Fact]
    public void A_survey_of_Indiana_is_a_grid_of_north_south_lines()
    {
        var grid = Assert.Single(Patterns("surveys", "indiana"), static p => p.Kind == PatternKind.Grid);
        Assert.InRange(Math.Abs(Math.IEEERemainder(grid.Geometry.AxisDegrees!.Value, 180)), 0, 3);
        Assert.InRange(grid.Geometry.LegMetres!.Value, 120_000, 145_000);
        Assert.InRange(grid.Geometry.Laps, 7, 11);
    }

    [Fact]
    public void A_border_watching_drone_orbits()
        => Assert.Contains(Patterns("surveillance", "border_control"), static p => p.Kind is PatternKind.Orbit or PatternKind.Racetrack && p.Confidence > 0.8);

    [Fact]
    public void A_relay_aircraft_above_a_race_circles_for_hours()
    {
        var orbits = Patterns("tv_relay", "tour_de_france").Where(static p => p.Kind == PatternKind.Orbit).ToList();
        Assert.True(orbits.Sum(static p => p.Geometry.Laps) > 300);
        Assert.InRange(orbits.Average(static p => p.Geometry.RadiusMetres!.Value), 2000, 5000);
    }

    [Fact]
    public void A_check_of_a_navaid_is_calibration()
    {
        Assert.Contains(Patterns("calibration", "guatemala"), static p => p.Kind == PatternKind.Calibration);
        Assert.Contains(Patterns("calibration", "kiruna"), static p => p.Kind == PatternKind.Calibration);
    }

    [Fact]
    public void Gliders_thermal()
        => Assert.Contains(Patterns("gliders", "franconia"), static p => p.Kind == PatternKind.Thermalling);

    [Fact]
    public void The_traffic_of_a_Swiss_day_has_no_pattern_but_holds()
        => Assert.DoesNotContain(Patterns("collections", "switzerland"), static p => p.Kind != PatternKind.Holding);

    private static List<Pattern> Patterns(string folder, string file)
    {
        using var stream = new GZipStream(File.OpenRead(TestData.Find("flights", "traffic", folder, file + ".json.gz")), CompressionMode.Decompress);
        using var document = JsonDocument.Parse(stream);
        var rows = document.RootElement.EnumerateArray().Where(static r => Number(r, "latitude") is not null && Number(r, "longitude") is not null);
        var found = new List<Pattern>();
        foreach (var aircraft in rows.GroupBy(static r => r.GetProperty("icao24").GetString()))
        {
            TrackBuilder builder = new();
            Report before = default;
            foreach (var report in aircraft.Select(Read).OrderBy(static r => r.Time))
            {
                if (builder.Count > 0 && (report.Time <= before.Time || (report.Latitude, report.Longitude) == (before.Latitude, before.Longitude)))
                    continue;
                if (builder.Count > 0 && report.Time - before.Time > 1_800_000)
                {
                    found.AddRange(Find(builder));
                    builder = new();
                }

                builder.Add(before = report);
            }

            found.AddRange(Find(builder));
        }

        return found;
    }

    private static IReadOnlyList<Pattern> Find(TrackBuilder builder)
        => PatternFinder.Find(new(builder.Build(new Aircraft("abcdef"), Basis.Heard), [], FlightEnd.NotHeard, FlightEnd.NotHeard), PatternRules.Default);

    private static Report Read(JsonElement row) => new(
        (long)Number(row, "timestamp")!.Value, Number(row, "latitude")!.Value, Number(row, "longitude")!.Value,
        (float)(Number(row, "altitude") ?? double.NaN), (float)(Number(row, "groundspeed") ?? double.NaN));

    private static double? Number(JsonElement row, string name) => row.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number ? value.GetDouble() : null;
}
