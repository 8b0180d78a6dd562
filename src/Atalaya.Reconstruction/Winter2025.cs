namespace Atalaya.Reconstruction;

/// <summary>
/// A labelled reconstruction of the winter of 2024–25 from what the press and officials made public: invented tracks that
/// agree with the public facts, as readsb trace files. <c>docs/operate/reconstruction.md</c> says what is fact and what is invented.
/// </summary>
public static class Winter2025
{
    /// <summary>First day (UTC) of the baseline and of the input.</summary>
    public static DateOnly BaselineStart { get; } = new(2024, 2, 1);

    /// <summary>Last day (UTC) of the baseline, included.</summary>
    public static DateOnly BaselineEnd { get; } = new(2025, 1, 27);

    /// <summary>First of the ten days (UTC).</summary>
    public static DateOnly WindowStart { get; } = new(2025, 1, 28);

    /// <summary>Last of the ten days (UTC), included.</summary>
    public static DateOnly WindowEnd { get; } = new(2025, 2, 6);

    /// <summary>
    /// Makes the reconstruction: <c>input/</c> (trace files in <c>globe_history</c>, the operator's tracks, <c>atalaya-input.json</c>,
    /// which says that it is one) and, beside it, <c>truth.jsonl</c> with one object a flight.
    /// </summary>
    /// <exception cref="OperationCanceledException">Cancelled; files may be missing.</exception>
    public static ReconstructionSummary Generate(
        ReconstructionOptions options, IReconstructionSink sink, IProgress<ReconstructionProgress>? progress, CancellationToken cancellation) =>
        throw new NotImplementedException();
}
