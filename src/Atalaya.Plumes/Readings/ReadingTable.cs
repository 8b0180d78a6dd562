namespace Atalaya.Plumes.Readings;

/// <summary>A sensor of a reading table.</summary>
/// <param name="Name">As the input calls it.</param>
/// <param name="IsBeam">Its readings are means along an open path; else they are taken at a point.</param>
/// <param name="IsMoving">It changes place by more than a metre or two within the table.</param>
public sealed record Sensor(string Name, bool IsBeam, bool IsMoving);

/// <summary>The readings of one gas, beside the rows of a <see cref="ReadingTable"/>.</summary>
/// <param name="Gas">Which gas.</param>
/// <param name="PartsPerMillion">Mole fraction in ppm, background included; NaN where there is none.</param>
/// <param name="ErrorPartsPerMillion">Standard error in ppm as the instrument states it, NaN where it does not; null where it never does.</param>
public sealed record GasSeries(Gas Gas, double[] PartsPerMillion, double[]? ErrorPartsPerMillion = null);

/// <summary>Readings as columns: one row is one sensor at one instant (or the mean over <see cref="AveragingSeconds"/> that begins there), in order of time.</summary>
public sealed class ReadingTable
{
    /// <summary>Frame of all places.</summary>
    public required LocalFrame Frame { get; init; }

    /// <summary>The sensors; rows name them by index.</summary>
    public required IReadOnlyList<Sensor> Sensors { get; init; }

    /// <summary>Whether <see cref="Seconds"/> count from 1970-01-01 UTC; else from an instant of the input's own.</summary>
    public required bool HasDate { get; init; }

    /// <summary>Time of each row in s, not falling. A mean's row bears its beginning.</summary>
    public required double[] Seconds { get; init; }

    /// <summary>Seconds over which a row is a mean; 0 where rows are instants.</summary>
    public required double AveragingSeconds { get; init; }

    /// <summary>Index into <see cref="Sensors"/> of each row.</summary>
    public required int[] SensorOf { get; init; }

    /// <summary>Place of each row, or the near end of its beam.</summary>
    public required Spot[] From { get; init; }

    /// <summary>Far end of its beam; the same as <see cref="From"/> for a point.</summary>
    public required Spot[] To { get; init; }

    /// <summary>Air temperature in K of each row; NaN where not known.</summary>
    public required double[] Kelvin { get; init; }

    /// <summary>Air pressure in Pa of each row; NaN where not known.</summary>
    public required double[] Pascal { get; init; }

    /// <summary>One series for each gas measured.</summary>
    public required IReadOnlyList<GasSeries> Gases { get; init; }

    /// <summary>Number of rows.</summary>
    public int Count => Seconds.Length;

    /// <summary>The same rows with a series in the place of that of the same gas, or beside the others.</summary>
    internal ReadingTable With(GasSeries series) => new()
    {
        Frame = Frame,
        Sensors = Sensors,
        HasDate = HasDate,
        Seconds = Seconds,
        AveragingSeconds = AveragingSeconds,
        SensorOf = SensorOf,
        From = From,
        To = To,
        Kelvin = Kelvin,
        Pascal = Pascal,
        Gases = Gases.Any(g => g.Gas == series.Gas) ? [.. Gases.Select(g => g.Gas == series.Gas ? series : g)] : [.. Gases, series],
    };
}
