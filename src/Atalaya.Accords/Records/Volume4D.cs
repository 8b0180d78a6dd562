namespace Atalaya.Accords.Records;

/// <summary>A band of heights, both ends included.</summary>
public readonly record struct HeightBand
{
    /// <summary>The lowest height that is written, in feet.</summary>
    public const int LowestFeet = -2_000;

    /// <summary>The greatest height that is written, in feet.</summary>
    public const int HighestFeet = 100_000;

    /// <summary>Takes two heights over one datum.</summary>
    /// <exception cref="ArgumentException">The upper is not above the lower, or one is out of range.</exception>
    public HeightBand(int lowerFeet, int upperFeet, HeightDatum datum)
    {
        if (!IsBand(lowerFeet, upperFeet))
            throw new ArgumentException("The upper height is above the lower, both within -2,000 to 100,000 feet.", nameof(upperFeet));
        (LowerFeet, UpperFeet, Datum) = (lowerFeet, upperFeet, datum);
    }

    /// <summary>Lower end in feet.</summary>
    [Authorises]
    public int LowerFeet { get; }

    /// <summary>Upper end in feet.</summary>
    [Authorises]
    public int UpperFeet { get; }

    /// <summary>From where both are measured.</summary>
    [Authorises]
    public HeightDatum Datum { get; }

    /// <summary>Whether another band lies inside. Bands over different data cannot be compared, so the answer is no.</summary>
    public bool Contains(HeightBand other) => other.Datum == Datum && other.LowerFeet >= LowerFeet && other.UpperFeet <= UpperFeet;

    /// <summary>Whether two bands may share heights; over different data they may.</summary>
    public bool MayOverlap(HeightBand other) => other.Datum != Datum || (LowerFeet <= other.UpperFeet && other.LowerFeet <= UpperFeet);

    internal static bool IsBand(int lower, int upper) => lower < upper && lower >= LowestFeet && upper <= HighestFeet;
}

/// <summary>A part of the airspace for a span of time.</summary>
/// <param name="Area">Where.</param>
/// <param name="Band">At which heights.</param>
/// <param name="Time">When.</param>
public sealed record Volume4D([property: Authorises] Area Area, [property: Authorises] HeightBand Band, [property: Authorises] Window Time)
{
    /// <summary>Whether two volumes may meet in place, height and time.</summary>
    public bool MayMeet(Volume4D other) => Time.Overlaps(other.Time) && Band.MayOverlap(other.Band) && Areas.Touch(Area, other.Area);
}
