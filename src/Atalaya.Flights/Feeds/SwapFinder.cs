namespace Atalaya.Flights.Feeds;

/// <summary>Thresholds by which columns that are named the wrong way round are told. All were set on real tracks with their columns right and swapped (<c>traffic</c>, <c>tracktable</c>).</summary>
internal sealed record SwapRules
{
    public static SwapRules Default { get; } = new();

    /// <summary>Steps shorter say more about rounding than about movement.</summary>
    public double MinStepSeconds { get; init; } = 1;

    /// <summary>Over longer steps an aircraft need not fly straight.</summary>
    public double MaxStepSeconds { get; init; } = 300;

    /// <summary>Below this speed the direction of a step is noise.</summary>
    public double MinStepKnots { get; init; } = 40;

    /// <summary>How far, as a share of the greater, implied and reported speed may differ.</summary>
    public double SpeedTolerance { get; init; } = 0.3;

    /// <summary>How far bearing and reported direction may differ, degrees.</summary>
    public double TrackTolerance { get; init; } = 35;

    /// <summary>With fewer steps nothing is concluded from movement.</summary>
    public int MinSteps { get; init; } = 8;

    /// <summary>Columns that fit as often as this stay as they are named.</summary>
    public double FitsAsNamed { get; init; } = 0.4;

    /// <summary>A swap must fit at least as often as this.</summary>
    public double FitsSwapped { get; init; } = 0.6;

    /// <summary>Share of positions off the globe as named, and on it when swapped, that suffices without movement.</summary>
    public double OffGlobe { get; init; } = 0.5;
}

/// <summary>Which pairs of columns are the wrong way round, with what shows it.</summary>
internal readonly record struct Swaps(bool Positions, bool SpeedAndTrack, double FitAsNamed, double FitRead, int Steps)
{
    /// <summary>Neither as named nor swapped do speeds and directions fit the positions.</summary>
    public bool NothingFits { get; init; }

    /// <summary>Median of implied to reported speed as read; NaN where unknown.</summary>
    public double SpeedRatio { get; init; }
}

/// <summary>Tells swapped columns by movement: the right reading is the one in which steps agree with the reported speed and direction.</summary>
internal static class SwapFinder
{
    private const double KnotsInMetresPerSecond = 1852 / 3600.0;

    public static Swaps Find(ReadOnlySpan<RowDraft> sample, SwapRules rules)
    {
        var order = Order(sample);
        Span<int> fits = stackalloc int[4];
        Span<int> steps = stackalloc int[4];
        for (var reading = 0; reading < 4; reading++)
            (fits[reading], steps[reading]) = Fit(sample, order, (reading & 1) != 0, (reading & 2) != 0, rules, null);
        var best = 0;
        for (var reading = 1; reading < 4; reading++)
        {
            if (fits[reading] > fits[best])
                best = reading;
        }

        var asNamed = Share(fits[0], steps[0]);
        var asRead = Share(fits[best], steps[best]);
        if (best != 0 && steps[best] >= rules.MinSteps && asNamed < rules.FitsAsNamed && asRead >= rules.FitsSwapped)
            return new((best & 1) != 0, (best & 2) != 0, asNamed, asRead, steps[best]);
        if (OffGlobeAsNamed(sample, rules))
            return new(true, false, asNamed, Share(fits[1], steps[1]), steps[1]);
        var ratios = new List<double>();
        Fit(sample, order, false, false, rules, ratios);
        ratios.Sort();
        return new(false, false, asNamed, asNamed, steps[0])
        {
            NothingFits = steps[0] >= rules.MinSteps && asNamed < 1 - rules.FitsSwapped,
            SpeedRatio = ratios.Count >= rules.MinSteps ? ratios[ratios.Count / 2] : double.NaN,
        };
    }

    private static double Share(int part, int whole) => whole == 0 ? double.NaN : part / (double)whole;

    private static int[] Order(ReadOnlySpan<RowDraft> sample)
    {
        var rows = sample.ToArray();
        var order = Enumerable.Range(0, rows.Length).Where(i => rows[i].HasTime && !double.IsNaN(rows[i].Latitude) && !double.IsNaN(rows[i].Longitude)).ToArray();
        Array.Sort(order, (a, b) => string.CompareOrdinal(Name(rows[a]), Name(rows[b])) is var names && names != 0 ? names : rows[a].Time.CompareTo(rows[b].Time) is var times && times != 0 ? times : a.CompareTo(b));
        return order;

        static string? Name(in RowDraft row) => row.Identity ?? row.Callsign ?? row.Registration;
    }

    private static (int Fits, int Steps) Fit(ReadOnlySpan<RowDraft> rows, int[] order, bool swapPositions, bool swapSpeed, SwapRules rules, List<double>? ratios)
    {
        var (fits, steps) = (0, 0);
        for (var k = 1; k < order.Length; k++)
        {
            ref readonly var a = ref rows[order[k - 1]];
            ref readonly var b = ref rows[order[k]];
            var seconds = (b.Time - a.Time) / 1000.0;
            if ((a.Identity ?? a.Callsign) != (b.Identity ?? b.Callsign) || seconds < rules.MinStepSeconds || seconds > rules.MaxStepSeconds)
                continue;
            var speed = swapSpeed ? a.Track : a.Speed;
            var track = swapSpeed ? a.Speed : a.Track;
            if (double.IsNaN(speed) && double.IsNaN(track))
                continue;

            // A position that merely repeats is no step.
            if (a.Latitude == b.Latitude && a.Longitude == b.Longitude)
                continue;
            var (latitude, longitude, toLatitude, toLongitude) = swapPositions ? (a.Longitude, a.Latitude, b.Longitude, b.Latitude) : (a.Latitude, a.Longitude, b.Latitude, b.Longitude);
            var moved = Step(latitude, longitude, toLatitude, toLongitude, out var bearing);
            var knots = moved / seconds / KnotsInMetresPerSecond;
            if (Math.Max(knots, double.IsNaN(speed) ? 0 : speed) < rules.MinStepKnots)
                continue;
            steps++;
            if (speed > 0)
                ratios?.Add(knots / speed);
            var speedFits = double.IsNaN(speed) || Math.Abs(knots - speed) <= rules.SpeedTolerance * Math.Max(knots, speed);
            var trackFits = double.IsNaN(track) || Math.Abs(Math.IEEERemainder(bearing - track, 360)) <= rules.TrackTolerance;
            if (speedFits && trackFits && Math.Abs(latitude) <= 90)
                fits++;
        }

        return (fits, steps);
    }

    // A local plane is near enough for steps of minutes and tolerances of tens of per cent.
    private static double Step(double latitude, double longitude, double toLatitude, double toLongitude, out double bearing)
    {
        const double MetresInDegree = 111_195;
        var north = (toLatitude - latitude) * MetresInDegree;
        var east = Math.IEEERemainder(toLongitude - longitude, 360) * MetresInDegree * Math.Cos((latitude + toLatitude) / 2 * Math.PI / 180);
        bearing = Math.Atan2(east, north) * 180 / Math.PI;
        return Math.Sqrt((north * north) + (east * east));
    }

    private static bool OffGlobeAsNamed(ReadOnlySpan<RowDraft> rows, SwapRules rules)
    {
        var (placed, off, offSwapped) = (0, 0, 0);
        foreach (ref readonly var row in rows)
        {
            if (double.IsNaN(row.Latitude) || double.IsNaN(row.Longitude))
                continue;
            placed++;
            if (Math.Abs(row.Latitude) is > 90 and <= 180)
                off++;
            if (Math.Abs(row.Longitude) > 90)
                offSwapped++;
        }

        return placed > 0 && off > rules.OffGlobe * placed && offSwapped == 0;
    }
}
