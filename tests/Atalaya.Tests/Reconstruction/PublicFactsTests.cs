using System.Globalization;
using System.Text;
using Atalaya.Earth;
using Atalaya.Earth.Geodesics;
using Atalaya.Earth.Zones;
using Atalaya.Reconstruction;
using NodaTime;

namespace Atalaya.Tests.Reconstruction;

/// <summary>The reconstruction agrees with what was made public (docs/operate/reconstruction.md).</summary>
[Collection(nameof(Reconstructed))]
public sealed class PublicFactsTests(Reconstructed made)
{
    private static readonly Position CaboSanLucas = new(22.8905, -109.9167);
    private static readonly LocalDate ThirdOfFebruary = new(2025, 2, 3);

    private IEnumerable<TruthFlight> Missions => made.Truth.Where(t => t is { Mission: true, Basis: "heard" });

    private IEnumerable<TruthFlight> WindowMissions => Missions.Where(t => t.Day >= Winter2025.WindowStart);

    [Fact]
    public void Eighteen_missions_fall_in_the_ten_days_and_at_least_eleven_are_by_P8s()
    {
        Assert.Equal(18, WindowMissions.Count());
        Assert.True(WindowMissions.Count(m => m.Type == "P8") >= 11);
        Assert.All(WindowMissions, m => Assert.InRange(Middle(m), Winter2025.WindowStart, Winter2025.WindowEnd));
    }

    [Fact]
    public void Before_there_was_one_a_month() =>
        Assert.Equal([11, 12, 1], Missions.Where(m => m.Day < Winter2025.WindowStart).Select(m => m.Day.Month));

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(30)]
    public void There_are_as_many_missions_as_were_asked_for(int missions)
    {
        var small = Reconstructed.Small(seed: 11, missions);
        Assert.Equal(missions, small.Truth.Count(t => t is { Mission: true, Basis: "heard" }));
        Assert.Equal(missions, small.Summary.WindowMissions);
        Assert.Equal(2, small.Truth.Count(t => t.Basis == "operator"));
    }

    [Fact]
    public void A_U2_is_along_the_border_for_nearly_six_hours_on_3_February()
    {
        var flight = Assert.Single(Missions, m => m.Type == "U2");
        Assert.Equal(ThirdOfFebruary, flight.Day);
        var along = made.Reports(flight).Where(r => r.Latitude < 33.6).ToList();
        Assert.InRange((along[^1].Time - along[0].Time) / 3600, 5.4, 6.1);
        Assert.True(along.Count(r => r.Altitude is > 55_000 and < 75_000) > along.Count * 0.95);
    }

    [Fact]
    public void The_RC135_crosses_midnight_UTC_as_one_flight_in_two_files()
    {
        var flight = Rc135(made);
        Assert.Equal(["2025/02/03", "2025/02/04"], made.Traces.Where(t => t.Icao == flight.Icao24).Select(t => t.Path.Substring("input/globe_history/".Length, 10)));
        var midnight = Seconds(2025, 2, 4, 0, 0);
        Assert.All(made.Reports(flight).Where(r => Math.Abs(r.Time - midnight) < 600), r => Assert.True(r.Altitude > 25_000 || double.IsNaN(r.Altitude)));
    }

    [Theory]
    [InlineData(3, 19, 41)]
    [InlineData(4, 1, 20)]
    public void The_RC135_is_83_km_south_west_of_Cabo_San_Lucas_when_it_was_seen(int day, int hour, int minute)
    {
        var seen = Seconds(2025, 2, day, hour, minute);
        var report = made.Reports(Rc135(made)).MinBy(r => Math.Abs(r.Time - seen))!;
        Assert.InRange(Math.Abs(report.Time - seen), 0, 120);
        var way = Geodesic.Inverse(CaboSanLucas, new(report.Latitude, report.Longitude));
        Assert.InRange(way.Metres / 1000, 83 - 25, 83 + 25);
        Assert.InRange(way.InitialAzimuthDegrees, -160, -110);
    }

    [Fact]
    public void The_RC135_goes_up_the_gulf_to_the_latitudes_of_Guaymas()
    {
        var north = made.Reports(Rc135(made)).Where(r => r.Longitude > -111.6).Max(r => r.Latitude);
        Assert.InRange(north, 27.0, 28.2);
    }

    [Fact]
    public void The_RC135_is_never_within_12_NM_of_anyone_under_either_claim()
    {
        var zones = ZoneMap.Shipped;
        foreach (var claim in Enum.GetValues<Claim>())
        {
            Assert.All(made.Reports(Rc135(made)), r =>
            {
                var answer = zones.Find(new(r.Latitude, r.Longitude), claim);
                Assert.True(answer.Zone.Kind == ZoneKind.International && answer.MetresToLine > answer.MarginMetres + 3_000, $"{r}: {answer}");
            });
        }
    }

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void Every_seed_keeps_the_RC135_out_of_anyones_airspace(int seed)
    {
        var other = Reconstructed.Small(seed, missions: 1);
        var reports = other.Reports(Rc135(other)).ToList();
        Assert.InRange(reports.Where(r => r.Longitude > -111.6).Max(r => r.Latitude), 27.0, 28.2);
        foreach (var claim in Enum.GetValues<Claim>())
        {
            Assert.All(reports, r => Assert.True(
                ZoneMap.Shipped.Find(r.Latitude, r.Longitude, claim, out var certain).Kind == ZoneKind.International && certain, $"{r}"));
        }
    }

    [Fact]
    public void From_Offutt_the_RC135_takes_off_and_lands_there()
    {
        var whole = Reconstructed.From(new() { FirstDay = Winter2025.WindowStart, OrdinaryTraffic = 0.01, Missions = 1, Rc135From = Rc135Origin.Offutt });
        var reports = whole.Reports(Rc135(whole)).ToList();
        var offutt = new Position(41.12, -95.91);
        Assert.All([reports[0], reports[^1]], r => Assert.InRange(Geodesic.DistanceMetres(offutt, new(r.Latitude, r.Longitude)), 0, 10_000));
        Assert.True(reports[^1].Time > Seconds(2025, 2, 4, 3, 0));
    }

    [Fact]
    public void No_heard_mission_comes_within_3_km_of_Mexican_airspace_under_either_claim()
    {
        foreach (var mission in Missions)
        {
            foreach (var report in made.Reports(mission).Where((_, i) => i % 3 == 0))
            {
                var here = new Position(report.Latitude, report.Longitude);
                foreach (var claim in Enum.GetValues<Claim>())
                {
                    for (var azimuth = 0; azimuth < 360; azimuth += 90)
                    {
                        var near = Geodesic.Direct(here, azimuth, 3_000);
                        Assert.True(ZoneMap.Shipped.Find(near.Latitude, near.Longitude, claim, out _).Sovereign != "MEX", $"{mission.Type} {mission.Icao24}: {report}");
                    }
                }
            }
        }
    }

    [Fact]
    public void SEDENAs_two_days_have_a_flight_at_sea_each()
    {
        foreach (var day in new[] { new LocalDate(2025, 1, 31), ThirdOfFebruary })
            Assert.Contains(WindowMissions.Where(m => m.Day == day), m => made.Reports(m).Any(r => r.Latitude < 31));
    }

    [Fact]
    public void The_two_drones_are_over_Mexico_from_first_to_last_and_no_receiver_hears_them()
    {
        var tracks = made.Files.Where(f => f.Key.StartsWith("input/operator/", StringComparison.Ordinal)).ToList();
        Assert.Equal(2, tracks.Count);
        foreach (var (path, bytes) in tracks)
        {
            var lines = Encoding.UTF8.GetString(bytes).Split('\n', StringSplitOptions.RemoveEmptyEntries);
            Assert.StartsWith("timestamp,id,", lines[0], StringComparison.Ordinal);
            Assert.True(lines.Length > 1000, path);
            foreach (var fields in lines.Skip(1).Select(l => l.Split(',')))
            {
                var position = new Position(double.Parse(fields[4], CultureInfo.InvariantCulture), double.Parse(fields[5], CultureInfo.InvariantCulture));
                var answer = ZoneMap.Shipped.Find(position, Claim.LowWater);
                Assert.True(answer is { Zone: { Kind: ZoneKind.Territory, Sovereign: "MEX" }, IsCertain: true }, $"{path}: {position}");
            }
        }

        Assert.DoesNotContain(made.Traces, t => t.Icao.StartsWith("uas", StringComparison.Ordinal));
    }

    private static TruthFlight Rc135(Reconstructed from) => Assert.Single(from.Truth, t => t.Type == "R135");

    private static LocalDate Middle(TruthFlight flight) =>
        Instant.FromUnixTimeSeconds((long)((flight.Start + flight.End) / 2)).InUtc().Date;

    private static double Seconds(int year, int month, int day, int hour, int minute) =>
        Instant.FromUtc(year, month, day, hour, minute).ToUnixTimeSeconds();
}
