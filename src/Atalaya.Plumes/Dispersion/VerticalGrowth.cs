using System.Runtime.Intrinsics;

namespace Atalaya.Plumes.Dispersion;

/// <summary>
/// How high a plume reaches as it drifts, for one block of air: the equation of advection and diffusion, u·∂C/∂x = ∂/∂z (K·∂C/∂z), solved with the profiles of
/// wind and diffusivity themselves, for sources and readings at any height, the ground reflecting or taking up. Solved once a block into a table.
/// </summary>
/// <remarks>
/// Closed solutions need power laws (Rounds 1955; Huang 1979; van Ulden 1978). Set against this one they are right within a twentieth in neutral and stable air,
/// but 12 to 30% too thin at 50 to 400 m in unstable air, wherever the powers are taken: rates came out as much too strong.
/// Steps along x: the two-stage singly diagonally implicit method of second order that damps (Alexander 1977), one factorisation for all sources.
/// </remarks>
internal sealed class VerticalGrowth
{
    /// <summary>Lowest and highest reading that a table holds where nothing else is asked, in m.</summary>
    internal const double LowReading = 0.2, HighReading = 30;

    private const int Cells = 72;
    private const int Nodes = 56;
    private const int Sources = 18;
    private const int StepsANode = 2;
    private const double LowSource = 0.1;
    private const double HighSource = 12;
    private const double ReadingStep = 0.2;
    // A source has some depth of its own: vents, flanges and frames are not points.
    private const double OwnDepth = 0.2;
    private const double Nearest = 0.25;
    private const double Farthest = 20_000;
    private const double FreeTop = 1000;
    private const double LeastTop = 20;
    private const double LeastLog = -80;
    // The source whose drift stands for all: equipment and vents stand low.
    internal const double UsualSource = 0.6;
    private static readonly double LogNearest = Math.Log(Nearest);
    private static readonly double Step = Math.Log(Farthest / Nearest) / (Nodes - 1);
    private static readonly double LogLowSource = Math.Log(LowSource);
    private static readonly double Gamma = 1 - Math.Sqrt(0.5);

    private readonly float[] _log;
    private readonly double[] _drift = new double[Nodes];
    private readonly int _heights;
    private readonly double _logLow;
    private readonly double _step;
    private readonly double _sourceStep;

    /// <summary>Solves for a block of air.</summary>
    /// <param name="air">Its profiles.</param>
    /// <param name="mixingHeight">Height in m of the lid under which all gas stays; NaN for none known.</param>
    /// <param name="low">Lowest reading, m.</param>
    /// <param name="high">Highest reading, m.</param>
    /// <param name="deposition">Speed in m/s with which the ground takes the gas up; 0 for none.</param>
    /// <param name="source">Height in m of the source whose drift stands for all, where it is known: a stack drifts faster than a leak.</param>
    internal VerticalGrowth(SurfaceLayer air, double mixingHeight, double low = LowReading, double high = HighReading, double deposition = 0, double source = UsualSource)
        : this(air.Speed, air.Diffusivity, air.RoughnessMetres, mixingHeight > 0 ? Math.Max(mixingHeight, LeastTop) : FreeTop, low, high, deposition, source)
    {
    }

    internal VerticalGrowth(Func<double, double> speed, Func<double, double> diffusivity, double bottom, double top, double low, double high, double deposition, double source = UsualSource)
    {
        // A lid below readings or sources, or within the roughness, is none that can be solved for: the column reaches past them.
        source = Math.Max(source, LowSource);
        _sourceStep = Math.Log(Math.Max(HighSource, 1.5 * source) / LowSource) / (Sources - 1);
        top = Math.Max(top, Math.Max(4 * bottom, 1.5 * source));
        low = Math.Clamp(low, bottom, top / 2);
        high = Math.Clamp(high, low, top);
        _heights = Math.Max(1, (int)Math.Ceiling(Math.Log(high / low) / ReadingStep) + 1);
        (_logLow, _step) = (Math.Log(low), _heights > 1 ? Math.Log(high / low) / (_heights - 1) : 1);
        _log = new float[Nodes * _heights * Sources];
        Solve(new Column(speed, diffusivity, bottom, top, deposition), source);
    }

    /// <summary>Mean speed in m/s with which the plume has drifted over a distance in m.</summary>
    /// <param name="distance">Downwind distance in m, above 0.</param>
    /// <param name="stretch">Factor on the diffusivity; 1 as the profiles say. It is the same as one on the distance.</param>
    internal double DriftSpeed(double distance, double stretch)
    {
        var (node, fraction) = Place(Math.Log(Math.Max(distance * stretch, Nearest)) - LogNearest, Step, Nodes);
        return Between(_drift[node], _drift[node + 1], fraction);
    }

    /// <summary>Where a source of a height in m lies in the table.</summary>
    internal Stage Source(double height)
    {
        var (index, fraction) = Place(Math.Log(height) - LogLowSource, _sourceStep, Sources);
        return new(index, fraction);
    }

    /// <summary>
    /// Drift in m/s and logarithm of the crosswind-integrated concentration in kg/m² for a source of 1 kg/s, at four places at once: all time goes into these.
    /// </summary>
    /// <param name="logStretched">Logarithms of the distances in m times the factor on the diffusivity.</param>
    /// <param name="logHeight">Logarithms of the heights of the readings in m.</param>
    /// <param name="source">The source, from <see cref="Source"/>.</param>
    /// <param name="logIntegral">Logarithms of the integrals.</param>
    /// <returns>Mean speeds over the distances.</returns>
    internal Vector256<double> Drift(Vector256<double> logStretched, Vector256<double> logHeight, Stage source, out Vector256<double> logIntegral)
    {
        var along = Vector256.Min(Vector256.Max((logStretched - Vector256.Create(LogNearest)) * (1 / Step), Vector256<double>.Zero), Vector256.Create(Nodes - 1.0));
        var node = Vector256.Min(Vector256.Floor(along), Vector256.Create(Nodes - 2.0));
        var fraction = along - node;
        var rise = Vector256.Min(Vector256.Max((logHeight - Vector256.Create(_logLow)) * (1 / _step), Vector256<double>.Zero), Vector256.Create(_heights - 1.0));
        var rung = Vector256.Min(Vector256.Floor(rise), Vector256.Create(Math.Max(_heights - 2.0, 0)));
        var up = (float)source.Fraction;
        var onward = _heights == 1 ? 0 : 1;
        var above = Nodes * _heights;
        var (i0, i1, i2, i3) = ((int)node[0], (int)node[1], (int)node[2], (int)node[3]);
        var slab = source.Node * Nodes;
        var (at0, at1) = (((slab + i0) * _heights) + (int)rung[0], ((slab + i1) * _heights) + (int)rung[1]);
        var (at2, at3) = (((slab + i2) * _heights) + (int)rung[2], ((slab + i3) * _heights) + (int)rung[3]);
        var low = Vector256.Create((double)Raised(at0, above, up), Raised(at1, above, up), Raised(at2, above, up), Raised(at3, above, up));
        var high = Vector256.Create((double)Raised(at0 + onward, above, up), Raised(at1 + onward, above, up), Raised(at2 + onward, above, up), Raised(at3 + onward, above, up));
        var lowNext = Vector256.Create((double)Raised(at0 + _heights, above, up), Raised(at1 + _heights, above, up), Raised(at2 + _heights, above, up), Raised(at3 + _heights, above, up));
        onward += _heights;
        var highNext = Vector256.Create((double)Raised(at0 + onward, above, up), Raised(at1 + onward, above, up), Raised(at2 + onward, above, up), Raised(at3 + onward, above, up));
        var driftHere = Vector256.Create(_drift[i0], _drift[i1], _drift[i2], _drift[i3]);
        var driftNext = Vector256.Create(_drift[i0 + 1], _drift[i1 + 1], _drift[i2 + 1], _drift[i3 + 1]);
        var share = rise - rung;
        var here = low + (share * (high - low));
        logIntegral = here + (fraction * (lowNext + (share * (highNext - lowNext)) - here));
        return driftHere + (fraction * (driftNext - driftHere));
    }

    /// <summary>Where something lies among the nodes of the table.</summary>
    /// <param name="Node">Node before it.</param>
    /// <param name="Fraction">How far towards the next.</param>
    internal readonly record struct Stage(int Node, double Fraction);

    private static (int Index, double Fraction) Place(double log, double step, int count)
    {
        var at = Math.Clamp(log / step, 0, count - 1);
        var index = Math.Min((int)at, count - 2);
        return (index, at - index);
    }

    private static double Between(double from, double to, double fraction) => from + (fraction * (to - from));

    // Between two heights of source.
    private float Raised(int at, int above, float fraction) => Between(_log[at], _log[at + above], fraction);

    private static float Between(float from, float to, float fraction) => from + (fraction * (to - from));

    private void Solve(Column column, double source)
    {
        var values = new double[Cells * Sources];
        for (var k = 0; k < Sources; k++)
            column.Release(values, k, Math.Exp(LogLowSource + (k * _sourceStep)));
        var usual = (int)Math.Round((Math.Log(source) - LogLowSource) / _sourceStep);
        double x = 0, seconds = 0;
        Span<float> logs = stackalloc float[Sources];
        for (var i = 0; i < Nodes; i++)
        {
            var end = Nearest * Math.Exp(i * Step);
            var steps = i == 0 ? 2 * StepsANode : StepsANode;
            var length = (end - x) / steps;
            for (var s = 0; s < steps; s++)
            {
                var before = column.Speed(values, usual);
                column.March(values, length);
                seconds += 2 * length / (before + column.Speed(values, usual));
            }

            x = end;
            _drift[i] = x / seconds;
            for (var j = 0; j < _heights; j++)
            {
                column.Read(values, Math.Exp(_logLow + (j * _step)), logs);

                // By source first: one source is asked at many places.
                for (var k = 0; k < Sources; k++)
                    _log[(((k * Nodes) + i) * _heights) + j] = logs[k];
            }
        }
    }

    /// <summary>A column of air in cells whose heights rise by a factor, with the gas of all sources side by side in each.</summary>
    private sealed class Column
    {
        private readonly double[] _centre = new double[Cells];
        private readonly double[] _depth = new double[Cells];
        private readonly double[] _speed = new double[Cells];
        private readonly double[] _exchange = new double[Cells + 1];
        private readonly double[] _upper = new double[Cells];
        private readonly double[] _lower = new double[Cells];
        private readonly double[] _pivot = new double[Cells];
        private readonly double[] _stage = new double[Cells * Sources];
        private readonly double _logBottom;
        private readonly double _logRatio;

        internal Column(Func<double, double> speed, Func<double, double> diffusivity, double bottom, double top, double deposition)
        {
            (_logBottom, _logRatio) = (Math.Log(bottom), Math.Log(top / bottom) / Cells);
            for (var i = 0; i < Cells; i++)
            {
                var (low, high) = (Edge(i), Edge(i + 1));
                (_centre[i], _depth[i]) = (Math.Sqrt(low * high), high - low);
                _speed[i] = speed(_centre[i]);
                if (i > 0)
                    _exchange[i] = diffusivity(low) / (_centre[i] - _centre[i - 1]);
            }

            // Nothing goes through the top; into the ground goes what it takes up.
            _exchange[0] = deposition;
        }

        /// <summary>Puts 1 kg/s about a height.</summary>
        internal void Release(double[] values, int source, double height)
        {
            // Below the lowest cell there is no air to put it into.
            height = Math.Max(height, _centre[0]);
            var flux = 0.0;
            for (var i = 0; i < Cells; i++)
            {
                var off = (_centre[i] - height) / OwnDepth;
                values[(i * Sources) + source] = Math.Exp(-0.5 * off * off);
                flux += values[(i * Sources) + source] * _speed[i] * _depth[i];
            }

            for (var i = 0; i < Cells; i++)
                values[(i * Sources) + source] /= flux;
        }

        /// <summary>Mean speed of a source's gas.</summary>
        internal double Speed(double[] values, int source)
        {
            double flux = 0, mass = 0;
            for (var i = 0; i < Cells; i++)
            {
                var gas = values[(i * Sources) + source] * _depth[i];
                mass += gas;
                flux += gas * _speed[i];
            }

            return flux / mass;
        }

        /// <summary>One step of a length in m.</summary>
        internal void March(double[] values, double length)
        {
            Factor(Gamma * length);
            values.CopyTo(_stage, 0);
            Substitute(_stage);
            for (var i = 0; i < values.Length; i++)
                values[i] += (1 - Gamma) / Gamma * (_stage[i] - values[i]);
            Substitute(values);
        }

        /// <summary>Logarithms of all sources' gas at a height.</summary>
        internal void Read(double[] values, double height, Span<float> logs)
        {
            var (i, f) = Place(Math.Log(height) - _logBottom - (0.5 * _logRatio), _logRatio, Cells);
            for (var k = 0; k < Sources; k++)
                logs[k] = (float)(((1 - f) * Logarithm(values[(i * Sources) + k])) + (f * Logarithm(values[((i + 1) * Sources) + k])));
        }

        private static double Logarithm(double value) => value > 0 ? Math.Max(Math.Log(value), LeastLog) : LeastLog;

        private double Edge(int index) => Math.Exp(_logBottom + (index * _logRatio));

        // 1 - length·A, tridiagonal, by elimination without pivots: it is dominated by its diagonal.
        private void Factor(double length)
        {
            for (var i = 0; i < Cells; i++)
            {
                var share = length / (_speed[i] * _depth[i]);
                var (below, above) = (share * _exchange[i], share * _exchange[i + 1]);
                _lower[i] = i == 0 ? 0 : -below;
                _upper[i] = -above;
                _pivot[i] = 1 + below + above;
                if (i > 0)
                    _pivot[i] -= _lower[i] * _upper[i - 1];
                _pivot[i] = 1 / _pivot[i];
                _upper[i] *= _pivot[i];
            }
        }

        private void Substitute(double[] right)
        {
            for (var i = 0; i < Cells; i++)
            {
                var (lower, pivot) = (_lower[i], _pivot[i]);
                var row = right.AsSpan(i * Sources, Sources);
                if (i == 0)
                {
                    for (var k = 0; k < Sources; k++)
                        row[k] *= pivot;
                    continue;
                }

                var below = right.AsSpan((i - 1) * Sources, Sources);
                for (var k = 0; k < Sources; k++)
                    row[k] = (row[k] - (lower * below[k])) * pivot;
            }

            for (var i = Cells - 2; i >= 0; i--)
            {
                var upper = _upper[i];
                var row = right.AsSpan(i * Sources, Sources);
                var above = right.AsSpan((i + 1) * Sources, Sources);
                for (var k = 0; k < Sources; k++)
                    row[k] -= upper * above[k];
            }
        }
    }
}
