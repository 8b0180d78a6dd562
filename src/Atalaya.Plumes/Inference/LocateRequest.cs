using Atalaya.Plumes.Answers;
using Atalaya.Plumes.Readings;

namespace Atalaya.Plumes.Inference;

/// <summary>A rectangle of the local frame, in metres.</summary>
public readonly record struct SearchArea(double West, double South, double East, double North)
{
    /// <summary>Whether a place lies in it or on its edge; not where it is no number.</summary>
    public bool Contains(double x, double y) => x >= West && x <= East && y >= South && y <= North;
}

/// <summary>What is asked of a set of readings.</summary>
/// <param name="Gas">Which of the table's gases.</param>
public sealed record LocateRequest(Gas Gas)
{
    /// <summary>Where a source may lie; null: as far upwind of the readings as the readings allow.</summary>
    public SearchArea? Area { get; init; }

    /// <summary>A source place that is known beforehand: only the rate is asked. Null: the place is asked too.</summary>
    public Spot? KnownPlace { get; init; }

    /// <summary>Lawful emitters to look for near the answer.</summary>
    public IReadOnlyList<KnownEmitter> KnownEmitters { get; init; } = [];

    /// <summary>Greatest number of sources to look for, 0 to 5.</summary>
    public int MostSources { get; init; } = 5;

    /// <summary>False-alarm rate of the detection, for the whole table.</summary>
    public double FalseAlarmRate { get; init; } = 0.01;

    /// <summary>Seed of every random number.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>Threads; the answer does not depend on it.</summary>
    public int Threads { get; init; } = Environment.ProcessorCount;
}

/// <summary>How far an inference is.</summary>
/// <param name="Stage">What it does now.</param>
/// <param name="Fraction">0 to 1, over all stages.</param>
public readonly record struct LocateProgress(LocateStage Stage, double Fraction);

/// <summary>The stages of an inference.</summary>
public enum LocateStage
{
    /// <summary>Readings and wind are brought together.</summary>
    Preparing,
    /// <summary>The area is searched.</summary>
    Searching,
    /// <summary>Candidates are refined.</summary>
    Refining,
    /// <summary>The posterior is drawn.</summary>
    Sampling,
    /// <summary>What would have been detected is reckoned.</summary>
    Detectability,
}
