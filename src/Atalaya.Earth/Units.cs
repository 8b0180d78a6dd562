namespace Atalaya.Earth;

/// <summary>Exact factors between the units of aviation and SI.</summary>
public static class Units
{
    /// <summary>Metres in an international nautical mile (BIPM SI brochure, 2019, table 8).</summary>
    public const double MetresPerNauticalMile = 1852;

    /// <summary>Metres in an international foot.</summary>
    public const double MetresPerFoot = 0.3048;

    /// <summary>Metres a second in a knot.</summary>
    public const double MetresPerSecondPerKnot = MetresPerNauticalMile / 3600;
}

/// <summary>A length; never negative, never NaN.</summary>
public readonly record struct Distance : IComparable<Distance>
{
    private Distance(double metres)
    {
        if (!(metres >= 0))
            throw new ArgumentOutOfRangeException(nameof(metres), metres, "A distance is zero or more.");
        Metres = metres;
    }

    /// <summary>In metres.</summary>
    public double Metres { get; }

    /// <summary>In kilometres.</summary>
    public double Kilometres => Metres / 1000;

    /// <summary>In international nautical miles.</summary>
    public double NauticalMiles => Metres / Units.MetresPerNauticalMile;

    /// <summary>In international feet.</summary>
    public double Feet => Metres / Units.MetresPerFoot;

    /// <summary>From metres, zero or more.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Negative or NaN.</exception>
    public static Distance FromMetres(double metres) => new(metres);

    /// <summary>From nautical miles, zero or more.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Negative or NaN.</exception>
    public static Distance FromNauticalMiles(double miles) => new(miles * Units.MetresPerNauticalMile);

    /// <summary>From feet, zero or more.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Negative or NaN.</exception>
    public static Distance FromFeet(double feet) => new(feet * Units.MetresPerFoot);

    /// <inheritdoc/>
    public int CompareTo(Distance other) => Metres.CompareTo(other.Metres);

    /// <summary>Shorter.</summary>
    public static bool operator <(Distance left, Distance right) => left.Metres < right.Metres;

    /// <summary>Longer.</summary>
    public static bool operator >(Distance left, Distance right) => left.Metres > right.Metres;

    /// <summary>Not longer.</summary>
    public static bool operator <=(Distance left, Distance right) => left.Metres <= right.Metres;

    /// <summary>Not shorter.</summary>
    public static bool operator >=(Distance left, Distance right) => left.Metres >= right.Metres;
}
