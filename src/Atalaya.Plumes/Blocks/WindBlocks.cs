using Atalaya.Plumes.Dispersion;
using Atalaya.Plumes.Winds;

namespace Atalaya.Plumes.Blocks;

/// <summary>The wind of one block, before its plumes are reckoned.</summary>
internal readonly record struct BlockWind(
    double Speed, double ScalarSpeed, double Direction, double SigmaCross, bool CrossMeasured, bool UpMeasured, SurfaceLayer Layer, double MixingHeight)
{
    internal BlockAir Air(double low, double high, double deposition, double source) => new(Speed, Direction, SigmaCross, new VerticalGrowth(Layer, MixingHeight, low, high, deposition, source));
}

/// <summary>Means and spreads of the wind by block. Rows that repeat one instant (a row for each sensor) count once.</summary>
internal sealed class WindBlocks
{
    private readonly Dictionary<int, Sum> _sums = [];
    private readonly WindTable _wind;
    private readonly BlockRules _rules;
    private readonly double _height;
    private readonly double _roughness;

    internal WindBlocks(WindTable wind, double origin, double length, BlockRules rules)
    {
        (_wind, _rules) = (wind, rules);
        _height = double.IsFinite(wind.HeightMetres) && wind.HeightMetres > 0 ? wind.HeightMetres : rules.WindHeight;
        _roughness = double.IsFinite(wind.RoughnessMetres) && wind.RoughnessMetres > 0 ? wind.RoughnessMetres : rules.Roughness;
        foreach (var i in wind.Instants())
        {
            var first = BlockBuilder.IndexOf(wind.Seconds[i], origin, length);

            // A mean longer than a block holds for each block that it covers.
            var last = wind.AveragingSeconds > length * 1.01 ? BlockBuilder.IndexOf(wind.Seconds[i] + wind.AveragingSeconds - (length / 2), origin, length) : first;
            for (var index = first; index <= last; index++)
            {
                ref var sum = ref System.Runtime.InteropServices.CollectionsMarshal.GetValueRefOrAddDefault(_sums, index, out _);
                sum.Add(wind, i);
            }
        }
    }

    internal BlockWind? Find(int index) => _sums.TryGetValue(index, out var sum) ? sum.Wind(_wind, _rules, _height, _roughness) : null;

    private struct Sum
    {
        private int _count, _crossCount, _upCount, _frictionCount, _lengthCount, _mixingCount;
        private double _east, _north, _eastSquare, _northSquare, _product, _up, _upSquare, _speed;
        private double _crossSquare, _sigmaUpSquare, _friction, _inverseLength, _mixing;
        private StabilityClass _stability;

        internal void Add(WindTable wind, int row)
        {
            var (east, north) = (wind.East[row], wind.North[row]);
            _count++;
            _east += east;
            _north += north;
            _eastSquare += east * east;
            _northSquare += north * north;
            _product += east * north;
            _speed += Math.Sqrt((east * east) + (north * north));
            if (wind.Up is { } up && double.IsFinite(up[row]))
            {
                _up += up[row];
                _upSquare += up[row] * up[row];
            }

            if (Known(wind.SigmaCross, row) is { } cross && cross > 0)
            {
                _crossSquare += cross * cross;
                _crossCount++;
            }

            if (Known(wind.SigmaUp, row) is { } sigma && sigma > 0)
            {
                _sigmaUpSquare += sigma * sigma;
                _upCount++;
            }

            if (Known(wind.FrictionVelocity, row) is { } friction && friction > 0)
            {
                _friction += friction;
                _frictionCount++;
            }

            if (Known(wind.ObukhovLength, row) is { } obukhov && obukhov != 0)
            {
                _inverseLength += 1 / obukhov;
                _lengthCount++;
            }

            if (Known(wind.MixingHeight, row) is { } mixing && mixing > 0)
            {
                _mixing += mixing;
                _mixingCount++;
            }

            if (wind.Stability is { } classes && classes[row] != StabilityClass.Unknown)
                _stability = classes[row];
        }

        internal readonly BlockWind Wind(WindTable wind, BlockRules rules, double height, double roughness)
        {
            var (east, north) = (_east / _count, _north / _count);
            var speed = Math.Sqrt((east * east) + (north * north));
            var direction = Math.Atan2(north, east);
            var (cos, sin) = speed > 0 ? (east / speed, north / speed) : (1, 0);

            // Spread across the mean wind: between the rows, and within each where they are means themselves.
            var between = Math.Max(0, ((_eastSquare / _count) - (east * east)) * sin * sin
                + (((_northSquare / _count) - (north * north)) * cos * cos) - (2 * ((_product / _count) - (east * north)) * sin * cos));
            var within = _crossCount > 0 ? _crossSquare / _crossCount : 0;
            var crossMeasured = _crossCount > 0 || _count >= 8;
            var upMean = _up / _count;
            var up = _upCount > 0 ? Math.Sqrt(_sigmaUpSquare / _upCount)
                : wind.Up is not null && _count >= 8 ? Math.Sqrt(Math.Max(0, (_upSquare / _count) - (upMean * upMean))) : double.NaN;
            var inverse = _lengthCount > 0 ? _inverseLength / _lengthCount : StabilityScale.InverseLength(_stability, roughness);
            var scalar = Math.Max(_speed / _count, 0.1);
            var layer = SurfaceLayer.From(scalar, height, roughness, _frictionCount > 0 ? _friction / _frictionCount : double.NaN, inverse == 0 ? double.NaN : 1 / inverse, up);
            var cross = crossMeasured ? Math.Sqrt(between + within) : Math.Sqrt(between + Square(Math.Max(rules.LeastCross, rules.CrossRatio * layer.FrictionVelocity)));
            return new(speed, scalar, direction, Math.Max(cross, 0.03 * scalar), crossMeasured, double.IsFinite(up) || _frictionCount > 0 || _lengthCount > 0, layer,
                _mixingCount > 0 ? _mixing / _mixingCount : double.NaN);
        }

        private static double? Known(double[]? column, int row) => column is not null && double.IsFinite(column[row]) ? column[row] : null;

        private static double Square(double value) => value * value;
    }
}
