using MathNet.Numerics.Distributions;

namespace Atalaya.Plumes.Crossings;

/// <summary>An enhancement found along a path: the window that shows it best, and the wider rows that hold it all.</summary>
/// <param name="Middle">Middle row of the window.</param>
/// <param name="Width">Rows of the window.</param>
/// <param name="Score">Excess over its flanks in units of the plume-free spread.</param>
/// <param name="First">First row that may hold the plume.</param>
/// <param name="Last">Last such row.</param>
internal readonly record struct Enhancement(int Middle, int Width, double Score, int First, int Last);

/// <summary>
/// Looks for enhancements along a path with windows of many widths, each against flanks of the same width on both sides: a drift of the
/// background drops out, and the spread of the same difference over the path's plume-free rows is the noise, whatever its
/// autocorrelation. The number of places tried (every width, every place it fits in) is paid for, so that the false-alarm rate is of
/// the whole path.
/// </summary>
internal sealed class EnhancementScan
{
    /// <summary>Independent places for each width of the path: more than one, since neighbours overlap but in part (from made noise, white, autocorrelated and wandering: 0.75 gave 13% alarms where 5% were asked).</summary>
    private const double PlacesPerWidth = 2;
    private const double BorrowedFreedom = 8;

    private readonly double[] _sum;
    private readonly int[] _masked;
    private readonly int[] _widths;
    private readonly double[] _spread;
    private readonly double[] _freedom;

    private EnhancementScan(double[] value)
    {
        var n = value.Length;
        _sum = new double[n + 1];
        var middle = value.Order().ElementAt(n / 2);
        for (var i = 0; i < n; i++)
            _sum[i + 1] = _sum[i] + (value[i] - middle);
        _masked = new int[n + 1];
        var widths = new List<int>();
        for (var w = 3.0; w * 5 < n; w *= Math.Sqrt(2))
            widths.Add((int)Math.Round(w));
        _widths = [.. widths.Distinct()];
        (_spread, _freedom) = (new double[_widths.Length], new double[_widths.Length]);
        Places = Math.Max(1, _widths.Sum(w => PlacesPerWidth * n / w));
    }

    /// <summary>Number of independent places tried.</summary>
    public double Places { get; }

    /// <summary>The enhancements, in order of time.</summary>
    public IReadOnlyList<Enhancement> Found { get; private set; } = [];

    /// <summary>Probability of as strong an enhancement anywhere on the path without a source.</summary>
    public double PValue { get; private set; } = 1;

    /// <summary>False-alarm rate asked of the whole path.</summary>
    public double FalseAlarmRate { get; private init; }

    /// <summary>Scans a path.</summary>
    public static EnhancementScan Of(double[] value, double falseAlarmRate)
    {
        var scan = new EnhancementScan(value) { FalseAlarmRate = falseAlarmRate };
        if (scan._widths.Length == 0)
            return scan;
        for (var round = 0; round < 4; round++)
        {
            scan.Measure(round == 0);
            if (!(scan._spread[0] > 0))
                return scan;
            var found = scan.Pick();
            var same = round > 0 && found.SequenceEqual(scan.Found);
            scan.Found = found;
            if (same)
                break;
            scan.Mask(found);
        }

        return scan;
    }

    /// <summary>Plume-free standard deviation, in the values' unit, of the mean of that many rows above its flanks.</summary>
    public double Spread(double rows)
    {
        var k = Bracket(rows, out var share);
        return Math.Exp(((1 - share) * Math.Log(_spread[k])) + (share * Math.Log(_spread[Math.Min(k + 1, _widths.Length - 1)])));
    }

    /// <summary>Mean of that many rows above its flanks that is just detected.</summary>
    public double Threshold(double rows)
    {
        var k = Bracket(rows, out _);
        return Spread(rows) * Limit(_freedom[k]);
    }

    private double Limit(double freedom) => StudentT.InvCDF(0, 1, freedom, 1 - (FalseAlarmRate / Places));

    private int Bracket(double rows, out double share)
    {
        var at = Math.Log(Math.Clamp(rows, _widths[0], _widths[^1]));
        var k = 0;
        while (k < _widths.Length - 2 && Math.Log(_widths[k + 1]) < at)
            k++;
        share = _widths.Length == 1 ? 0 : (at - Math.Log(_widths[k])) / (Math.Log(_widths[k + 1]) - Math.Log(_widths[k]));
        return k;
    }

    /// <summary>Mean over a window less the mean of its flanks, each flank half a width away; NaN where it does not fit.</summary>
    private double Excess(int first, int width)
    {
        var gap = width / 2;
        var (left, right) = (first - gap - width, first + width + gap);
        if (left < 0 || right + width > _sum.Length - 1)
            return double.NaN;
        var flanks = _sum[left + width] - _sum[left] + _sum[right + width] - _sum[right];
        return ((_sum[first + width] - _sum[first]) / width) - (flanks / (2 * width));
    }

    private void Measure(bool isFirst)
    {
        var raw = new double[_widths.Length];
        for (var k = 0; k < _widths.Length; k++)
        {
            var w = _widths[k];
            var sizes = new List<double>();
            for (var i = 0; i + w < _sum.Length; i++)
            {
                var excess = Excess(i, w);
                if (double.IsNaN(excess))
                    continue;
                var (from, to) = (i - (w / 2) - w, i + w + (w / 2) + w);
                if (_masked[to] - _masked[from] == 0)
                    sizes.Add(Math.Abs(excess));
            }

            _freedom[k] = sizes.Count / (1.5 * w);
            if (sizes.Count < 5)
            {
                (_freedom[k], raw[k]) = (0, double.NaN);
                continue;
            }

            sizes.Sort();

            // Before the plumes are masked only the small differences are the background's: the lowest quarter, as of a normal's.
            raw[k] = isFirst
                ? sizes[sizes.Count / 4] / 0.3186
                : Math.Max(sizes[sizes.Count / 2] / 0.6745, sizes[sizes.Count * 9 / 10] / 1.6449);
        }

        Smooth(raw);
    }

    /// <summary>
    /// Each width's spread, drawn towards what white noise and a wandering background, A/w + B·w, fit to all widths: the widest windows
    /// fit in few places and would be worth few degrees of freedom alone.
    /// </summary>
    private void Smooth(double[] raw)
    {
        var (best, bestRatio, bestLevel) = (double.PositiveInfinity, 0.0, 0.0);
        for (var exponent = -32; exponent <= 4; exponent++)
        {
            var ratio = exponent == -32 ? 0 : Math.Pow(10, exponent / 4.0);
            var (weights, level, misfit) = (0.0, 0.0, 0.0);
            for (var pass = 0; pass < 2; pass++)
            {
                for (var k = 0; k < raw.Length; k++)
                {
                    if (!(raw[k] > 0) || _freedom[k] <= 0)
                        continue;
                    var difference = (2 * Math.Log(raw[k])) - Math.Log((1.0 / _widths[k]) + (ratio * _widths[k]));
                    if (pass == 0)
                        (weights, level) = (weights + _freedom[k], level + (_freedom[k] * difference));
                    else
                        misfit += _freedom[k] * (difference - level) * (difference - level);
                }

                if (pass == 0 && weights > 0)
                    level /= weights;
            }

            if (weights > 0 && misfit < best)
                (best, bestRatio, bestLevel) = (misfit, ratio, level);
        }

        for (var k = 0; k < raw.Length; k++)
        {
            var fitted = double.IsFinite(best) ? Math.Exp(bestLevel) * ((1.0 / _widths[k]) + (bestRatio * _widths[k])) : 0;
            var own = raw[k] > 0 ? raw[k] * raw[k] : fitted;
            _spread[k] = Math.Sqrt(((_freedom[k] * own) + (BorrowedFreedom * fitted)) / (_freedom[k] + BorrowedFreedom));
            _freedom[k] = Math.Min(200, _freedom[k] + BorrowedFreedom);
        }
    }

    private List<Enhancement> Pick()
    {
        // Scores of unlike freedom are compared by the normal score of the same tail.
        var candidates = new List<(double Score, int Middle, int Width)>();
        var least = 1.0;
        for (var k = 0; k < _widths.Length; k++)
        {
            var (w, limit) = (_widths[k], Limit(_freedom[k]));
            var top = 0.0;
            for (var i = 0; i + w < _sum.Length; i++)
            {
                var score = Excess(i, w) / _spread[k];
                if (double.IsNaN(score))
                    continue;
                top = Math.Max(top, score);
                if (score > limit)
                    candidates.Add((score, i + (w / 2), w));
            }

            least = Math.Min(least, 1 - StudentT.CDF(0, 1, _freedom[k], top));
        }

        PValue = -Math.Exp(Places * Math.Log(1 - Math.Clamp(least, 1e-15, 1 - 1e-15))) + 1;
        var found = new List<Enhancement>();
        foreach (var (score, middle, width) in candidates.OrderByDescending(c => c.Score).ThenBy(c => c.Middle).ThenBy(c => c.Width))
        {
            // A strong plume's tails count; a weak one's only bring noise.
            var tail = (int)(width * (0.6 + (0.5 * Math.Clamp(Math.Log(score / 8) / Math.Log(5), 0, 1))));
            var (first, last) = (middle - (width / 2) - tail, middle + (width / 2) + tail);
            if (found.Any(f => first <= f.Last && last >= f.First))
                continue;
            found.Add(new(middle, width, score, Math.Max(0, first), Math.Min(_sum.Length - 2, last)));
        }

        found.Sort((a, b) => a.Middle.CompareTo(b.Middle));
        return found;
    }

    private void Mask(List<Enhancement> found)
    {
        var n = _sum.Length - 1;
        var mask = new bool[n];
        foreach (var f in found)
        {
            for (var i = f.First; i <= f.Last; i++)
                mask[i] = true;
        }

        for (var i = 0; i < n; i++)
            _masked[i + 1] = _masked[i] + (mask[i] ? 1 : 0);
    }
}
