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
}
