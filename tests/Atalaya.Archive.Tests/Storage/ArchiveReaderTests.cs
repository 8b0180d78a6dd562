using System.Text.Json;
using Atalaya.Archive.Records;
using Atalaya.Archive.Storage;
using Atalaya.Flights.Coverage;
using Atalaya.Flights.Tracks;
using Atalaya.Testing;
using DuckDB.NET.Data;
using NodaTime;

namespace Atalaya.Archive.Tests.Storage;

public sealed class ArchiveReaderTests
{
    private static readonly Instant Start = Instant.FromUtc(2025, 2, 3, 22, 0);

    [Fact]
    public void What_was_stored_is_read_back_in_order_of_start()
    {
        using var fixture = new ArchiveFixture();
        var second = Rich("a00002", Start + Duration.FromHours(1));
        var first = ArchiveFixture.Flight("a00001", Start, Start + Duration.FromMinutes(50)) with { Callsigns = [], MaxAltitudeFeet = null };
        fixture.Add(second).Add(first).Build(Start);

        using var archive = ArchiveReader.Open(fixture.Folder);
        var read = archive.Flights().ToList();

        Assert.Equal(["a00001", "a00002"], read.Select(static f => f.Identity));
        Assert.Equal(Json(first), Json(read[0]));
        Assert.Equal(Json(second), Json(read[1]));
        Assert.Equal(["a00002"], archive.Missions().Select(static f => f.Identity));
    }

    [Fact]
    public void Positions_come_back_in_time_order_across_midnight_and_only_for_the_flight_asked()
    {
        using var fixture = new ArchiveFixture();
        var reports = Enumerable.Range(0, 2_000).Select(static i => new Report(
            Start.ToUnixTimeMilliseconds() + (i * 5_000), 30 + (i * 0.001234), -117 - (i * 0.000777), i % 7 == 0 ? float.NaN : 25_000 + (i * 25), 310.4f,
            i % 5 == 0 ? float.NaN : i % 360, -64, ReportFlags.AltitudeGeometric, ReportSource.Mlat)).ToList();
        var flight = ArchiveFixture.Flight("a00001", Start, Instant.FromUnixTimeMilliseconds(reports[^1].Time));
        var other = ArchiveFixture.Flight("a00002", Start, flight.End);
        fixture.Add(flight, reports).Add(other, [reports[0], reports[1]]).Add(ArchiveFixture.Flight("a00003", Start, flight.End)).Build(Start);

        using var archive = ArchiveReader.Open(fixture.Folder);

        Assert.Equal(reports.Select(static r => r with { Latitude = Math.Round(r.Latitude, 6), Longitude = Math.Round(r.Longitude, 6) }), archive.Positions(flight.FlightId));
        Assert.Equal(2, archive.Positions(other.FlightId).Count);
        Assert.Empty(archive.Positions("nobody"));
        Assert.Equal(2, Directory.GetDirectories(Path.Combine(fixture.Folder, "positions")).Length);
    }

    [Theory]
    [InlineData("1", "older-version")]
    [InlineData("999", "newer-version")]
    [InlineData("", "not-an-archive")]
    public void An_archive_of_another_version_is_neither_read_nor_written(string version, string reason)
    {
        using var fixture = new ArchiveFixture();
        fixture.Add(ArchiveFixture.Flight("a00001", Start, Start + Duration.FromMinutes(50))).Build(Start);
        using (var connection = new DuckDBConnection($"Data Source={ArchiveStore.DatabaseOf(fixture.Folder)}"))
        {
            connection.Open();
            connection.Execute("UPDATE meta SET value = ? WHERE key = 'schema_version'", version);
        }

        Assert.Equal(reason, Assert.Throws<ArchiveException>(() => ArchiveReader.Open(fixture.Folder)).Reason);
        Assert.Equal(reason, Assert.Throws<ArchiveException>(() => ArchiveStore.Open(fixture.Folder)).Reason);
    }

    [Fact]
    public void Coverage_along_a_flight_counts_others_and_never_itself()
    {
        using var fixture = new ArchiveFixture();
        var hour = (int)(Start.ToUnixTimeSeconds() / 3600);
        var shared = new CoverageCell(60, -234, 4, hour);
        var alone = new CoverageCell(61, -234, 4, hour);
        var flight = ArchiveFixture.Flight("a00001", Start, Start + Duration.FromHours(1));
        var other = ArchiveFixture.Flight("a00002", Start, Start + Duration.FromHours(1));
        fixture.Add(flight, cells: [new(shared, 600, 0), new(alone, 1800, 0), new(alone with { LatitudeIndex = 62 }, 0, 600), new(shared with { Band = 255 }, 0, 600)])
            .Add(other, cells: [new(shared, 1200, 0)])
            .Build(Start);

        using var archive = ArchiveReader.Open(fixture.Folder);
        var coverage = archive.Flights().ToDictionary(static f => f.Identity, static f => f.Coverage);

        // 600 s in a shared cell and 600 s of gap at unknown height over it, of 3,600 s in all.
        Assert.Equal(new FlightCoverageRecord(0.3333, 0.5), coverage["a00001"]);
        Assert.Equal(new FlightCoverageRecord(1, null), coverage["a00002"]);
        var day = Assert.Single(archive.CoverageByDay(new(30, -117, 30.9, -116.6)));
        Assert.Equal(new DayCoverage(new(2025, 2, 3), 2 / 48d, 2), day);
    }

    [Fact]
    public void A_folder_without_an_archive_is_refused_with_its_reason()
    {
        using var fixture = new ArchiveFixture();
        Assert.Equal("no-archive", Assert.Throws<ArchiveException>(() => ArchiveReader.Open(fixture.Folder)).Reason);
        File.WriteAllText(Path.Combine(fixture.Folder, "atalaya.duckdb"), "not a database at all");
        Assert.Equal("unreadable", Assert.Throws<ArchiveException>(() => ArchiveReader.Open(fixture.Folder)).Reason);
    }

    internal static FlightRecord Rich(string identity, Instant start) => ArchiveFixture.Flight(identity, start, start + Duration.FromHours(6)) with
    {
        Registration = "68-10338",
        Type = "U2",
        Military = true,
        Watched = true,
        Callsigns = ["DRAGN90", "DRAGN91"],
        Gaps = [new(start + Duration.FromHours(1), start + Duration.FromMinutes(95), 312.42)],
        Patterns =
        [
            new("racetrack", start + Duration.FromHours(2), start + Duration.FromHours(4), 0.93, 31.5, -112.25, null, 82_000, 9_100.5, 101.2, 6.25, -0.98, "left", 3, 60_000, 410),
            new("orbit", start + Duration.FromHours(4), start + Duration.FromHours(5), 0.7, 31.5, -112.25, 5_000, null, null, null, 6.25, 0.98, "right", 6, null, null),
        ],
        Mission = new("surveillance", "surveillance", "calibration", 0.97,
            [new("long-racetrack", 2.5, [JsonSerializer.SerializeToElement(82), JsonSerializer.SerializeToElement("U2")]), new("military", 1.5, [])]),
        Stays =
        [
            new("USA", "territory", "low-water", start, start + Duration.FromHours(5), 265, 3.25),
            new(null, "international", "MEX", start + Duration.FromHours(5), start + Duration.FromHours(6), 60, 0),
        ],
    };

    private static string Json(FlightRecord flight) => JsonSerializer.Serialize(flight with { Coverage = null });
}
