using System.Numerics;
using Atalaya.Flights.Tracks;

namespace Atalaya.Flights.Missions;

/// <summary>Airborne reports of a flight some seconds apart, with the way between them; and the histograms they are counted in. One for each thread: its memory is kept.</summary>
internal sealed class FlightSamples
{
    private const long StepMilliseconds = 15_000;

    [ThreadStatic]
    private static FlightSamples? own;

    private double[] latitudes = [];
    private double[] longitudes = [];
    private double[] cosines = [];

    /// <summary>That of the calling thread.</summary>
    public static FlightSamples Own => own ??= new();

    public int Count { get; private set; }

    /// <summary>Index of each sample in the flight's track; valid up to <see cref="Count"/>, as are the others.</summary>
    public int[] Reports { get; private set; } = [];

    /// <summary>Kilometres from each sample to the next.</summary>
    public double[] Kilometres { get; private set; } = [];

    public TimeHistogram AltitudesFeet { get; } = new(250, 400);

    public TimeHistogram SpeedsKnots { get; } = new(5, 160);

    /// <summary>Takes a flight; the one before is gone.</summary>
    public void Take(Track track)
    {
        AltitudesFeet.Clear();
        SpeedsKnots.Clear();
        Choose(track);
        Measure();
    }

    private void Choose(Track track)
    {
        var times = track.Times;
        var flags = track.Flags;
        if (Reports.Length < times.Length + Vector<double>.Count)
        {
            Reports = new int[Math.Max(times.Length, 2 * Reports.Length) + Vector<double>.Count];
            Kilometres = new double[Reports.Length];
            latitudes = new double[Reports.Length];
            longitudes = new double[Reports.Length];
            cosines = new double[Reports.Length];
        }

        var count = 0;
        var next = long.MinValue;
        for (var i = 0; i < times.Length; i++)
        {
            if ((times[i] < next && i < times.Length - 1) || (flags[i] & ReportFlags.OnGround) != 0)
                continue;
            next = times[i] + StepMilliseconds;
            (Reports[count], latitudes[count], longitudes[count]) = (i, track.Latitudes[i], track.Longitudes[i]);
            count++;
        }

        Count = count;
    }

    /// <summary>The way on the sphere, as <see cref="FlightShape.Kilometres"/> has it, several steps at a time.</summary>
    private void Measure()
    {
        var width = Vector<double>.Count;
        var radian = new Vector<double>(Math.PI / 180);
        for (var k = 0; k < Count; k += width)
            Vector.Cos(new Vector<double>(latitudes, k) * radian).CopyTo(cosines, k);

        // What stands behind the last sample is of an earlier flight: a number, and not looked at.
        for (var k = 0; k < Count - 1; k += width)
        {
            var north = Vector.Sin((new Vector<double>(latitudes, k + 1) - new Vector<double>(latitudes, k)) * radian * 0.5);
            var east = Vector.Sin((new Vector<double>(longitudes, k + 1) - new Vector<double>(longitudes, k)) * radian * 0.5);
            var h = (north * north) + (new Vector<double>(cosines, k) * new Vector<double>(cosines, k + 1) * east * east);
            if (!Vector.LessThanAll(h, new(1e-4)))
            {
                for (var i = k; i < Math.Min(k + width, Count - 1); i++)
                    Kilometres[i] = FlightShape.Kilometres(latitudes[i], longitudes[i], latitudes[i + 1], longitudes[i + 1]);
                continue;
            }

            // The series of the arc sine: up to 127 km four terms give every digit that matters.
            var series = Vector<double>.One + (h * (new Vector<double>(1.0 / 6) + (h * (new Vector<double>(3.0 / 40) + (h * (15.0 / 336))))));
            (2 * FlightShape.EarthRadiusKilometres * Vector.SquareRoot(h) * series).CopyTo(Kilometres, k);
        }
    }
}
