using Atalaya.Plumes.Readings;

namespace Atalaya.Plumes.Simulation;

/// <summary>Paths of a carried sensor, one place each second, in the order flown.</summary>
public static class FlightPaths
{
    /// <summary>Legs along y at one x, stacked from below, there and back, and the whole stack as often as said.</summary>
    /// <param name="x">East in m of the curtain.</param>
    /// <param name="half">Half of a leg in m.</param>
    /// <param name="lowest">Height in m of the lowest leg.</param>
    /// <param name="spacing">Metres between legs.</param>
    /// <param name="legs">How many.</param>
    /// <param name="times">How often.</param>
    /// <param name="speed">Speed in m/s.</param>
    public static IEnumerable<(double Seconds, Spot Place)> Curtain(double x, double half, double lowest, double spacing, int legs, int times, double speed)
    {
        double seconds = 0;
        var toNorth = true;
        for (var time = 0; time < times; time++)
        {
            for (var leg = 0; leg < legs; leg++)
            {
                // The second time it comes down again.
                var height = lowest + (spacing * (time % 2 == 0 ? leg : legs - 1 - leg));
                foreach (var part in Parts(2 * half / speed))
                {
                    yield return (seconds, new(x, (toNorth ? 1 : -1) * half * ((2 * part) - 1), height));
                    seconds++;
                }

                toNorth = !toNorth;
            }
        }
    }

    /// <summary>Straight legs along y, at each distance at each height.</summary>
    /// <param name="distances">East in m of the legs.</param>
    /// <param name="heights">Heights in m.</param>
    /// <param name="half">Half of a leg in m at no distance.</param>
    /// <param name="widening">By how many metres that half grows for each metre of distance.</param>
    /// <param name="speed">Speed in m/s.</param>
    public static IEnumerable<(double Seconds, Spot Place)> Legs(IReadOnlyList<double> distances, IReadOnlyList<double> heights, double half, double widening, double speed)
    {
        double seconds = 0;
        var toNorth = true;
        foreach (var height in heights)
        {
            foreach (var distance in distances)
            {
                var length = half + (widening * distance);
                foreach (var part in Parts(2 * length / speed))
                {
                    yield return (seconds, new(distance, (toNorth ? 1 : -1) * length * ((2 * part) - 1), height));
                    seconds++;
                }

                // The turn and the way to the next leg, in which nothing is kept.
                seconds += 40;
                toNorth = !toNorth;
            }
        }
    }

    /// <summary>Closed circles, stacked from below.</summary>
    /// <param name="x">East in m of the middle.</param>
    /// <param name="y">North in m of the middle.</param>
    /// <param name="radius">Radius in m.</param>
    /// <param name="lowest">Height in m of the first circle.</param>
    /// <param name="highest">Height in m of the last.</param>
    /// <param name="circles">How many.</param>
    /// <param name="speed">Speed in m/s.</param>
    public static IEnumerable<(double Seconds, Spot Place)> Circles(double x, double y, double radius, double lowest, double highest, int circles, double speed)
    {
        double seconds = 0;
        for (var circle = 0; circle < circles; circle++)
        {
            var height = lowest + ((highest - lowest) * circle / Math.Max(1, circles - 1));
            foreach (var part in Parts(2 * Math.PI * radius / speed))
            {
                var (sin, cos) = Math.SinCos(2 * Math.PI * part);
                yield return (seconds, new(x + (radius * cos), y + (radius * sin), height));
                seconds++;
            }
        }
    }

    private static IEnumerable<double> Parts(double seconds)
    {
        for (var k = 0; k < (int)Math.Round(seconds); k++)
            yield return (k + 0.5) / Math.Round(seconds);
    }
}
