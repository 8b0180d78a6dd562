using Atalaya.Plumes.Answers;
using Atalaya.Plumes.Checks;
using Atalaya.Plumes.Feeds;
using Atalaya.Plumes.Inference;
using Atalaya.Plumes.Readings;
using Atalaya.Plumes.Winds;

namespace Atalaya.Cli.Plumes;

/// <summary>An input file by its name and content.</summary>
/// <param name="Name">Its name without folders: the same input elsewhere is the same input.</param>
/// <param name="Sha256">Lower-case hex.</param>
/// <param name="Bytes">Its length.</param>
internal sealed record InputDigest(string Name, string Sha256, long Bytes);

/// <summary>An answer with all that its readers need beside it. Every output is a function of this and of a language.</summary>
internal sealed record PlumeFinding
{
    // Share of rejected rows from which those that are left cannot be taken for the whole.
    private const double MostFaults = 0.1;

    // What was said of the input was not understood, so it was read otherwise.
    private static readonly InputFaultReason[] Misread = [InputFaultReason.UnknownUnit, InputFaultReason.NoSuchColumn, InputFaultReason.UnknownGas, InputFaultReason.BadOption, InputFaultReason.Damaged];

    // Faults of the input, or what no bounds allow for; other flags say what the bounds rest on.
    private static readonly PlumeFlag[] Doubts =
    [
        PlumeFlag.NoWind, PlumeFlag.CalmWind, PlumeFlag.WindPerhapsReversed, PlumeFlag.DegenerateGeometry, PlumeFlag.StuckSensor, PlumeFlag.NoVariation, PlumeFlag.NegativeReadings,
        PlumeFlag.UnitsImplausible, PlumeFlag.TimesApart, PlumeFlag.CrossInterference, PlumeFlag.TooFewReadings,
    ];

    /// <summary>The readings that were used.</summary>
    public required ReadingTable Readings { get; init; }

    /// <summary>The wind; of no rows where there is none.</summary>
    public required WindTable Wind { get; init; }

    /// <summary>What was asked.</summary>
    public required LocateRequest Request { get; init; }

    /// <summary>What was answered.</summary>
    public required PlumeAnswer Answer { get; init; }

    /// <summary>The files that it rests on, readings first.</summary>
    public required IReadOnlyList<InputDigest> Inputs { get; init; }

    /// <summary>The command line without folders and without what changes no value (<c>--out</c>, <c>--threads</c>, <c>--lang</c>).</summary>
    public required string CommandLine { get; init; }

    /// <summary>The flight of an archive that the readings belong to; null where none was asked for.</summary>
    public FlightJoin? Flight { get; init; }

    /// <summary>What the files held; null where the readings come from none.</summary>
    public PlumeInput? Input { get; init; }

    /// <summary>What was found in them before any inference.</summary>
    public IReadOnlyList<CheckFinding> Checks { get; init; } = [];

    /// <summary>Whether an inference was possible at all.</summary>
    public bool IsAnswered => Answer.SourceCount.Count > 0;

    /// <summary>Whether the input shows a fault that may turn the answer, so that it must not be taken for a confident one.</summary>
    public bool IsDoubtful => IsAnswered
        && (Checks.Any(static c => c.Weight == CheckWeight.Warning) || Answer.Flags.Any(Doubts.Contains) || Faults.Any(static f => Misread.Contains(f.Reason)) || Faults.Sum(static f => (double)f.Count) > MostFaults * Readings.Count);

    /// <summary>What of the input could not be used, but for values that are missing.</summary>
    public IEnumerable<InputFaultCount> Faults => Input?.FaultCounts.Where(static f => f.Reason is not (InputFaultReason.ConcentrationMissing or InputFaultReason.WindMissing)) ?? [];

    /// <summary>Most probable number of sources, or 0 where none is stated.</summary>
    public int MostProbableCount
    {
        get
        {
            var best = 0;
            for (var k = 1; k < Answer.SourceCount.Count; k++)
            {
                if (Answer.SourceCount[k] > Answer.SourceCount[best])
                    best = k;
            }

            return best;
        }
    }

    /// <summary>The readings of the gas that was asked for; null where the table has none.</summary>
    public GasSeries? Series => Readings.Gases.FirstOrDefault(g => g.Gas.Symbol == Answer.Gas.Symbol);
}
