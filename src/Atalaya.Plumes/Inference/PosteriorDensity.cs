using Atalaya.Plumes.Background;
using Atalaya.Plumes.Blocks;
using Atalaya.Plumes.Forward;
using Atalaya.Plumes.Numerics;

namespace Atalaya.Plumes.Inference;

/// <summary>
/// The logarithm of prior times likelihood of a number of sources, the background marginalised (Laplace, exact for normal errors). The errors of one block
/// hang together: one turn of the wind and one strength of the plume for all its sensors, besides each sensor's own; their covariance is a diagonal and three
/// outer products, and a multivariate t keeps blocks that fit nothing from ruling. A sensor reads the plume stronger or weaker than it is by a factor of its own
/// that lasts: its calibration, and what no steady plume over flat ground knows of its place. The factors are linear as the background is, and go with it.
/// </summary>
internal sealed class PosteriorDensity
{
    private const int Rank = 3;
    private const double CommonNoise = 0.7;
    private const double SecondsPerHour = 3600;

    private readonly BlockTable _table;
    private readonly BackgroundDesign _background;
    private readonly LocateRules _rules;
    private readonly double[] _priorMean;
    private readonly int _gains;
    private readonly int _columns;

    internal PosteriorDensity(BlockTable table, BackgroundDesign background, LocateRules rules, SearchArea area, Readings.Spot? known)
    {
        (_table, _background, _rules, Area, Known) = (table, background, rules, area, known);
        // Where a sensor is heard a few times only, its factor cannot be told from the scatter of single readings.
        _gains = background.OffsetCount > 1 ? table.SensorCount : 0;
        _columns = background.Columns + _gains;
        _priorMean = new double[_columns];
        background.PriorMean.CopyTo(_priorMean, 0);
        Start = (double[])_priorMean.Clone();
        LogArea = Math.Log(Math.Max(1e-6, (area.East - area.West) * (area.North - area.South)));
    }

    /// <summary>Where sources may lie.</summary>
    internal SearchArea Area { get; }

    /// <summary>The place, where it is known beforehand.</summary>
    internal Readings.Spot? Known { get; }

    /// <summary>Background from which the reweighting starts; set once at the best fit, so that an answer does not depend on the order of calls.</summary>
    internal double[] Start { get; set; }

    /// <summary>Power of the likelihood: 1 for independent errors, less where residuals hang together in time.</summary>
    internal double Temper { get; set; } = 1;

    internal double LogArea { get; }

    internal BlockTable Table => _table;

    internal BackgroundDesign Background => _background;

    /// <summary>What a sensor reads above the common level, of a solution of the background.</summary>
    internal double Offset(int sensor, ReadOnlySpan<double> background) => background[_background.ColumnOf[sensor]];

    internal DensityScratch NewScratch() => new(_table, _columns);

    /// <summary>How many times stronger than it is a sensor reads the plume, of a solution of the background.</summary>
    internal double Factor(int sensor, ReadOnlySpan<double> background) => _gains > 0 ? 1 + background[_background.Columns + sensor] : 1;

    /// <summary>Log density; negative infinity outside of the area.</summary>
    internal double Log(ParameterLayout layout, ReadOnlySpan<double> p, DensityScratch scratch)
    {
        var prior = LogPrior(layout, p);
        if (!double.IsFinite(prior))
            return double.NegativeInfinity;
        Predict(layout, p, scratch);
        Covariances(layout, p, scratch);
        Start.CopyTo(scratch.Background, 0);
        _background.Prior(Math.Exp(p[layout.LogOffset]), scratch.Prior, _columns);
        var gain = Math.Exp(p[layout.LogGain]);
        for (var g = _background.Columns; g < _columns; g++)
            scratch.Prior[(g * _columns) + g] = 1 / (gain * gain);
        for (var round = 0; round < 3; round++)
        {
            if (!Reweight(scratch))
                return double.NegativeInfinity;
        }

        var log = prior + Marginal(scratch) - (_background.OffsetCount * p[layout.LogOffset]) - (_gains * p[layout.LogGain]);
        return double.IsFinite(log) ? log : double.NegativeInfinity;
    }

    internal double LogPrior(ParameterLayout layout, ReadOnlySpan<double> p)
    {
        var log = 0.0;
        for (var k = 0; k < layout.Sources; k++)
        {
            if (Known is null)
            {
                var (x, y) = (p[ParameterLayout.X(k)], p[ParameterLayout.Y(k)]);
                if (!Area.Contains(x, y))
                    return double.NegativeInfinity;
                log -= LogArea;
            }
            else
            {
                // Place parameters stay in the vector as idle ones, so that layouts do not differ.
                log += LogNormal(p[ParameterLayout.X(k)] - Known.Value.X, 1) + LogNormal(p[ParameterLayout.Y(k)] - Known.Value.Y, 1);
            }

            log += LogNormal(p[ParameterLayout.LogRate(k)] - Math.Log(_rules.Rate), _rules.RateSpread);
        }

        for (var i = 0; i < ParameterLayout.SharedCount; i++)
        {
            var (mean, spread) = SharedPrior(i);
            log += LogNormal(p[layout.Turn + i] - mean, spread);
        }

        return log;
    }

    /// <summary>Mean and spread of the prior of a shared parameter, in the order of the layout.</summary>
    internal (double Mean, double Spread) SharedPrior(int index) => index switch
    {
        0 => (0, _rules.DirectionBiasDegrees * Math.PI / 180),
        1 => (0, _table.CrossMeasured ? _rules.CrossFactorMeasured : _rules.CrossFactorAssumed),
        2 => (0, _table.TurbulenceMeasured ? _rules.VerticalFactorMeasured : _rules.VerticalFactorAssumed),
        3 => Known is { } place ? (Math.Log(Math.Max(place.Z, 0.05)), 0.1) : (Math.Log(_rules.SourceHeight), _rules.SourceHeightSpread),
        4 => (0, 2 * _rules.ScatterSpread),
        5 => (Math.Log(_rules.Scatter), _rules.ScatterSpread),
        6 => (Math.Log(_rules.BlockScatter), _rules.ScatterSpread),
        7 => (Math.Log(_rules.BlockTurnDegrees * Math.PI / 180), _rules.ScatterSpread),
        8 => (Math.Log(_background.UsualOffset), _rules.OffsetSpread),
        9 => (0, _rules.VerticalPower),
        _ => (Math.Log(_rules.SensorFactor), _rules.SensorFactorSpread),
    };

    /// <summary>Signal of all sources together, and its change with the wind's direction, ppm and ppm per radian.</summary>
    internal void Predict(ParameterLayout layout, ReadOnlySpan<double> p, DensityScratch scratch)
    {
        Array.Clear(scratch.Signal);
        Array.Clear(scratch.Slope);
        for (var k = 0; k < layout.Sources; k++)
        {
            var rate = Math.Exp(p[ParameterLayout.LogRate(k)]) / SecondsPerHour;
            var field = scratch.Fields.Of(_table, scratch.First, Term(layout, p, k));
            for (var i = 0; i < scratch.Signal.Length; i++)
            {
                scratch.Signal[i] += rate * field.Signal[i];
                scratch.Slope[i] += rate * field.Slope[i];
            }
        }
    }

    internal SourceTerm Term(ParameterLayout layout, ReadOnlySpan<double> p, int source) => new(
        Known?.X ?? p[ParameterLayout.X(source)], Known?.Y ?? p[ParameterLayout.Y(source)], Math.Exp(p[layout.LogHeight]), p[layout.Turn], Math.Exp(p[layout.LogCross]), Math.Exp(p[layout.LogVertical]), p[layout.VerticalPower]);

    private static double LogNormal(double off, double spread) => (-0.5 * off * off / (spread * spread)) - Math.Log(spread * 2.5066282746);

    // R = D + V·Vᵀ of each block, inverted by Woodbury's identity.
    private void Covariances(ParameterLayout layout, ReadOnlySpan<double> p, DensityScratch scratch)
    {
        var noise = Math.Exp(p[layout.LogNoise]);
        var scatter = Math.Exp(p[layout.LogScatter]);
        var blockScatter = Math.Exp(p[layout.LogBlockScatter]);
        var turn = Math.Exp(p[layout.LogBlockTurn]);
        Span<double> inner = stackalloc double[Rank * Rank];
        Span<double> row = stackalloc double[Rank];
        for (var b = 0; b < _table.Blocks.Count; b++)
        {
            var readings = _table.Blocks[b].Readings;
            var n = readings.Length;
            var at = scratch.First[b];
            inner.Clear();
            inner[0] = inner[4] = inner[8] = 1;
            var logDeterminant = 0.0;
            var v = scratch.Outer;
            for (var i = 0; i < n; i++)
            {
                var own = noise * _background.SensorNoise[readings[i].Sensor];
                var signal = scratch.Signal[at + i];
                var variance = (own * own) + (scatter * scatter * signal * signal);
                scratch.Diagonal[i] = 1 / variance;
                logDeterminant += Math.Log(variance);
                v[i * Rank] = turn * scratch.Slope[at + i];
                v[(i * Rank) + 1] = blockScatter * signal;
                v[(i * Rank) + 2] = CommonNoise * own;
                for (var j = 0; j < Rank; j++)
                {
                    for (var k = 0; k <= j; k++)
                        inner[(j * Rank) + k] += v[(i * Rank) + j] * v[(i * Rank) + k] / variance;
                }
            }

            Cholesky.Factor(inner, Rank);
            scratch.LogDeterminant[b] = logDeterminant + Cholesky.LogDeterminant(inner, Rank);

            // Rows of L⁻¹·Vᵀ·D⁻¹, whose products are what Woodbury takes off.
            for (var i = 0; i < n; i++)
            {
                for (var j = 0; j < Rank; j++)
                    row[j] = v[(i * Rank) + j] * scratch.Diagonal[i];
                Cholesky.Forward(inner, Rank, row);
                row.CopyTo(scratch.Half.AsSpan(i * Rank, Rank));
            }

            var inverse = scratch.Inverse.AsSpan(scratch.FirstSquare[b], n * n);
            for (var i = 0; i < n; i++)
            {
                for (var j = 0; j <= i; j++)
                {
                    var sum = i == j ? scratch.Diagonal[i] : 0;
                    for (var k = 0; k < Rank; k++)
                        sum -= scratch.Half[(i * Rank) + k] * scratch.Half[(j * Rank) + k];
                    inverse[(i * n) + j] = inverse[(j * n) + i] = sum;
                }
            }
        }
    }

    // One step of reweighted least squares for the background and the sensors' factors.
    private bool Reweight(DensityScratch scratch)
    {
        var columns = _columns;
        var offsets = _background.OffsetCount;
        var column = _background.ColumnOf;
        var precision = scratch.Precision;
        scratch.Prior.CopyTo(precision, 0);
        var right = scratch.Right;
        for (var i = 0; i < columns; i++)
        {
            var sum = 0.0;
            for (var j = 0; j < columns; j++)
                sum += precision[(i * columns) + j] * _priorMean[j];
            right[i] = sum;
        }

        for (var b = 0; b < _table.Blocks.Count; b++)
        {
            var readings = _table.Blocks[b].Readings;
            var n = readings.Length;
            var distance = Distance(b, scratch);
            var weight = Temper * (_rules.Freedom + n) / (_rules.Freedom + distance);
            var inverse = scratch.Inverse.AsSpan(scratch.FirstSquare[b], n * n);
            var signal = scratch.Signal.AsSpan(scratch.First[b], n);
            var (knot, f) = (offsets + _background.LowerKnot[b], _background.Fraction[b]);
            double all = 0, allData = 0;
            for (var i = 0; i < n; i++)
            {
                var s = column[readings[i].Sensor];
                var gain = _gains > 0 && signal[i] != 0 ? _background.Columns + readings[i].Sensor : -1;
                double rowSum = 0, data = 0;
                for (var j = 0; j < n; j++)
                {
                    var value = weight * inverse[(i * n) + j];
                    precision[(s * columns) + column[readings[j].Sensor]] += value;
                    rowSum += value;
                    data += value * scratch.Clean[j];
                    if (gain < 0)
                        continue;
                    var change = signal[i] * value;
                    precision[(gain * columns) + column[readings[j].Sensor]] += change;
                    precision[(gain * columns) + _background.Columns + readings[j].Sensor] += change * signal[j];
                }

                right[s] += data;
                all += rowSum;
                allData += data;
                AddKnots(precision, columns, s, knot, f, rowSum);
                if (gain < 0)
                    continue;
                right[gain] += signal[i] * data;
                precision[(gain * columns) + knot] += (1 - f) * signal[i] * rowSum;
                precision[(gain * columns) + knot + 1] += f * signal[i] * rowSum;
            }

            right[knot] += (1 - f) * allData;
            right[knot + 1] += f * allData;
            precision[(knot * columns) + knot] += (1 - f) * (1 - f) * all;
            precision[((knot + 1) * columns) + knot] += f * (1 - f) * all;
            precision[((knot + 1) * columns) + knot + 1] += f * f * all;
        }

        if (!Cholesky.Factor(precision, columns))
            return false;
        right.CopyTo(scratch.Background, 0);
        Cholesky.Solve(precision, columns, scratch.Background);
        return true;
    }

    // Only the lower triangle is read: knots stand below sensors, factors below both.
    private static void AddKnots(double[] precision, int columns, int sensor, int knot, double fraction, double value)
    {
        precision[(knot * columns) + sensor] += (1 - fraction) * value;
        precision[((knot + 1) * columns) + sensor] += fraction * value;
    }

    // Mahalanobis distance of a block's residuals; leaves readings without signal in Clean.
    private double Distance(int b, DensityScratch scratch)
    {
        var readings = _table.Blocks[b].Readings;
        var n = readings.Length;
        var at = scratch.First[b];
        var inverse = scratch.Inverse.AsSpan(scratch.FirstSquare[b], n * n);
        var common = Common(b, scratch.Background);
        for (var i = 0; i < n; i++)
        {
            scratch.Clean[i] = readings[i].PartsPerMillion - scratch.Signal[at + i];
            scratch.Residual[i] = scratch.Clean[i] - scratch.Background[_background.ColumnOf[readings[i].Sensor]] - common;
            if (_gains > 0)
                scratch.Residual[i] -= scratch.Background[_background.Columns + readings[i].Sensor] * scratch.Signal[at + i];
        }

        var sum = 0.0;
        for (var i = 0; i < n; i++)
        {
            var row = 0.0;
            for (var j = 0; j < n; j++)
                row += inverse[(i * n) + j] * scratch.Residual[j];
            sum += row * scratch.Residual[i];
        }

        return Math.Max(sum, 0);
    }

    /// <summary>The level common to all sensors in a block.</summary>
    internal double Common(int b, ReadOnlySpan<double> background)
    {
        var knot = _background.OffsetCount + _background.LowerKnot[b];
        return ((1 - _background.Fraction[b]) * background[knot]) + (_background.Fraction[b] * background[knot + 1]);
    }

    private double Marginal(DensityScratch scratch)
    {
        var freedom = _rules.Freedom;
        var log = 0.0;
        for (var b = 0; b < _table.Blocks.Count; b++)
        {
            var n = _table.Blocks[b].Readings.Length;
            log += scratch.LogGamma(freedom, n) - (0.5 * scratch.LogDeterminant[b]) - (0.5 * (freedom + n) * Math.Log(1 + (Distance(b, scratch) / freedom)));
        }

        log *= Temper;
        var columns = _columns;
        for (var i = 0; i < columns; i++)
        {
            var off = scratch.Background[i] - _priorMean[i];
            for (var j = 0; j < columns; j++)
                log -= 0.5 * off * scratch.Prior[(i * columns) + j] * (scratch.Background[j] - _priorMean[j]);
        }

        return log - (0.5 * Cholesky.LogDeterminant(scratch.Precision, columns));
    }
}
