using System.Runtime.Intrinsics;
using Atalaya.Plumes.Blocks;
using Atalaya.Plumes.Dispersion;
using Atalaya.Plumes.Numerics;

namespace Atalaya.Plumes.Forward;

/// <summary>Places where the gas of one source in one block is wanted, reckoned four at a time: most of an inference's time is spent here.</summary>
internal ref struct NodeBatch
{
    /// <summary>Places that are held before they are reckoned; a multiple of four.</summary>
    internal const int Capacity = 32;

    /// <summary>Numbers of working memory that a batch wants.</summary>
    internal const int RoomNeeded = 4 * Capacity;

    // Gas leaves over about a metre: what lies within the source sees the part of it that is upwind.
    private const double RampADistance = 1.702 / PlumeField.OwnSize;
    private const double Within = 0.3;
    private static readonly int Lanes = Vector256<double>.Count;

    private readonly BlockAir _air;
    private readonly VerticalGrowth.Stage _height;
    private readonly double _crossFactor;
    private readonly double _logStretch;
    private readonly double _power;
    private readonly Span<double> _along;
    private readonly Span<double> _cross;
    private readonly Span<double> _heights;
    private readonly Span<double> _weights;
    private readonly Span<int> _owners;
    private readonly Span<double> _signal;
    private readonly Span<double> _slope;
    private int _count;

    internal NodeBatch(BlockAir air, in SourceTerm source, Span<double> room, Span<int> owners, Span<double> signal, Span<double> slope)
    {
        _air = air;
        _height = air.Growth.Source(source.Height);
        _crossFactor = source.CrossFactor;
        (_logStretch, _power) = (Math.Log(source.VerticalFactor), source.VerticalPower);
        _along = room[..Capacity];
        _cross = room.Slice(Capacity, Capacity);
        _heights = room.Slice(2 * Capacity, Capacity);
        _weights = room.Slice(3 * Capacity, Capacity);
        _owners = owners;
        _signal = signal;
        _slope = slope;
    }

    /// <summary>Adds a place, downwind and to the left of the plume's axis in m, whose gas counts with a weight for a reading.</summary>
    internal void Add(int reading, double along, double cross, double height, double weight)
    {
        // Upwind there is none.
        if (along <= -PlumeField.Upwind)
            return;
        if (_count == Capacity)
            Reckon();
        (_along[_count], _cross[_count], _heights[_count], _weights[_count], _owners[_count]) = (along, cross, Math.Max(height, PlumeField.LeastHeight), weight, reading);
        _count++;
    }

    /// <summary>Adds four places for one reading.</summary>
    internal void Add(int reading, Vector256<double> along, Vector256<double> cross, Vector256<double> height, Vector256<double> weight)
    {
        if (_count + Lanes > Capacity)
            Reckon();
        along.CopyTo(_along[_count..]);
        cross.CopyTo(_cross[_count..]);
        Vector256.Max(height, Vector256.Create(PlumeField.LeastHeight)).CopyTo(_heights[_count..]);
        weight.CopyTo(_weights[_count..]);
        _owners.Slice(_count, Lanes).Fill(reading);
        _count += Lanes;
    }

    /// <summary>Reckons what was added since.</summary>
    internal void Reckon()
    {
        for (var at = 0; at < _count; at += Lanes)
        {
            // What is left over of an earlier batch fills the last vector up; nobody owns it.
            for (var i = _count; i < at + Lanes; i++)
                (_along[i], _cross[i], _heights[i], _weights[i]) = (1, 0, 1, 0);
            Four(at);
        }

        _count = 0;
    }

    private readonly void Four(int at)
    {
        var offset = Vector256.Create<double>(_along.Slice(at, Lanes));
        var along = 0.5 * (offset + Vector256.Sqrt((offset * offset) + Vector256.Create(4 * Within * Within)));
        var cross = Vector256.Create<double>(_cross.Slice(at, Lanes));
        var logAlong = VectorFunctions.Log(along);
        var speed = _air.Growth.Drift(PlumeField.LogStretched(logAlong, _logStretch, _power), VectorFunctions.Log(Vector256.Create<double>(_heights.Slice(at, Lanes))), _height, out var logIntegral);
        var spread = _crossFactor * LateralSpread.Sigma(_air.SigmaCross, along / speed);
        var variance = (spread * spread) + Vector256.Create(PlumeField.OwnSize * PlumeField.OwnSize);
        var off = cross * cross / variance;
        var seen = Vector256.Create(1.0) + VectorFunctions.Exp(-RampADistance * offset);
        var value = Vector256.Create<double>(_weights.Slice(at, Lanes)) * VectorFunctions.Exp(logIntegral - (0.5 * off)) / (seen * Vector256.Sqrt(2 * Math.PI * variance));
        value = Vector256.ConditionalSelect(Vector256.LessThanOrEqual(off, Vector256.Create(PlumeField.Reach * PlumeField.Reach * 1.5)), value, Vector256<double>.Zero);

        // A turn of the wind to the left moves the reading to the right of the plume by its distance: d(cross) = -along, so d(ln c) = cross·along/σ².
        var turned = value * cross * along / variance;
        for (var i = 0; i < Lanes && at + i < _count; i++)
        {
            _signal[_owners[at + i]] += value[i];
            _slope[_owners[at + i]] += turned[i];
        }
    }
}
