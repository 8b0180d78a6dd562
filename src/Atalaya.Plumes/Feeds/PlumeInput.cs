using Atalaya.Plumes.Readings;
using Atalaya.Plumes.Winds;

namespace Atalaya.Plumes.Feeds;

/// <summary>What the files hold, and what of them was not usable.</summary>
public sealed record PlumeInput
{
    /// <summary>The readings; null where there is no usable one.</summary>
    public required ReadingTable? Readings { get; init; }

    /// <summary>Line of the file (row of Parquet) that each row of <see cref="Readings"/> comes from.</summary>
    public required IReadOnlyList<long> ReadingLines { get; init; }

    /// <summary>The wind; null where there is none.</summary>
    public required WindTable? Wind { get; init; }

    /// <summary>The first faults of each file, one by one.</summary>
    public required IReadOnlyList<InputFault> Faults { get; init; }

    /// <summary>All faults by file and reason.</summary>
    public required IReadOnlyList<InputFaultCount> FaultCounts { get; init; }

    /// <summary>Which column became what, and what was assumed.</summary>
    public required IReadOnlyList<Understanding> Understood { get; init; }
}
