using Atalaya.Flights.Tracks;

namespace Atalaya.Flights.Coverage;

/// <summary>Walks the airborne, heard time of a flight and gives it run by run: a run is a stretch within one cell.</summary>
internal ref struct HeardCells
{
    private readonly ReadOnlySpan<long> times;
    private readonly ReadOnlySpan<double> latitudes;
    private readonly ReadOnlySpan<double> longitudes;
    private readonly ReadOnlySpan<float> altitudes;
    private readonly ReadOnlySpan<ReportFlags> flags;
    private readonly IReadOnlyList<Gap> gaps;
    private readonly CoverageRules rules;
    private readonly long countedUntil;
    private int index;
    private int gap;
    private double carried;
    private float altitude = float.NaN;

    public HeardCells(Flight flight, CoverageRules rules, long countedUntil)
    {
        times = flight.Track.Times;
        latitudes = flight.Track.Latitudes;
        longitudes = flight.Track.Longitudes;
        altitudes = flight.Track.AltitudesFeet;
        flags = flight.Track.Flags;
        gaps = flight.Gaps;
        this.rules = rules;
        this.countedUntil = countedUntil;
    }

    /// <summary>The next run. The time between two reports is shared half and half between their cells.</summary>
    public bool Next(out CoverageCell cell, out double seconds, out long reports)
    {
        cell = default;
        seconds = 0;
        reports = 0;
        while (index < this.times.Length && (OnGround(index) || this.times[index] <= countedUntil))
            Skip();
        if (index == this.times.Length)
            return false;

        // Neighbours mostly share a cell: it is computed anew only when a half degree, a band or an hour is left.
        cell = CellOf(index);
        var bounds = new Bounds(cell, altitude, rules);
        var first = index;

        // From each report to the next time is heard, but not across a gap nor to the ground. The columns stand in locals: through this they were read anew at each report.
        var latitudes = this.latitudes;
        var longitudes = this.longitudes;
        var altitudes = this.altitudes;
        var times = this.times;
        var flags = this.flags;
        var (i, height, half, sum, inside) = (first, altitude, carried, 0.0, true);
        do
        {
            var stop = SilentFrom(i);
            while (inside && i < stop && (flags[i + 1] & ReportFlags.OnGround) == 0)
            {
                var next = (times[i + 1] - times[i]) / 2000d;
                sum += half + next;
                half = next;
                i++;
                if (!float.IsNaN(altitudes[i]))
                    height = altitudes[i];
                inside = bounds.Hold(latitudes[i], longitudes[i], height, times[i]);
            }

            if (!inside)
                break;
            sum += half;
            half = 0;
            i++;
            if (i == times.Length || (flags[i] & ReportFlags.OnGround) != 0)
                break;
            if (!float.IsNaN(altitudes[i]))
                height = altitudes[i];
            inside = bounds.Hold(latitudes[i], longitudes[i], height, times[i]);
        }
        while (inside);

        (index, altitude, carried, seconds, reports) = (i, height, half, sum, i - first);
        return true;
    }

    /// <summary>The first report from one on after which nothing is heard: before a gap, or the last.</summary>
    private int SilentFrom(int from)
    {
        while (gap < gaps.Count && gaps[gap].BeforeIndex < from)
            gap++;
        return gap < gaps.Count ? Math.Min(gaps[gap].BeforeIndex, times.Length - 1) : times.Length - 1;
    }

    /// <summary>Half of the time to the next report in milliseconds ÷ 1000, nothing across a gap or to the ground.</summary>
    private double HalfStep()
    {
        while (gap < gaps.Count && gaps[gap].BeforeIndex < index)
            gap++;
        var silent = gap < gaps.Count && gaps[gap].BeforeIndex == index;
        return silent || index + 1 == times.Length || OnGround(index + 1) ? 0 : (times[index + 1] - times[index]) / 2000d;
    }

    private void Skip()
    {
        Remember(index);
        carried = times[index] == countedUntil && !OnGround(index) ? 2 * HalfStep() : 0;
        index++;
    }

    private readonly bool OnGround(int i) => (flags[i] & ReportFlags.OnGround) != 0;

    private CoverageCell CellOf(int i)
    {
        Remember(i);
        return CoverageCell.Of(latitudes[i], longitudes[i], rules.Band(altitude), times[i]);
    }

    /// <summary>A height is missing on many reports; the last one heard stands in.</summary>
    private void Remember(int i)
    {
        if (!float.IsNaN(altitudes[i]))
            altitude = altitudes[i];
    }

    /// <summary>The edges of a cell, lower ones included.</summary>
    private readonly struct Bounds
    {
        private readonly double south;
        private readonly double west;
        private readonly float low;
        private readonly float high;
        private readonly long from;

        public Bounds(CoverageCell cell, float altitude, CoverageRules rules)
        {
            south = cell.LatitudeIndex / 2d;
            west = cell.LongitudeIndex / 2d;
            from = cell.Hour * 3_600_000L;
            (low, high) = float.IsNaN(altitude)
                ? (float.NaN, float.NaN)
                : (cell.Band == 0 ? float.NegativeInfinity : rules.BandBoundsFeet[cell.Band - 1], cell.Band == rules.BandBoundsFeet.Count ? float.PositiveInfinity : rules.BandBoundsFeet[cell.Band]);
        }

        /// <summary>Whether a report is in the cell. At a pole or on the antimeridian it may say no where the cell is the same: the run is then only shorter.</summary>
        public bool Hold(double latitude, double longitude, float altitude, long time) =>
            latitude >= south && latitude < south + 0.5 && longitude >= west && longitude < west + 0.5
            && time - from is >= 0 and < 3_600_000
            && (altitude >= low ? altitude < high || high == float.PositiveInfinity : float.IsNaN(altitude) && float.IsNaN(low));
    }
}
