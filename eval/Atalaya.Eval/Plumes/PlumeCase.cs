using Atalaya.Plumes.Inference;
using Atalaya.Plumes.Readings;
using Atalaya.Plumes.Winds;

namespace Atalaya.Eval.Plumes;

/// <summary>One measured release of a real set, or a stretch without any, with its truth.</summary>
internal sealed record PlumeCase
{
    /// <summary>Which set, by its folder's name.</summary>
    public required string Set { get; init; }

    /// <summary>What is independent of other cases: the unit of coverage and of calibration.</summary>
    public required string Experiment { get; init; }

    /// <summary>Its name within the set.</summary>
    public required string Release { get; init; }

    public required ReadingTable Readings { get; init; }

    public required WindTable Wind { get; init; }

    /// <summary>Where the gas left; null in a control without any.</summary>
    public required Spot? TruthSpot { get; init; }

    /// <summary>Mean metered rate while it was on; 0 in a control.</summary>
    public required double TruthKilogramsPerHour { get; init; }

    /// <summary>The sensors stand around the source, or on arcs centred on it: only the rate is judged, with the place given.</summary>
    public bool RateOnly { get; init; }

    /// <summary>What the product is asked.</summary>
    public required LocateRequest Request { get; init; }

    /// <summary>Whether constants of the method were learnt on this set.</summary>
    public bool Seen { get; init; } = true;

    /// <summary>Whether it enters medians and coverage; else it repeats the gas of another case (joined, seconds, padded) and is shown only.</summary>
    public bool IsCounted { get; init; } = true;

    /// <summary>What a reader must know of it.</summary>
    public string Note { get; init; } = "";

    /// <summary>Whether there is a plume to find.</summary>
    public bool HasPlume => TruthSpot is not null;

    /// <summary>Distance in m from the source to the nearest and to the farthest end of what was sensed.</summary>
    public (double Nearest, double Farthest) Range()
    {
        if (TruthSpot is not { } spot)
            return (double.NaN, double.NaN);
        double near = double.PositiveInfinity, far = 0;
        for (var i = 0; i < Readings.Count; i++)
        {
            var (a, b) = (Readings.From[i], Readings.To[i]);
            var (dx, dy) = (b.X - a.X, b.Y - a.Y);
            var length = (dx * dx) + (dy * dy);
            var t = length > 0 ? Math.Clamp((((spot.X - a.X) * dx) + ((spot.Y - a.Y) * dy)) / length, 0, 1) : 0;
            near = Math.Min(near, spot.PlaneDistance(new Spot(a.X + (t * dx), a.Y + (t * dy), 0)));
            far = Math.Max(far, Math.Max(spot.PlaneDistance(a), spot.PlaneDistance(b)));
        }

        return (near, far);
    }
}
