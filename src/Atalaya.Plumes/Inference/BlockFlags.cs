using Atalaya.Plumes.Answers;
using Atalaya.Plumes.Blocks;
using Atalaya.Plumes.Readings;
using Atalaya.Plumes.Winds;

namespace Atalaya.Plumes.Inference;

/// <summary>What may be wrong with an answer over blocks.</summary>
internal static class BlockFlags
{
    private static readonly PlumeFlag[] Preventing = [PlumeFlag.NoWind, PlumeFlag.NoVariation, PlumeFlag.TimesApart, PlumeFlag.UnitsImplausible];

    /// <summary>Whether one of the flags leaves no answer to give.</summary>
    internal static bool Prevents(IEnumerable<PlumeFlag> flags) => flags.Any(Preventing.Contains);

    internal static IEnumerable<PlumeFlag> OfInput(BlockTable table, ReadingTable readings, WindTable wind, LocateRequest request)
    {
        if (wind.Count == 0)
            yield return PlumeFlag.NoWind;
        else if (table.WithoutWind > 0.5)
            yield return PlumeFlag.TimesApart;
        if (table.Calm > 0.5)
            yield return PlumeFlag.CalmWind;
        if (!table.TurbulenceMeasured)
            yield return PlumeFlag.TurbulenceAssumed;
        if (!table.WindHeightKnown)
            yield return PlumeFlag.WindHeightAssumed;
        if (!table.AirKnown)
            yield return PlumeFlag.AirAssumed;
        var values = readings.Gases.First(g => g.Gas.Symbol == request.Gas.Symbol).PartsPerMillion.Where(double.IsFinite).ToArray();
        if (values.Length == 0)
        {
            yield return PlumeFlag.TooFewReadings;
            yield break;
        }

        if (values.All(v => v == values[0]))
            yield return PlumeFlag.NoVariation;
        if (values.Max() > 1e6)
            yield return PlumeFlag.UnitsImplausible;
        if (values.Count(static v => v < 0) > 0.05 * values.Length && request.Gas.BackgroundPartsPerMillion > 0.5)
            yield return PlumeFlag.NegativeReadings;
    }

    /// <summary>Whether wind blowing the other way explains far more: the mistake of from and to.</summary>
    internal static bool IsReversed(PosteriorDensity density, CandidateMap map, LocateRules rules, int threads, CancellationToken cancellation)
    {
        const double Clearly = 1.5;
        var values = map.Values([]);
        var turned = new CandidateMap(density, rules with { SearchSide = rules.SearchSide * 2 / 3 }, rules.Scatter, threads, cancellation, Math.PI);
        var (forward, total) = map.Best(values);
        var (backward, _) = turned.Best(values);
        return backward > Clearly * forward && backward > 0.1 * total;
    }

    internal static void OfAnswer(SortedSet<PlumeFlag> flags, PosteriorDensity density, PosteriorDraws drawn, IReadOnlyList<SourceEstimate> sources, FoundModes found, double step)
    {
        const double TrustedTail = 0.7;
        if (drawn.TailShape > TrustedTail || drawn.EffectiveDraws < 60)
            flags.Add(PlumeFlag.BoundsApproximate);
        if (density.Known is null)
        {
            var area = density.Area;
            var margin = Math.Max(step / 2, 1);
            if (sources.Any(s => s.X < area.West + margin || s.X > area.East - margin || s.Y < area.South + margin || s.Y > area.North - margin))
                flags.Add(PlumeFlag.AtEdgeOfArea);
            if (sources.Any(static s => s.Region90.Rings.Count > 1))
                flags.Add(PlumeFlag.SeveralPlaces);
            if (sources.Any(s => s.Region90.AreaSquareMetres > 0.25 * (area.East - area.West) * (area.North - area.South)))
                flags.Add(PlumeFlag.DegenerateGeometry);
        }

        if (density.Table.Blocks.All(static b => b.Track is null) && IsSteady(density.Table))
            flags.Add(PlumeFlag.SteadyWind);

        // Noise grown far beyond what the sensors' own changes say: something else is in the readings.
        var layout = found.Layout;
        if (found.Modes[0].Centre[layout.LogNoise] > Math.Log(4))
            flags.Add(PlumeFlag.PoorFit);
        if (found.Modes[0].Centre[layout.LogHeight] > Math.Log(5))
            flags.Add(PlumeFlag.SourceRaised);
    }

    // The mean direction moved less than a plume is wide.
    private static bool IsSteady(BlockTable table)
    {
        double cos = 0, sin = 0, width = 0;
        foreach (var block in table.Blocks)
        {
            cos += Math.Cos(block.Air.Direction);
            sin += Math.Sin(block.Air.Direction);
            width += block.Air.SigmaCross / Math.Max(block.Air.Speed, 0.1);
        }

        var n = Math.Max(1, table.Blocks.Count);
        var length = Math.Sqrt((cos * cos) + (sin * sin)) / n;
        return Math.Sqrt(-2 * Math.Log(Math.Max(length, 1e-9))) < width / n;
    }
}
