using Atalaya.Plumes.Answers;
using Atalaya.Plumes.Readings;
using Atalaya.Plumes.Winds;

namespace Atalaya.Plumes.Inference;

/// <summary>From readings and wind to sources with bounds.</summary>
public static class PlumeLocator
{
    /// <summary>Version of the method; changes whenever an answer may.</summary>
    public const string MethodVersion = "plumes-4";

    /// <summary>Answers a request. Pure: the same arguments give the same answer, whatever the number of threads.</summary>
    /// <param name="readings">Readings.</param>
    /// <param name="wind">Wind on the same clock.</param>
    /// <param name="request">What is asked.</param>
    /// <param name="progress">Told of the stages, from any thread.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <exception cref="OperationCanceledException">The work was stopped.</exception>
    public static PlumeAnswer Locate(ReadingTable readings, WindTable wind, LocateRequest request, IProgress<LocateProgress>? progress = null, CancellationToken cancellation = default) =>
        Locate(readings, wind, request, new LocateRules(), Calibration.Blocks, progress, cancellation);

    /// <summary>The same with rules and calibration of one's own.</summary>
    public static PlumeAnswer Locate(
        ReadingTable readings, WindTable wind, LocateRequest request, LocateRules rules, Calibration calibration, IProgress<LocateProgress>? progress = null, CancellationToken cancellation = default) =>
        readings.Sensors.Any(static s => s.IsMoving && !s.IsBeam)
            ? Crossings.MovingLocator.Locate(readings, wind, request, progress, cancellation)
            : new BlockLocator(readings, wind, request, rules, calibration, progress, cancellation).Locate();
}
