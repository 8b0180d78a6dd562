using Atalaya.Earth;
using Atalaya.Earth.Geodesics;
using Atalaya.Earth.Zones;
using Atalaya.Flights.Patterns;
using Atalaya.Flights.Tracks;

namespace Atalaya.Tests.Flights.Patterns;

/// <summary>Ways along real shores.</summary>
public sealed class CoastModelTests
{
    // Down the Pacific side of Baja California, round its cape, and up the Gulf.
    private static readonly Position[] RoundBaja = [new(29.5, -116.2), new(27.5, -115.8), new(24.3, -112.9), new(22.4, -110.2), new(23.3, -108.6), new(25.5, -110.3), new(27.4, -111.7)];

    [Theory]
    [InlineData(10)]
    [InlineData(60)]
    public void Round_a_peninsula_over_the_sea_is_a_coastal_loop(int everySeconds)
    {
        var pattern = Assert.Single(Find(Fly(RoundBaja, 200, everySeconds)));
        Assert.Equal(PatternKind.CoastalLoop, pattern.Kind);
        Assert.InRange((pattern.End - pattern.Start).TotalMinutes, 60, 200);
    }

    [Fact]
    public void Without_the_shores_nothing_is_said_of_it() => Assert.DoesNotContain(PatternFinder.Find(Fly(RoundBaja, 200, 10), PatternRules.Default), static p => p.Kind == PatternKind.CoastalLoop);

    [Theory]
    [InlineData(15_000)]
    [InlineData(30_000)]
    [InlineData(60_000)]
    public void At_one_distance_from_a_shore_that_bends_is_a_coastal_loop(double offShore)
    {
        var pattern = Assert.Single(Find(Fly(Beside(offShore), 110, 15)));
        Assert.Equal(PatternKind.CoastalLoop, pattern.Kind);
        Assert.InRange(pattern.Geometry.SpacingMetres!.Value, 0.7 * offShore, 1.3 * offShore);
    }

    [Fact]
    public void A_straight_airway_over_the_sea_is_none() => Assert.Empty(Find(Fly([new(37.5, -123.4), new(33.4, -120.9), new(30.0, -118.0)], 230, 15)));

    [Fact]
    public void Far_from_any_shore_is_none() => Assert.Empty(Find(Fly([new(30, -140), new(25, -145), new(20, -140), new(25, -135)], 230, 15)));

    [Fact]
    public void Across_a_peninsula_is_none() => Assert.Empty(Find(Fly([new(29.5, -118.5), new(27.5, -114.0), new(26.0, -110.5), new(24.0, -107.5)], 230, 15)));

    private static IReadOnlyList<Pattern> Find(Flight flight) => PatternFinder.Find(flight, PatternRules.Default, ZoneMap.Shipped);

    /// <summary>South along the coast of Mexico from Puerto Vallarta, by a pilot who keeps the shore to the left at one distance.</summary>
    private static List<Position> Beside(double offShore)
    {
        List<Position> way = [];
        var (latitude, heading) = (20.0, 180.0);
        var longitude = -105.8;
        for (var step = 0; step < 250; step++)
        {
            var error = ZoneMap.Shipped.MetresOffShore(latitude, longitude, Claim.LowWater) - offShore;
            var best = 0.0;
            var least = double.MaxValue;
            for (var turn = -12; turn <= 12; turn += 2)
            {
                var there = Geodesic.Direct(new(latitude, longitude), heading + turn, 12_000);
                var missed = Math.Abs(ZoneMap.Shipped.MetresOffShore(there.Latitude, there.Longitude, Claim.LowWater) - offShore) + (10 * Math.Abs(turn));
                if (missed < least)
                    (least, best) = (missed, turn);
            }

            heading += best;
            var next = Geodesic.Direct(new(latitude, longitude), heading, 4000);
            (latitude, longitude) = (next.Latitude, next.Longitude);
            if (Math.Abs(error) < 0.2 * offShore)
                way.Add(next);
        }

        return way;
    }

    private static Flight Fly(IReadOnlyList<Position> route, double speed, int everySeconds)
    {
        var builder = new TrackBuilder();
        var seconds = 0.0;
        for (var leg = 0; leg + 1 < route.Count; leg++)
        {
            var way = Geodesic.Inverse(route[leg], route[leg + 1]);
            for (var flown = 0.0; flown < way.Metres; flown += speed * everySeconds)
            {
                var here = Geodesic.Direct(route[leg], way.InitialAzimuthDegrees, flown);
                builder.Add(new(1_738_000_000_000 + (long)(1000 * (seconds + (flown / speed))), here.Latitude, here.Longitude, 30_000));
            }

            seconds += way.Metres / speed;
        }

        return new(builder.Build(new Aircraft("abcdef"), Basis.Heard), [], FlightEnd.NotHeard, FlightEnd.NotHeard);
    }
}
