using Atalaya.Archive.Records;
using Atalaya.Cli.Commands;
using Atalaya.Cli.Plumes;
using Atalaya.Flights.Tracks;
using Atalaya.Plumes.Readings;
using Atalaya.Testing;
using NodaTime;

namespace Atalaya.Cli.Tests.Plumes;

/// <summary>Readings that get their places from a flight of an archive.</summary>
public sealed class FlightJoinTests : IDisposable
{
    private static readonly Instant Start = Instant.FromUtc(2025, 10, 9, 14, 0);
    private readonly ArchiveFixture fixture = new();
    private readonly FlightRecord flight;

    public FlightJoinTests()
    {
        // Ten minutes north at 0.0005 degrees a second; nothing heard from 200 s to 260 s.
        var gap = new GapRecord(Start + Duration.FromSeconds(200), Start + Duration.FromSeconds(260), 3.3);
        flight = ArchiveFixture.Flight("ae1234", Start, Start + Duration.FromSeconds(600)) with { Gaps = [gap] };
        fixture.Add(flight, Reports(32, -116));
        fixture.Add(ArchiveFixture.Flight("ae9999", Start - Duration.FromHours(3), Start - Duration.FromHours(2)));
    }

    public void Dispose() => fixture.Dispose();

    [Fact]
    public void Readings_without_places_get_those_of_the_flight_and_none_inside_a_gap()
    {
        var (readings, join) = FlightJoiner.Join(Timed(-30, 5, 130), fixture.Build(Start), double.NaN);
        Assert.Equal(flight.FlightId, join.FlightId);
        Assert.True(join.GivesPlaces);
        Assert.Equal(readings.Count, join.Joined);
        Assert.Equal(11, join.InGaps);
        Assert.Equal(6 + 3, join.Outside);
        Assert.Equal(130, join.Joined + join.InGaps + join.Outside);
        Assert.True(readings.Sensors[0].IsMoving);
        Assert.DoesNotContain(readings.Seconds, s => s > Seconds(200) && s < Seconds(260));
        for (var i = 0; i < readings.Count; i++)
        {
            var position = readings.Frame.ToPosition(readings.From[i].X, readings.From[i].Y);
            Assert.Equal(32 + (0.0005 * (readings.Seconds[i] - Seconds(0))), position.Latitude, 1e-5);
            Assert.Equal(1000 * 0.3048, readings.From[i].Z, 1e-3);
            Assert.Equal(2 + (0.001 * (readings.Seconds[i] - Seconds(-30))), readings.Gases[0].PartsPerMillion[i], 1e-9);
        }
    }

    [Fact]
    public void The_height_of_the_ground_is_taken_off()
    {
        var (readings, join) = FlightJoiner.Join(Timed(0, 5, 20), fixture.Build(Start), 104.8);
        Assert.All(readings.From, static s => Assert.Equal(200, s.Z, 1e-3));
        Assert.Equal(104.8, join.GroundMetres);
    }

    [Fact]
    public void A_flight_can_be_named_though_its_name_holds_colons()
    {
        var (_, join) = FlightJoiner.Join(Timed(0, 5, 20), fixture.Build(Start) + ":" + flight.FlightId, double.NaN);
        Assert.Equal(flight.FlightId, join.FlightId);
        Assert.Equal(flight.FlightId, FlightJoiner.Join(Timed(0, 5, 20), fixture.Folder + ":ae12", double.NaN).Join.FlightId);
        Assert.Equal(ExitCode.Usage, Assert.Throws<CommandException>(() => FlightJoiner.Join(Timed(0, 5, 20), fixture.Folder + ":zz", double.NaN)).ExitCode);
    }

    [Fact]
    public void Two_flights_of_the_same_time_must_be_told_apart_by_name_or_by_place()
    {
        fixture.Add(ArchiveFixture.Flight("ae5678", Start, Start + Duration.FromSeconds(600)), Reports(34, -114));
        fixture.Build(Start);
        var problem = Assert.Throws<CommandException>(() => FlightJoiner.Join(Timed(0, 5, 20), fixture.Folder, double.NaN));
        Assert.Contains("ae5678", problem.Tell(Atalaya.Cli.Language.Wording.Of("en")), StringComparison.Ordinal);

        var own = Placed(Timed(0, 5, 20), 34, -114);
        var (readings, join) = FlightJoiner.Join(own, fixture.Folder, double.NaN);
        Assert.Same(own, readings);
        Assert.StartsWith("ae5678", join.FlightId, StringComparison.Ordinal);
        Assert.False(join.GivesPlaces);
        Assert.InRange(join.MedianMetres, 0, 5);
    }

    [Fact]
    public void Readings_that_were_taken_elsewhere_or_at_another_time_find_no_flight()
    {
        fixture.Build(Start);
        Assert.Equal(ExitCode.NothingUsable, Assert.Throws<CommandException>(() => FlightJoiner.Join(Placed(Timed(0, 5, 20), 10, 10), fixture.Folder, double.NaN)).ExitCode);
        Assert.Equal(ExitCode.NothingUsable, Assert.Throws<CommandException>(() => FlightJoiner.Join(Timed(86_400, 5, 20), fixture.Folder, double.NaN)).ExitCode);
    }

    private static double Seconds(double offset) => Start.ToUnixTimeSeconds() + offset;

    private static List<Report> Reports(double latitude, double longitude) =>
        [.. Enumerable.Range(0, 61).Select(static i => i * 10).Where(static t => t is <= 200 or >= 260).Select(t => new Report((long)(Seconds(t) * 1000), latitude + (0.0005 * t), longitude, 1000))];

    private static ReadingTable Timed(double first, double step, int count)
    {
        var nowhere = Enumerable.Repeat(new Spot(double.NaN, double.NaN, double.NaN), count).ToArray();
        return new()
        {
            Frame = LocalFrame.Metres,
            Sensors = [new("picarro", false, false)],
            HasDate = true,
            Seconds = [.. Enumerable.Range(0, count).Select(i => Seconds(first + (i * step)))],
            AveragingSeconds = 0,
            SensorOf = new int[count],
            From = nowhere,
            To = nowhere,
            Kelvin = [.. Enumerable.Repeat(double.NaN, count)],
            Pascal = [.. Enumerable.Repeat(double.NaN, count)],
            Gases = [new(Gas.Methane, [.. Enumerable.Range(0, count).Select(i => 2 + (0.001 * i * step))])],
        };
    }

    private static ReadingTable Placed(ReadingTable table, double latitude, double longitude)
    {
        var frame = new LocalFrame(new Earth.Position(latitude, longitude));
        return ReadingRows.WithPlaces(table, [.. table.Seconds.Select(s => frame.ToSpot(new(latitude + (0.0005 * (s - Seconds(0))), longitude), 300))], frame);
    }
}
