using Atalaya.Earth;
using Atalaya.Earth.Geodesics;
using Atalaya.Earth.Zones;
using Atalaya.Flights.Stays;
using Atalaya.Flights.Tracks;
using Atalaya.Tests.Flights.Tracks;
using CsCheck;

namespace Atalaya.Tests.Flights.Stays;

/// <summary>When and where a flight came nearest to each state's airspace.</summary>
public sealed class ApproachFinderTests
{
    private const double NauticalMile = 1852;

    private static IReadOnlyList<Approach> Approaches(Flown flown) => ApproachFinder.Find(Assert.Single(flown.Flights()), ZoneMap.Shipped);

    [Fact]
    public void Southward_off_Baja_the_nearest_moment_is_abreast_of_what_lies_farthest_out()
    {
        // Along 118.9° W from 30° to 27.5° N: Guadalupe (29.05° N 118.28° W) is the only land near.
        var flown = new Flown(30.2, -118.9).Fly(30, 360, 180, 30_000, 10);
        var mexico = Approaches(flown).Single(a => a.Sovereign == "MEX" && a.Claim == Claim.LowWater);
        Assert.InRange(mexico.Position.Latitude, 28.8, 29.3);
        Assert.InRange(mexico.Metres / NauticalMile, 14, 22);
        Assert.True(mexico.MarginMetres > 0);
    }

    [Fact]
    public void Over_a_state_the_approach_is_nought_and_the_neighbour_is_as_far_as_the_border()
    {
        // Over California; the border runs from 32.53° N 117.12° W to 32.72° N 114.72° W, so it is some 22 km away at the eastern end.
        var flown = new Flown(32.85, -116.4).Fly(8, 300, 90, 25_000, 10);
        var approaches = Approaches(flown).Where(a => a.Claim == Claim.LowWater).ToDictionary(a => a.Sovereign);
        Assert.Equal(0, approaches["USA"].Metres);
        Assert.InRange(approaches["MEX"].Metres, 20_000, 24_000);
        Assert.InRange(approaches["MEX"].MarginMetres, 1, 1_000);
    }

    [Fact]
    public void In_the_upper_Gulf_the_claims_give_different_approaches()
    {
        var flown = new Flown(30.6, -113.9).Fly(3, 240, 180, 20_000, 10);
        var approaches = Approaches(flown).Where(a => a.Sovereign == "MEX").ToDictionary(a => a.Claim);
        Assert.Equal(0, approaches[Claim.Mexico].Metres);
        Assert.True(approaches[Claim.LowWater].Metres > 3 * NauticalMile);
    }

    [Fact]
    public void In_mid_ocean_there_is_nobody_to_approach() => Assert.Empty(Approaches(new Flown(30, -140).Fly(20, 400, 270, 30_000, 20)));

    /// <summary>No report of the flight is nearer than the approach, and the point it names is as near as it says.</summary>
    [Fact]
    public void The_approach_is_the_least_of_all_distances() => Gen.Select(Gen.Double[22, 33], Gen.Double[-119, -106], Gen.Double[0, 360], Gen.Int[4, 25]).Sample(
        (latitude, longitude, course, minutes) =>
        {
            var flight = Assert.Single(new Flown(latitude, longitude).Fly(minutes, 380, course, 28_000, 15).Flights());
            foreach (var approach in ApproachFinder.Find(flight, ZoneMap.Shipped))
            {
                Assert.Equal(approach.Metres, ZoneMap.Shipped.Approach(approach.Position, approach.Claim, approach.Sovereign, ApproachFinder.ReachMetres).Metres, 1e-6);
                for (var i = 0; i < flight.Track.Count; i++)
                {
                    var metres = ZoneMap.Shipped.Approach(new(flight.Track.Latitudes[i], flight.Track.Longitudes[i]), approach.Claim, approach.Sovereign, ApproachFinder.ReachMetres).Metres;
                    Assert.True(metres >= approach.Metres - 1, $"{approach}: report {i} is {metres} m away");
                }
            }
        },
        iter: 150,
        threads: 1);

    /// <summary>One cannot be inside a state's airspace nearer than the distance to it.</summary>
    [Fact]
    public void A_circle_of_that_radius_holds_no_point_of_the_state() => Gen.Select(Gen.Double[22, 33], Gen.Double[-119, -106], Gen.Double[0, 360], Gen.Double[0, 0.98]).Sample(
        (latitude, longitude, azimuth, share) =>
        {
            var from = new Position(latitude, longitude);
            foreach (var claim in Enum.GetValues<Claim>())
            {
                foreach (var state in ZoneMap.Shipped.SovereignsWithin(from, claim, ApproachFinder.ReachMetres))
                {
                    var (metres, _) = ZoneMap.Shipped.Approach(from, claim, state, ApproachFinder.ReachMetres);
                    if (metres is 0 or double.PositiveInfinity)
                        continue;
                    var there = Geodesic.Direct(from, azimuth, metres * share);
                    Assert.NotEqual(state, ZoneMap.Shipped.Find(there.Latitude, there.Longitude, claim, out _).Sovereign);
                }
            }
        },
        iter: 5_000,
        threads: 1);
}
