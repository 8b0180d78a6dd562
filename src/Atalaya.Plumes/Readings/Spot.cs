namespace Atalaya.Plumes.Readings;

/// <summary>A place in the local frame, in metres.</summary>
/// <param name="X">East.</param>
/// <param name="Y">North.</param>
/// <param name="Z">Above ground.</param>
public readonly record struct Spot(double X, double Y, double Z)
{
    /// <summary>Whether each coordinate is a finite number.</summary>
    public bool IsFinite => double.IsFinite(X) && double.IsFinite(Y) && double.IsFinite(Z);

    /// <summary>Distance in the plane, in metres.</summary>
    public double PlaneDistance(Spot other) => Math.Sqrt(((X - other.X) * (X - other.X)) + ((Y - other.Y) * (Y - other.Y)));
}
