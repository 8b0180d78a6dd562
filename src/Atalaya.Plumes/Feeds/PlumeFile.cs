namespace Atalaya.Plumes.Feeds;

/// <summary>What a file is given for.</summary>
public enum PlumeFileRole
{
    /// <summary>Gas readings; wind and places of sensors may stand beside them.</summary>
    Readings,
    /// <summary>Wind.</summary>
    Wind,
    /// <summary>Places of the sensors or ends of the beams.</summary>
    Sensors,
}

/// <summary>One input file as bytes.</summary>
/// <param name="Name">How faults name it.</param>
/// <param name="Content">CSV or Parquet, plain or gzip. Read from where it stands to its end; not closed.</param>
/// <param name="Role">What it is given for.</param>
public sealed record PlumeFile(string Name, Stream Content, PlumeFileRole Role);
