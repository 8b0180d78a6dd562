using Atalaya.Plumes.Inference;
using Atalaya.Plumes.Readings;

namespace Atalaya.Plumes.Crossings;

/// <summary>
/// Where and how strong sources may be, and the coordinates in which they are sought: the logarithm of the distance from the plumes' common
/// middle and the bearing there, the logarithm of the rate, and the height; behind them what all crossings share.
/// </summary>
internal sealed class SourcePrior
{
    /// <summary>Coordinates shared by all sources.</summary>
    public const int Shared = 5;

    /// <summary>Coordinates of each source.</summary>
    public const int PerSource = 4;

    /// <summary>Rates from 1e-6 to 1e6 kg/h are as likely by logarithm.</summary>
    private static readonly double LeastLogRate = Math.Log(1e-6 / 3600);
    private static readonly double MostLogRate = Math.Log(1e6 / 3600);
    private const double MostLogRatio = 3;
    private const double LeastDistance = 1;
    private const double BearingSpread = 0.4;
    private const double NarrowShare = 0.8;
    private const double RateSpread = 1.5;

    private readonly CrossingRules _rules;
    private readonly CrossingModel _model;
    private readonly SearchArea _area;
    private readonly bool _isAreaGiven;
    private readonly Spot? _known;
    private readonly double _anchorX;
    private readonly double _anchorY;
    private readonly double _upwind;
    private readonly double _mostDistance;
    private readonly double _logPlaceNorm;
    private readonly double _dispersionSpread;

    /// <summary>The prior of a set of passes.</summary>
    public SourcePrior(CrossingRules rules, CrossingModel model, SearchArea area, bool isAreaGiven, Spot? known, (double X, double Y) anchor, (double East, double North) wind, double dispersionSpread)
    {
        (_rules, _model, _area, _isAreaGiven, _known, _dispersionSpread) = (rules, model, area, isAreaGiven, known, dispersionSpread);
        (_anchorX, _anchorY) = anchor;
        _upwind = Math.Atan2(-wind.North, -wind.East);
        _mostDistance = new[] { (area.West, area.South), (area.West, area.North), (area.East, area.South), (area.East, area.North) }
            .Max(c => Math.Sqrt(Math.Pow(c.Item1 - _anchorX, 2) + Math.Pow(c.Item2 - _anchorY, 2)));
        _mostDistance = Math.Max(_mostDistance, 2 * LeastDistance);

        // ∫∫ of the density over the area, by its own cells: 1 for a given area's evenness, 1/r where only the readings bound it.
        const int Cells = 60;
        var (mass, dx, dy) = (0.0, (area.East - area.West) / Cells, (area.North - area.South) / Cells);
        for (var i = 0; i < Cells; i++)
        {
            for (var j = 0; j < Cells; j++)
            {
                var (x, y) = (area.West + ((i + 0.5) * dx) - _anchorX, area.South + ((j + 0.5) * dy) - _anchorY);
                mass += dx * dy * (isAreaGiven ? 1 : 1 / Math.Max(LeastDistance, Math.Sqrt((x * x) + (y * y))));
            }
        }

        _logPlaceNorm = -Math.Log(Math.Max(mass, 1e-12));
    }

    /// <summary>What all crossings share, of a state.</summary>
    public Nuisances SharedOf(ReadOnlySpan<double> state) => new(
        state[0] * _rules.DirectionBiasDegrees * Math.PI / 180,
        Math.Exp(state[1] * _dispersionSpread),
        Math.Exp(state[2] * _dispersionSpread),
        Math.Clamp(_rules.CrossingLogSpread * Math.Exp(state[3] * _rules.CrossingLogSpreadSpread), 0.1, 2),
        Math.Clamp(_rules.InstantShare * Math.Exp(state[4] * _rules.InstantShareLogSpread), 0.1, 0.95));

    /// <summary>A source of a state.</summary>
    public ModelSource SourceOf(ReadOnlySpan<double> state, int source)
    {
        var at = state.Slice(Shared + (source * PerSource), PerSource);
        if (_known is { } spot)
            return new(spot.X, spot.Y, Math.Max(0, spot.Z), at[2]);
        var r = Math.Exp(at[0]);
        var (sin, cos) = Math.SinCos(at[1]);
        return new(_anchorX + (r * cos), _anchorY + (r * sin), Math.Abs(at[3]) * _rules.HeightScaleMetres, at[2]);
    }

    /// <summary>Logarithm of the prior's density in the coordinates of the state; minus infinity outside the area.</summary>
    public double LogPrior(ReadOnlySpan<double> state, int count)
    {
        var sum = 0.0;
        for (var i = 0; i < Shared; i++)
            sum += LogNormal(state[i], 1);
        var (least, most) = (double.PositiveInfinity, double.NegativeInfinity);
        for (var s = 0; s < count; s++)
        {
            var at = state.Slice(Shared + (s * PerSource), PerSource);
            (least, most) = (Math.Min(least, at[2]), Math.Max(most, at[2]));

            // A source too weak beside another to show is none.
            if (most - least > MostLogRatio || at[2] < LeastLogRate || at[2] > MostLogRate)
                return double.NegativeInfinity;
            sum += LogNormal(at[3], 1) - Math.Log(MostLogRate - LeastLogRate);
            if (_known is not null)
            {
                sum += LogNormal(at[0], 1) + LogNormal(at[1], 1);
                continue;
            }

            var source = SourceOf(state, s);
            if (at[0] < Math.Log(LeastDistance) || !Inside(source.X, source.Y) || Math.Abs(at[1] - _upwind) > Math.PI)
                return double.NegativeInfinity;
            sum += _logPlaceNorm + ((_isAreaGiven ? 2 : 1) * at[0]);
        }

        return sum;
    }

    /// <summary>Draws a state to begin from: places mostly upwind, rates near what the strongest crossings would take there.</summary>
    public void Draw(Span<double> state, int count, ref KeyedRandom random)
    {
        for (var i = 0; i < Shared; i++)
            state[i] = random.Normal();
        for (var s = 0; s < count; s++)
        {
            var at = state.Slice(Shared + (s * PerSource), PerSource);
            at[3] = random.Normal();
            if (_known is not null)
            {
                (at[0], at[1]) = (random.Normal(), random.Normal());
            }
            else
            {
                for (var attempt = 0; attempt < 60; attempt++)
                {
                    DrawPlace(at, ref random);
                    var place = SourceOf(state, s);
                    if (Inside(place.X, place.Y) && Math.Abs(at[1] - _upwind) <= Math.PI)
                        break;
                }
            }

            at[2] = Guess(state, s) + (RateSpread * random.Normal());
        }
    }

    /// <summary>Logarithm of the share of drawn places that lie inside the area, by which <see cref="LogDraw"/> is too small for each source.</summary>
    public double LogShareInside(ulong seed)
    {
        if (_known is not null)
            return 0;
        const int Tries = 4000;
        var (inside, state) = (0, new double[Shared + PerSource]);
        var random = new KeyedRandom(seed, 7000, 0);
        for (var i = 0; i < Tries; i++)
        {
            DrawPlace(state.AsSpan(Shared), ref random);
            var place = SourceOf(state, 0);
            inside += Inside(place.X, place.Y) && Math.Abs(state[Shared + 1] - _upwind) <= Math.PI ? 1 : 0;
        }

        return Math.Log(Math.Max(1, inside) / (double)Tries);
    }

    /// <summary>Logarithm of the density from which <see cref="Draw"/> draws, but for the share of it outside the area.</summary>
    public double LogDraw(ReadOnlySpan<double> state, int count)
    {
        var sum = 0.0;
        for (var i = 0; i < Shared; i++)
            sum += LogNormal(state[i], 1);
        for (var s = 0; s < count; s++)
        {
            var at = state.Slice(Shared + (s * PerSource), PerSource);
            sum += LogNormal(at[3], 1) + LogNormal(at[2] - Guess(state, s), RateSpread);
            if (_known is not null)
            {
                sum += LogNormal(at[0], 1) + LogNormal(at[1], 1);
                continue;
            }

            sum -= Math.Log(Math.Log(_mostDistance / LeastDistance));
            var narrow = Math.Exp(LogNormal(at[1] - _upwind, BearingSpread));
            sum += Math.Log((NarrowShare * narrow) + ((1 - NarrowShare) / (2 * Math.PI)));
        }

        return sum;
    }

    private void DrawPlace(Span<double> at, ref KeyedRandom random)
    {
        at[0] = Math.Log(LeastDistance) + (random.Uniform() * Math.Log(_mostDistance / LeastDistance));
        at[1] = random.Uniform() < NarrowShare ? _upwind + (BearingSpread * random.Normal()) : _upwind + (Math.PI * ((2 * random.Uniform()) - 1));
    }

    /// <summary>Whether a place may hold a source.</summary>
    public bool Inside(double x, double y) => _area.Contains(x, y);

    /// <summary>Log rate that the plumes met would take at a state's place: the median over the crossings that it reaches.</summary>
    private double Guess(ReadOnlySpan<double> state, int source)
    {
        var shared = SharedOf(state);
        var place = SourceOf(state, source) with { LogRate = 0 };
        var (sum, count) = (0.0, 0);
        foreach (var pass in _model.Passes)
        {
            foreach (var crossing in pass.Crossings)
            {
                if (_model.Predict(pass, crossing.X, crossing.Y, crossing.Z, place, shared) is not { } p)
                    continue;

                // Only near the centre line, and not far above the plume, does a crossing tell the rate.
                if (Math.Abs(p.Offset) > 3 * p.SigmaTotal || p.LogSpread > 1.5)
                    continue;
                sum += Math.Log(crossing.Integral) - p.LogIntegral;
                count++;
            }
        }

        return Math.Clamp(count == 0 ? Math.Log(1.0 / 3600) : sum / count, LeastLogRate + 1, MostLogRate - 1);
    }

    private static double LogNormal(double value, double spread) => (-0.5 * value * value / (spread * spread)) - Math.Log(spread * Math.Sqrt(2 * Math.PI));
}
