using Atalaya.Plumes.Answers;
using Atalaya.Plumes.Background;
using Atalaya.Plumes.Blocks;
using Atalaya.Plumes.Readings;
using Atalaya.Plumes.Winds;

namespace Atalaya.Plumes.Inference;

/// <summary>The other gases that fixed sensors or beams read: which shows a plume too, and whether the one asked for is more than its crosstalk.</summary>
internal sealed class OtherGases(ReadingTable readings, WindTable wind, LocateRequest request, LocateRules rules, SearchArea area, int leastReadings, CancellationToken cancellation)
{
    // In log likelihood, a factor of ten: clearly the stronger of the two.
    private const double Clearly = 2.3;

    // Of the gain: what a share that is a little off leaves of a strong signal is no plume.
    private const double Trace = 0.1;

    /// <summary>Judges them and adds what they cast doubt on.</summary>
    /// <returns>The strongest of them with its p-value, or null where no other was read.</returns>
    internal (Gas Gas, double PValue)? Judge(EmissionTest asked, SortedSet<PlumeFlag> flags)
    {
        (Gas Gas, EmissionTest Test)? best = null;
        foreach (var other in readings.Gases.Where(g => g.Gas.Symbol != request.Gas.Symbol))
        {
            cancellation.ThrowIfCancellationRequested();
            if (Test(readings, other.Gas) is { } test && (best is not { } b || test.Strength > b.Test.Strength))
                best = (other.Gas, test);
        }

        if (best is not { } second)
            return null;
        if (asked.Test.IsDetected && second.Test.Test.IsDetected)
        {
            if (second.Test.Strength > asked.Strength + Clearly)
                flags.Add(PlumeFlag.OtherGasStronger);
            var gas = readings.Gases.First(g => g.Gas.Symbol == request.Gas.Symbol);
            if (Crosstalk.Without(readings, gas, readings.Gases.First(g => g.Gas == second.Gas)) is { } cleaned
                && (Test(cleaned, request.Gas) is not { Test.IsDetected: true } left || left.Strength < Trace * asked.Strength))
            {
                flags.Add(PlumeFlag.CrossInterference);
            }
        }

        return (second.Gas, second.Test.Test.PValue);
    }

    private EmissionTest? Test(ReadingTable table, Gas gas)
    {
        var blocks = BlockBuilder.Build(table, wind, gas, rules.Blocks, request.Threads, cancellation, request.KnownPlace, area);
        if (blocks.ReadingCount < leastReadings)
            return null;
        var density = new PosteriorDensity(blocks, BackgroundDesign.Of(blocks), rules, area, request.KnownPlace);
        return EmissionTest.Run(density, new CandidateMap(density, rules, rules.Scatter, request.Threads, cancellation), request, rules, cancellation);
    }
}
