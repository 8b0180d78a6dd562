using Atalaya.Plumes.Answers;

namespace Atalaya.Plumes.Inference;

/// <summary>Observed against predicted at the best fit.</summary>
internal static class FitSeries
{
    internal static IReadOnlyList<FitPoint> Of(PosteriorDensity density, FoundModes found)
    {
        var scratch = density.NewScratch();
        density.Log(found.Layout, found.Modes[0].Centre, scratch);
        var points = new List<FitPoint>();
        for (var b = 0; b < density.Table.Blocks.Count; b++)
        {
            var block = density.Table.Blocks[b];
            var common = density.Common(b, scratch.Background);
            var n = block.Readings.Length;
            for (var i = 0; i < n; i++)
            {
                var reading = block.Readings[i];
                var background = density.Offset(reading.Sensor, scratch.Background) + common;
                var scale = 1 / Math.Sqrt(Math.Max(scratch.Inverse[scratch.FirstSquare[b] + (i * n) + i], 1e-300));
                points.Add(new(block.Seconds, reading.Sensor, reading.PartsPerMillion, background + (density.Factor(reading.Sensor, scratch.Background) * scratch.Signal[scratch.First[b] + i]), background, scale));
            }
        }

        return points;
    }
}
