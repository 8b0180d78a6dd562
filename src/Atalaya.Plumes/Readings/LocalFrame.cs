using Atalaya.Earth;
using Atalaya.Earth.Geodesics;

namespace Atalaya.Plumes.Readings;

/// <summary>
/// The plane in which a site is worked: metres east and north of an origin. With an origin on the Earth (azimuthal equidistant about it,
/// true to a part in a million at 10 km) positions go to and fro; without one the input's own metres stay what they are.
/// </summary>
public sealed record LocalFrame(Position? Origin)
{
    /// <summary>A frame of plain metres that stands nowhere on the Earth.</summary>
    public static LocalFrame Metres { get; } = new((Position?)null);

    /// <summary>Whether places of this frame can be told as latitude and longitude.</summary>
    public bool IsOnEarth => Origin is not null;

    /// <summary>The place of a position.</summary>
    /// <exception cref="InvalidOperationException">The frame has no origin on the Earth.</exception>
    public Spot ToSpot(Position position, double height)
    {
        var segment = Geodesic.Inverse(Anchor(), position);
        var (sin, cos) = Math.SinCos(segment.InitialAzimuthDegrees * Math.PI / 180);
        return segment.Metres == 0 ? new(0, 0, height) : new(segment.Metres * sin, segment.Metres * cos, height);
    }

    /// <summary>The position of a place.</summary>
    /// <exception cref="InvalidOperationException">The frame has no origin on the Earth.</exception>
    public Position ToPosition(double x, double y)
    {
        var metres = Math.Sqrt((x * x) + (y * y));
        return metres == 0 ? Anchor() : Geodesic.Direct(Anchor(), Math.Atan2(x, y) * 180 / Math.PI, metres);
    }

    private Position Anchor() => Origin ?? throw new InvalidOperationException("This frame has no origin on the Earth.");
}
