namespace Atalaya.Plumes.Inference;

/// <summary>How what a fit leaves hangs together in time.</summary>
internal static class Residuals
{
    private const double LeastTemper = 0.2;

    // Less than this is not worth reckoning all anew.
    private const double Worthwhile = 0.1;

    /// <summary>Sets the start of the background and the power of the likelihood from the best fit of a number of sources.</summary>
    /// <param name="density">What is set.</param>
    /// <param name="found">The fit.</param>
    /// <param name="onlyIfLooser">Only where the residuals hang together clearly less than those that set it before.</param>
    /// <returns>Whether it was set.</returns>
    internal static bool Settle(PosteriorDensity density, FoundModes found, bool onlyIfLooser = false)
    {
        var scratch = density.NewScratch();
        density.Log(found.Layout, found.Modes[0].Centre, scratch);
        var correlation = Correlation(density, scratch);

        // Independent pieces in n readings of a first-order chain: n(1 − ρ)/(1 + ρ).
        var temper = Math.Clamp((1 - correlation) / (1 + correlation), LeastTemper, 1);
        if (onlyIfLooser && temper < density.Temper + Worthwhile)
            return false;
        density.Start = (double[])scratch.Background.Clone();
        density.Temper = temper;
        return true;
    }

    /// <summary>Correlation of a sensor's standardised residuals from block to block.</summary>
    internal static double Correlation(PosteriorDensity density, DensityScratch scratch)
    {
        var table = density.Table;
        var last = new double[table.SensorCount];
        var lastSeconds = new double[table.SensorCount];
        Array.Fill(last, double.NaN);
        double product = 0, square = 0, count = 0;
        for (var b = 0; b < table.Blocks.Count; b++)
        {
            var block = table.Blocks[b];
            var common = density.Common(b, scratch.Background);
            for (var i = 0; i < block.Readings.Length; i++)
            {
                var reading = block.Readings[i];
                var at = scratch.First[b] + i;
                var n = block.Readings.Length;
                var scale = 1 / Math.Sqrt(Math.Max(scratch.Inverse[scratch.FirstSquare[b] + (i * n) + i], 1e-300));
                var standard = Math.Clamp((reading.PartsPerMillion - (density.Factor(reading.Sensor, scratch.Background) * scratch.Signal[at]) - density.Offset(reading.Sensor, scratch.Background) - common) / scale, -4, 4);
                if (double.IsFinite(last[reading.Sensor]) && block.Seconds - lastSeconds[reading.Sensor] < 1.5 * block.Duration)
                {
                    product += standard * last[reading.Sensor];
                    square += 0.5 * ((standard * standard) + (last[reading.Sensor] * last[reading.Sensor]));
                    count++;
                }

                last[reading.Sensor] = standard;
                lastSeconds[reading.Sensor] = block.Seconds;
            }
        }

        return count < 10 || square <= 0 ? 0 : Math.Clamp(product / square, 0, 0.95);
    }
}
