namespace Atalaya.Plumes.Readings;

/// <summary>The box about some places, in metres.</summary>
internal sealed class Extent
{
    internal double West { get; private set; } = double.PositiveInfinity;

    internal double South { get; private set; } = double.PositiveInfinity;

    internal double Low { get; private set; } = double.PositiveInfinity;

    internal double East { get; private set; } = double.NegativeInfinity;

    internal double North { get; private set; } = double.NegativeInfinity;

    internal double High { get; private set; } = double.NegativeInfinity;

    /// <summary>Whether there was no place.</summary>
    internal bool IsEmpty => !(West <= East);

    /// <summary>From corner to corner over the ground, m; 0 where there is no place.</summary>
    internal double Diagonal => IsEmpty ? 0 : Math.Sqrt(((East - West) * (East - West)) + ((North - South) * (North - South)));

    internal void Add(Spot spot)
    {
        (West, East) = (Math.Min(West, spot.X), Math.Max(East, spot.X));
        (South, North) = (Math.Min(South, spot.Y), Math.Max(North, spot.Y));
        (Low, High) = (Math.Min(Low, spot.Z), Math.Max(High, spot.Z));
    }
}
