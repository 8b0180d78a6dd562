using Atalaya.Earth.Zones;
using Atalaya.Flights.Stays;
using Atalaya.Flights.Tracks;
using Atalaya.Tests.Flights.Tracks;
using CsCheck;

namespace Atalaya.Tests.Flights.Stays;

public sealed class StayFinderTests
{
    private static IReadOnlyList<Stay> Stays(Flight flight) => StayFinder.Find(flight, ZoneMap.Shipped);

    private static double HeardMinutes(Flight flight)
    {
        double minutes = 0;
        for (var i = 1; i < flight.Track.Count; i++)
        {
            var ground = ((flight.Track.Flags[i] | flight.Track.Flags[i - 1]) & ReportFlags.OnGround) != 0;
            if (!ground && flight.Gaps.All(gap => gap.BeforeIndex != i - 1))
                minutes += (flight.Track.Times[i] - flight.Track.Times[i - 1]) / 60_000d;
        }

        return minutes;
    }

    [Fact]
    public void Stays_do_not_overlap_and_add_up_to_the_time_heard_in_the_air()
    {
        var leg =
            from minutes in Gen.Int[5, 60]
            from course in Gen.Double[0, 360]
            from every in Gen.Int[5, 240]
            from silent in Gen.Int[0, 3]
            select (minutes, course, every, silent);
        Gen.Select(Gen.Double[22, 33], Gen.Double[-118, -106], leg.Array[1, 5]).Sample(
            (latitude, longitude, legs) =>
            {
                var flown = new Flown(latitude, longitude).Stand(3).Climb(25_000);
                foreach (var (minutes, course, every, silent) in legs)
                {
                    flown.Fly(minutes, 400, course, 25_000, every);
                    if (silent == 0)
                        flown.Unheard(minutes, 400, course);
                }

                foreach (var flight in flown.Flights())
                {
                    var heard = HeardMinutes(flight);
                    foreach (var claim in Stays(flight).GroupBy(stay => stay.Claim))
                    {
                        Assert.Equal(heard, claim.Sum(stay => stay.Minutes + stay.UncertainMinutes), 1e-6);
                        Stay? before = null;
                        foreach (var stay in claim)
                        {
                            Assert.True(stay.Minutes >= 0 && stay.UncertainMinutes >= 0 && stay.End > stay.Start);
                            Assert.Equal((stay.End - stay.Start).TotalMinutes, stay.Minutes + stay.UncertainMinutes, 1e-6);
                            Assert.True(before is null || before.End <= stay.Start);
                            Assert.False(before is not null && before.End == stay.Start && before.Zone == stay.Zone);
                            before = stay;
                        }
                    }
                }
            },
            iter: 40);
    }

    [Fact]
    public void Both_claims_are_answered_for_the_whole_flight() =>
        Assert.Equal(
            [.. Enum.GetValues<Claim>()],
            Stays(Assert.Single(new Flown(30.5, -114).Fly(10, 300, 90, 20_000).Flights())).Select(stay => stay.Claim).Distinct());

    [Fact]
    public void An_entry_between_two_reports_five_minutes_apart_is_found_to_the_second()
    {
        // From the Pacific due east to Baja California at 28° N; the lines are then looked for on the same way in steps of a second.
        var sparse = Assert.Single(new Flown(29.2, -116.6).Fly(60, 420, 90, 20_000, 290).Flights());
        var dense = Assert.Single(new Flown(29.2, -116.6).Fly(60, 420, 90, 20_000, 1).Flights());
        var (found, truth) = (Stays(sparse), Stays(dense));
        Stay Sea(IReadOnlyList<Stay> stays) => stays.First(stay => stay is { Claim: Claim.LowWater, Zone: { Kind: ZoneKind.TerritorialSea, Sovereign: "MEX" } });
        Assert.InRange((Sea(found).Start - Sea(truth).Start).TotalSeconds, -3, 3);
    }

    [Fact]
    public void Nothing_is_said_of_the_time_inside_a_gap()
    {
        // Out over the Pacific, silent while Baja California is crossed, heard again over the Gulf: no stay over land.
        var flight = Assert.Single(new Flown(27.5, -117).Fly(10, 450, 90, 30_000).Unheard(45, 450, 90).Fly(10, 450, 90, 30_000).Flights());
        Assert.Single(flight.Gaps);
        Assert.DoesNotContain(Stays(flight), stay => stay.Zone.Kind == ZoneKind.Territory && stay.End > flight.Gaps[0].Start && stay.Start < flight.Gaps[0].End);
        Assert.Equal(HeardMinutes(flight), Stays(flight).Where(stay => stay.Claim == Claim.LowWater).Sum(stay => stay.Minutes + stay.UncertainMinutes), 1e-6);
    }

    [Fact]
    public void Time_on_the_ground_is_no_stay() =>
        Assert.Empty(Stays(Assert.Single(new Flown(29.09, -111.05).Stand(40).Flights())));

    [Fact]
    public void A_flight_along_the_border_is_not_chopped_up_by_its_margin()
    {
        // The border of Arizona runs along 31.3325° N; the aircraft wanders 60 m to either side of it.
        var flown = new Flown(31.33, -110.9);
        for (var turn = 0; turn < 60; turn++)
            flown.Fly(0.5, 150, turn % 2 == 0 ? 88.5 : 91.5, 5_000, 5);
        var stays = Stays(Assert.Single(flown.Flights())).Where(stay => stay.Claim == Claim.LowWater).ToList();
        Assert.InRange(stays.Count, 1, 4);
    }

    /// <summary>From Attu over the antimeridian to the waters off Semisopochnoi: what is west of it and what is east of it belong together.</summary>
    [Fact]
    public void A_flight_over_the_antimeridian_is_followed_like_any_other()
    {
        var builder = new TrackBuilder();
        for (var i = 0; i <= 1200; i++)
        {
            var longitude = 172.5 + (i * 0.0125);
            builder.Add(new(Flown.Midnight.ToUnixTimeMilliseconds() + (i * 10_000L), 52.3, longitude >= 180 ? longitude - 360 : longitude, 20_000, 170, 90, 0, 0, ReportSource.Adsb));
        }

        var flight = Assert.Single(FlightCutter.Cut(builder.Build(new("ae1234"), Basis.Heard), CuttingRules.Default, []));
        var stays = Stays(flight).Where(static s => s.Claim == Claim.LowWater).ToList();
        Assert.Equal(HeardMinutes(flight), stays.Sum(static s => s.Minutes + s.UncertainMinutes), 1e-6);
        Assert.All(stays, static s => Assert.True(s.Zone.Sovereign is null or "USA", s.ToString()));

        // Every step taken by itself says the same.
        double sea = 0;
        for (var i = 0; i < flight.Track.Count; i++)
            sea += ZoneMap.Shipped.Find(flight.Track.Latitudes[i], flight.Track.Longitudes[i], Claim.LowWater, out _).Sovereign is null ? 0 : 10 / 60d;
        Assert.Equal(sea, stays.Where(static s => s.Zone.Sovereign is not null).Sum(static s => s.Minutes + s.UncertainMinutes), 1.0);
        var crossing = flight.Start + NodaTime.Duration.FromSeconds(6_000);
        Assert.Single(stays, s => s.Start <= crossing && s.End > crossing);
    }

    [Fact]
    public void A_flight_over_the_pole_is_over_nobody()
    {
        var builder = new TrackBuilder();
        for (var i = -300; i <= 300; i++)
            builder.Add(new(Flown.Midnight.ToUnixTimeMilliseconds() + ((i + 300) * 10_000L), 90 - Math.Abs(i * 0.02), i < 0 ? -40 : 140, 36_000, 430, 0, 0, 0, ReportSource.Adsb));
        var flight = Assert.Single(FlightCutter.Cut(builder.Build(new("ae1234"), Basis.Heard), CuttingRules.Default, []));
        foreach (var claim in Stays(flight).GroupBy(static s => s.Claim))
        {
            var stay = Assert.Single(claim);
            Assert.Equal(new Zone(ZoneKind.International, null), stay.Zone);
            Assert.Equal(HeardMinutes(flight), stay.Minutes, 1e-6);
        }
    }

    /// <summary>Flown exactly along the limit of 12 NM off Baja California, nothing is certain, and the stays are not crumbs.</summary>
    [Fact]
    public void A_flight_along_the_limit_is_uncertain_all_the_way()
    {
        var limit = ZoneMap.Shipped.Draw(new(27.9, -117, 30.5, -115.4), 0.001).Where(static l => l.Kind == DrawnLineKind.TerritorialSeaLimit).MaxBy(static l => l.Points.Count)!;
        var flown = new Flown(limit.Points[0].Latitude, limit.Points[0].Longitude);
        var time = Flown.Midnight.ToUnixTimeMilliseconds();
        for (var i = 1; i < limit.Points.Count; i++)
        {
            Atalaya.Earth.Position from = limit.Points[i - 1], to = limit.Points[i];
            var steps = Math.Max(1, (int)(Atalaya.Earth.Geodesics.Geodesic.Inverse(from, to).Metres / 1_000));
            for (var step = 1; step <= steps; step++)
            {
                var share = (double)step / steps;
                time += 7_000;
                flown.Report(new(time, from.Latitude + ((to.Latitude - from.Latitude) * share), from.Longitude + ((to.Longitude - from.Longitude) * share), 20_000, 290, 180, 0, 0, ReportSource.Adsb));
            }
        }

        var flight = flown.Flights().MaxBy(static f => f.Track.Count)!;
        var stays = Stays(flight).Where(static s => s.Claim == Claim.LowWater).ToList();
        Assert.True(HeardMinutes(flight) > 15, "The limit drawn is too short for this test.");
        Assert.Equal(0, stays.Sum(static s => s.Minutes), 0.5);
        Assert.All(stays, static s => Assert.True(s.Zone.Sovereign is null or "MEX"));
    }
}
