namespace Atalaya.Plumes.Simulation;

/// <summary>Wind as it was once measured, in blocks of equal length, which a simulation follows. After its end it begins anew.</summary>
/// <param name="MetresPerSecond">Mean speed in m/s of each block.</param>
/// <param name="TowardMathDegrees">Direction of each block to which the air goes, in degrees counter-clockwise from east.</param>
/// <param name="SideRatio">Standard deviation of the direction within each block, as a tangent; null where not measured.</param>
/// <param name="BlockSeconds">Length of a block in s.</param>
public sealed record WindRecord(IReadOnlyList<double> MetresPerSecond, IReadOnlyList<double> TowardMathDegrees, IReadOnlyList<double>? SideRatio = null, double BlockSeconds = 60)
{
    /// <summary>Which block a simulation begins with.</summary>
    public int FirstBlock { get; init; }

    /// <summary>Mean speed in m/s over a number of blocks.</summary>
    public double MeanSpeed(int blocks) => Enumerable.Range(0, Math.Max(1, blocks)).Average(i => MetresPerSecond[Wrapped(i)]);

    /// <summary>Speed in m/s and direction in radians at an instant, from block to block in a straight line between their middles.</summary>
    internal (double Speed, double Toward) At(double seconds)
    {
        var place = (seconds / BlockSeconds) - 0.5;
        var low = (int)Math.Floor(place);
        var part = place - low;
        int a = Wrapped(low), b = Wrapped(low + 1);
        var (fromEast, fromNorth) = Components(a);
        var (toEast, toNorth) = Components(b);
        double east = ((1 - part) * fromEast) + (part * toEast), north = ((1 - part) * fromNorth) + (part * toNorth);
        return (((1 - part) * MetresPerSecond[a]) + (part * MetresPerSecond[b]), Math.Atan2(north, east));
    }

    private int Wrapped(int block) => (((block + FirstBlock) % MetresPerSecond.Count) + MetresPerSecond.Count) % MetresPerSecond.Count;

    private (double East, double North) Components(int block)
    {
        var (sin, cos) = Math.SinCos(TowardMathDegrees[block] * Math.PI / 180);
        return (cos, sin);
    }
}
