using Atalaya.Plumes.Readings;

namespace Atalaya.Cli.Plumes;

/// <summary>What of a sensor lies nearest to a place.</summary>
internal enum NearestKind
{
    /// <summary>A sensor that stands still.</summary>
    Point,

    /// <summary>The end of a beam where it begins.</summary>
    NearEnd,

    /// <summary>The other end of a beam.</summary>
    FarEnd,

    /// <summary>A place on the way of a sensor that moves.</summary>
    Moving,
}

/// <summary>The place of a reading that lies nearest to another place.</summary>
/// <param name="Sensor">Index of the sensor.</param>
/// <param name="Place">Where it was.</param>
/// <param name="Kind">What of the sensor it is.</param>
/// <param name="Seconds">When, of the first such reading.</param>
internal readonly record struct NearestReading(int Sensor, Spot Place, NearestKind Kind, double Seconds)
{
    /// <summary>The nearest one; null where no reading has a place.</summary>
    public static NearestReading? Of(ReadingTable readings, double x, double y)
    {
        NearestReading? nearest = null;
        var (target, least) = (new Spot(x, y, 0), double.PositiveInfinity);
        for (var i = 0; i < readings.Count; i++)
        {
            var sensor = readings.Sensors[readings.SensorOf[i]];
            Try(readings.From[i], sensor.IsMoving ? NearestKind.Moving : sensor.IsBeam ? NearestKind.NearEnd : NearestKind.Point);
            if (sensor.IsBeam)
                Try(readings.To[i], sensor.IsMoving ? NearestKind.Moving : NearestKind.FarEnd);

            void Try(Spot place, NearestKind kind)
            {
                var metres = place.PlaneDistance(target);
                if (metres < least)
                    (nearest, least) = (new(readings.SensorOf[i], place, kind, readings.Seconds[i]), metres);
            }
        }

        return nearest;
    }
}
