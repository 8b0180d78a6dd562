using System.Numerics;
using Atalaya.Plumes.Blocks;
using Atalaya.Plumes.Forward;
using Atalaya.Plumes.Numerics;

namespace Atalaya.Plumes.Inference;

/// <summary>A candidate place with the rate that fits best there.</summary>
/// <param name="X">East in m.</param>
/// <param name="Y">North in m.</param>
/// <param name="KilogramsPerHour">Best rate, not negative.</param>
/// <param name="Gain">What it takes off the weighted sum of squares.</param>
internal readonly record struct Candidate(double X, double Y, double KilogramsPerHour, double Gain);

/// <summary>
/// A first look at the area: for each place of a grid the plume of a steady source, the background projected off, and how much of the readings it explains
/// (variable projection: rate and background are solved inside). The same projections serve the test for any emission at all.
/// </summary>
internal sealed class CandidateMap
{
    private readonly PosteriorDensity _density;
    private readonly float[][] _fields;
    private readonly double[] _norms;
    private readonly double[] _weights;
    private readonly double[] _factor;
    private readonly double _logDeterminant;

    internal CandidateMap(PosteriorDensity density, LocateRules rules, double scatter, int threads, CancellationToken cancellation, double turn = 0)
    {
        _density = density;
        Places = Grid(density, rules);
        var blocks = density.Table.Blocks;
        var readings = density.Table.ReadingCount;
        _weights = Weights(density, scatter);
        (_factor, _logDeterminant) = Factor(density.Background.WidestOffset);
        _fields = new float[Places.Length][];
        _norms = new double[Places.Length];
        var first = density.NewScratch().First;
        Parallel.For(0, Places.Length, new ParallelOptions { MaxDegreeOfParallelism = threads, CancellationToken = cancellation }, g =>
        {
            var field = new float[readings];
            var signal = new double[readings];
            var slope = new double[readings];
            var height = Math.Exp(density.SharedPrior(3).Mean);
            // A little wider than the plume itself, so that a grid of metres does not miss a narrow one.
            var term = new SourceTerm(Places[g].X, Places[g].Y, height, turn, 1.3, 1);
            for (var b = 0; b < blocks.Count; b++)
            {
                var n = blocks[b].Readings.Length;
                PlumeField.Block(blocks[b], term, signal.AsSpan(first[b], n), slope.AsSpan(first[b], n));
            }

            for (var i = 0; i < readings; i++)
                field[i] = (float)(signal[i] / 3600);
            _fields[g] = field;
            _norms[g] = Product(field, Project(field));
        });
    }

    private CandidateMap(CandidateMap other, double offset)
    {
        (_density, _fields, Places, Step, _weights) = (other._density, other._fields, other.Places, other.Step, other._weights);
        (_factor, _logDeterminant) = Factor(offset);
        _norms = [.. _fields.Select(f => Product(f, Project(f)))];
    }

    /// <summary>The same fields and weights for sensors whose offsets lie so far apart, in ppm.</summary>
    internal CandidateMap WithOffsets(double offset) => new(this, offset);

    /// <summary>The grid's places.</summary>
    internal (double X, double Y)[] Places { get; }

    /// <summary>Distance in m between neighbouring places.</summary>
    internal double Step { get; private set; }

    /// <summary>Field of a place in ppm for each kg/h.</summary>
    internal float[] Field(int place) => _fields[place];

    /// <summary>The field of a place, weighted, the background projected off.</summary>
    internal double[] Projected(int place) => Project(_fields[place]);

    /// <summary>Squared length of a place's projected and weighted field; the signal-to-noise of 1 kg/h, squared.</summary>
    internal double Norm(int place) => _norms[place];

    /// <summary>Weights of the readings, 1/ppm².</summary>
    internal ReadOnlySpan<double> Weights() => _weights;

    /// <summary>All places with their best rates, for residuals given in order of the readings.</summary>
    internal Candidate[] Score(ReadOnlySpan<double> values)
    {
        var projected = Project(values);
        var candidates = new Candidate[Places.Length];
        for (var g = 0; g < Places.Length; g++)
        {
            var product = Product(_fields[g], projected);
            var rate = _norms[g] > 1e-300 ? Math.Max(0, product / _norms[g]) : 0;
            candidates[g] = new(Places[g].X, Places[g].Y, rate, rate * product);
        }

        return candidates;
    }

    /// <summary>Twice the logarithm by which the offsets' prior and what the data say of them lower the likelihood of any values.</summary>
    internal double LogDeterminant => _logDeterminant;

    /// <summary>The greatest gain over all places, and the sum of squares without any source.</summary>
    internal (double Gain, double Total) Best(ReadOnlySpan<double> values)
    {
        var projected = Project(values);
        var total = 0.0;
        for (var i = 0; i < values.Length; i++)
            total += projected[i] * values[i];
        var best = 0.0;
        for (var g = 0; g < _fields.Length; g++)
        {
            if (_norms[g] <= 1e-300)
                continue;
            var product = Product(_fields[g], projected);
            if (product > 0)
                best = Math.Max(best, product * product / _norms[g]);
        }

        return (best, total);
    }

    /// <summary>The readings less their sensors' prior level, in order.</summary>
    internal double[] Values(ReadOnlySpan<double> signal)
    {
        var values = new double[_density.Table.ReadingCount];
        var i = 0;
        foreach (var block in _density.Table.Blocks)
        {
            foreach (var reading in block.Readings)
            {
                values[i] = reading.PartsPerMillion - _density.Background.PriorMean[^1] - (signal.IsEmpty ? 0 : signal[i]);
                i++;
            }
        }

        return values;
    }

    /// <summary>What is left of values once the background and one place's best source are taken off.</summary>
    internal double[] Residuals(ReadOnlySpan<double> values, int place, double rate)
    {
        var less = values.ToArray();
        for (var i = 0; i < less.Length; i++)
            less[i] -= place < 0 ? 0 : rate * _fields[place][i];
        var projected = Project(less);
        for (var i = 0; i < less.Length; i++)
            less[i] = projected[i] / _weights[i];
        return less;
    }

    /// <summary>Inner product of a field and a projected one.</summary>
    internal static double Product(float[] field, double[] projected)
    {
        var sum = Vector<double>.Zero;
        var i = 0;
        for (; i + Vector<float>.Count <= field.Length; i += Vector<float>.Count)
        {
            Vector.Widen(new Vector<float>(field, i), out var low, out var high);
            sum += (low * new Vector<double>(projected, i)) + (high * new Vector<double>(projected, i + Vector<double>.Count));
        }

        var rest = Vector.Sum(sum);
        for (; i < field.Length; i++)
            rest += field[i] * projected[i];
        return rest;
    }

    private double[] Project(float[] field)
    {
        var values = new double[field.Length];
        for (var i = 0; i < field.Length; i++)
            values[i] = field[i];
        return Project(values);
    }

    // W·v − W·B·(BᵀWB + P)⁻¹·BᵀW·v.
    private double[] Project(ReadOnlySpan<double> values)
    {
        var columns = _density.Background.Columns;
        var right = new double[columns];
        var weighted = new double[values.Length];
        var i = 0;
        for (var b = 0; b < _density.Table.Blocks.Count; b++)
        {
            foreach (var reading in _density.Table.Blocks[b].Readings)
            {
                weighted[i] = _weights[i] * values[i];
                Scatter(right, b, reading.Sensor, weighted[i]);
                i++;
            }
        }

        Cholesky.Solve(_factor, columns, right);
        i = 0;
        for (var b = 0; b < _density.Table.Blocks.Count; b++)
        {
            var common = _density.Common(b, right);
            foreach (var reading in _density.Table.Blocks[b].Readings)
            {
                weighted[i] -= _weights[i] * (_density.Offset(reading.Sensor, right) + common);
                i++;
            }
        }

        return weighted;
    }

    private void Scatter(double[] right, int b, int sensor, double value)
    {
        var background = _density.Background;
        right[background.ColumnOf[sensor]] += value;
        var knot = background.OffsetCount + background.LowerKnot[b];
        right[knot] += (1 - background.Fraction[b]) * value;
        right[knot + 1] += background.Fraction[b] * value;
    }

    private (double[] Factor, double LogDeterminant) Factor(double offset)
    {
        var background = _density.Background;
        var columns = background.Columns;
        var matrix = new double[columns * columns];
        background.Prior(offset, matrix, columns);
        var i = 0;
        for (var b = 0; b < _density.Table.Blocks.Count; b++)
        {
            var knot = background.OffsetCount + background.LowerKnot[b];
            var f = background.Fraction[b];
            foreach (var reading in _density.Table.Blocks[b].Readings)
            {
                var w = _weights[i++];
                var s = background.ColumnOf[reading.Sensor];
                matrix[(s * columns) + s] += w;
                matrix[(knot * columns) + s] += (1 - f) * w;
                matrix[((knot + 1) * columns) + s] += f * w;
                matrix[(knot * columns) + knot] += (1 - f) * (1 - f) * w;
                matrix[((knot + 1) * columns) + knot] += f * (1 - f) * w;
                matrix[((knot + 1) * columns) + knot + 1] += f * f * w;
            }
        }

        Cholesky.Factor(matrix, columns);
        return (matrix, Cholesky.LogDeterminant(matrix, columns) + (2 * background.OffsetCount * Math.Log(offset)));
    }

    // A plume scatters by a share of itself; what lies above a sensor's low level stands for the plume before one is known.
    private static double[] Weights(PosteriorDensity density, double scatter)
    {
        var weights = new double[density.Table.ReadingCount];
        var i = 0;
        foreach (var block in density.Table.Blocks)
        {
            foreach (var reading in block.Readings)
            {
                var noise = density.Background.SensorNoise[reading.Sensor];
                var above = scatter * Math.Max(0, reading.PartsPerMillion - density.Background.PriorMean[^1]);
                weights[i++] = 1 / ((noise * noise) + (above * above));
            }
        }

        return weights;
    }

    private (double X, double Y)[] Grid(PosteriorDensity density, LocateRules rules)
    {
        if (density.Known is { } place)
        {
            Step = 1;
            return [(place.X, place.Y)];
        }

        var area = density.Area;
        var (width, depth) = (area.East - area.West, area.North - area.South);

        // Wide areas get more candidates, so that a plume of metres is not stepped over; their number is bounded.
        var side = Math.Clamp(Math.Max(width, depth) / 6, rules.SearchSide, 2 * rules.SearchSide);
        Step = Math.Max(width, depth) / side;
        var (columns, rows) = (Math.Max(1, (int)Math.Round(width / Step)), Math.Max(1, (int)Math.Round(depth / Step)));
        var places = new (double, double)[columns * rows];
        for (var i = 0; i < places.Length; i++)
            places[i] = (area.West + (width * ((i % columns) + 0.5) / columns), area.South + (depth * ((i / columns) + 0.5) / rows));
        return places;
    }
}
