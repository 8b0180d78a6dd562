namespace Atalaya.Flights.Comparison;

/// <summary>When two lists speak of the same mission, and what a rule must do to explain a difference. Ours: there is no standard for it.</summary>
public sealed record MatchRules
{
    /// <summary>The defaults.</summary>
    public static MatchRules Default { get; } = new();

    /// <summary>Share of the aircraft in a pair's score. Default 0.45: an address or tail number says most.</summary>
    public double AircraftShare { get; init; } = 0.45;

    /// <summary>Share of the time. Default 0.35.</summary>
    public double TimeShare { get; init; } = 0.35;

    /// <summary>Share of the place. Default 0.2: a party's place is a word or one point of a flight of hours.</summary>
    public double PlaceShare { get; init; } = 0.2;

    /// <summary>Hours by which two missions of the same aircraft may lie apart: two parties may date one flight by different days. Default 12.</summary>
    public double HoursApart { get; init; } = 12;

    /// <summary>Kilometres from a track within which a party's point speaks for the pair in full. Default 100: parties round.</summary>
    public double NearKilometres { get; init; } = 100;

    /// <summary>Kilometres from which on it speaks against the pair. Default 500.</summary>
    public double FarKilometres { get; init; } = 500;

    /// <summary>Two ways to pair the lists whose whole scores differ by no more are both possible: a pair in which they differ is ambiguous. Default 0.02, a twentieth of the weight of time.</summary>
    public double AmbiguousBelow { get; init; } = 0.02;

    /// <summary>Largest group of entangled missions in which every pair is tested for ambiguity by pairing anew without it; in larger ones only exchanges of two are. Default 60.</summary>
    public int ExactGroup { get; init; } = 60;

    /// <summary>Share of cells and hours heard below which a list cannot be said to have been able to hear a mission. Default 0.5.</summary>
    public double ThinCoverage { get; init; } = 0.5;

    /// <summary>Confidences that are tried as another party's threshold. Default 0.9, 0.95, 0.99.</summary>
    public IReadOnlyList<double> Thresholds { get; init; } = [0.9, 0.95, 0.99];

    /// <summary>Most rules in one combination. Default 3: with more, anything can be explained.</summary>
    public int MostRules { get; init; } = 3;

    /// <summary>Most combinations listed. Default 12.</summary>
    public int MostListed { get; init; } = 12;
}
