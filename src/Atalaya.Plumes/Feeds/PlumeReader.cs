namespace Atalaya.Plumes.Feeds;

/// <summary>From files of readings, wind and sensors to one table of readings and one of wind; see <c>docs/formats/plume-readings.md</c>.</summary>
public static class PlumeReader
{
    /// <summary>Reads the files. Never throws on bad input: what cannot be used becomes a fault.</summary>
    /// <param name="files">One file of readings; at most one of wind and one of sensors.</param>
    /// <param name="options">What the user says of them.</param>
    /// <param name="cancellation">Stops the reading.</param>
    /// <exception cref="OperationCanceledException">The reading was stopped.</exception>
    public static PlumeInput Read(IReadOnlyList<PlumeFile> files, PlumeReadOptions options, CancellationToken cancellation = default) =>
        throw new NotImplementedException();
}
