using System.Runtime.InteropServices;
using Atalaya.Earth;
using Atalaya.Earth.Geodesics;
using Atalaya.Flights.Tracks;

namespace Atalaya.Flights.Coverage;

/// <summary>Airborne time of one flight in one cell.</summary>
/// <param name="Cell">Where and when. In the band <see cref="CoverageRules.UnknownBand"/> any band of the same place and hour answers.</param>
/// <param name="HeardSeconds">Seconds in which it was heard.</param>
/// <param name="GapSeconds">Seconds of gaps laid along the geodesic: not where it was, only where one asks whether it could have been heard.</param>
public readonly record struct FlightCell(CoverageCell Cell, double HeardSeconds, double GapSeconds);

/// <summary>Whether a flight could have been heard along its way, from the reports of other aircraft. Pure functions.</summary>
public static class FlightCoverage
{
    // The calling thread's own; a flight has a few cells. Nothing is ever removed, so it keeps the order of entry.
    [ThreadStatic]
    private static Dictionary<CoverageCell, FlightCell>? own;

    /// <summary>The cells of a flight, each once, in order of first entry.</summary>
    public static IReadOnlyList<FlightCell> Cells(Flight flight, CoverageRules rules)
    {
        var cells = own ??= [];
        cells.Clear();
        var walk = new HeardCells(flight, rules, long.MinValue);
        while (walk.Next(out var cell, out var seconds, out _))
            Add(cells, cell, seconds, 0);
        foreach (var gap in flight.Gaps)
            AddGap(cells, flight.Track, gap, rules);
        return [.. cells.Values];
    }

    /// <summary>Share of the flight's airborne time, gaps included, in cells where another aircraft was heard; null for a flight without airborne time.</summary>
    public static double? Share(IReadOnlyList<FlightCell> cells, Func<CoverageCell, bool> heardOther) =>
        Ratio(cells, heardOther, static cell => cell.HeardSeconds + cell.GapSeconds);

    /// <summary>The same for its gaps alone; null where there is none.</summary>
    public static double? GapShare(IReadOnlyList<FlightCell> cells, Func<CoverageCell, bool> heardOther) =>
        Ratio(cells, heardOther, static cell => cell.GapSeconds);

    private static double? Ratio(IReadOnlyList<FlightCell> cells, Func<CoverageCell, bool> heardOther, Func<FlightCell, double> seconds)
    {
        double all = 0, heard = 0;
        foreach (var cell in cells)
        {
            all += seconds(cell);
            if (heardOther(cell.Cell))
                heard += seconds(cell);
        }

        return all > 0 ? heard / all : null;
    }

    private static void AddGap(Dictionary<CoverageCell, FlightCell> cells, Track track, in Gap gap, CoverageRules rules)
    {
        int before = gap.BeforeIndex, after = before + 1;
        var start = track.Times[before];
        var milliseconds = track.Times[after] - start;
        var way = Geodesic.Inverse(new(track.Latitudes[before], track.Longitudes[before]), new(track.Latitudes[after], track.Longitudes[after]));

        // A gap is cut at the step and at every hour that it may fall into, whichever is finer: an aircraft that hangs still has hours too.
        var steps = (int)Math.Max(Math.Ceiling(way.Metres / rules.GapStepMetres), Math.Ceiling(milliseconds / 600_000d));
        var low = LastKnown(track.AltitudesFeet, before);
        var high = FirstKnown(track.AltitudesFeet, after);
        var line = new GeodesicLine(way.From, way.InitialAzimuthDegrees);
        for (var step = 0; step < steps; step++)
        {
            var share = (step + 0.5) / steps;
            var position = way.Metres == 0 ? way.From : line.At(way.Metres * share);
            var altitude = float.IsNaN(low) ? high : float.IsNaN(high) ? low : (float)(low + ((high - low) * share));
            var cell = CoverageCell.Of(position.Latitude, position.Longitude, rules.Band(altitude), start + (long)(milliseconds * share));
            Add(cells, cell, 0, milliseconds / 1000d / steps);
        }
    }

    private static float LastKnown(ReadOnlySpan<float> altitudes, int index)
    {
        while (index >= 0 && float.IsNaN(altitudes[index]))
            index--;
        return index < 0 ? float.NaN : altitudes[index];
    }

    private static float FirstKnown(ReadOnlySpan<float> altitudes, int index)
    {
        while (index < altitudes.Length && float.IsNaN(altitudes[index]))
            index++;
        return index == altitudes.Length ? float.NaN : altitudes[index];
    }

    private static void Add(Dictionary<CoverageCell, FlightCell> cells, CoverageCell cell, double heard, double silent)
    {
        ref var held = ref CollectionsMarshal.GetValueRefOrAddDefault(cells, cell, out _);
        held = new(cell, held.HeardSeconds + heard, held.GapSeconds + silent);
    }
}
