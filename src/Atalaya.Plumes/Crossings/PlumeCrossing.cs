namespace Atalaya.Plumes.Crossings;

/// <summary>One plume met on one pass, reduced to what a turbulent instant keeps.</summary>
internal sealed record PlumeCrossing
{
    /// <summary>Sensor's index in the table.</summary>
    public required int Sensor { get; init; }

    /// <summary>Time in s of the middle.</summary>
    public required double Seconds { get; init; }

    /// <summary>East in m of the middle of the excess.</summary>
    public required double X { get; init; }

    /// <summary>North in m of the same.</summary>
    public required double Y { get; init; }

    /// <summary>Height in m of the same.</summary>
    public required double Z { get; init; }

    /// <summary>Excess integrated across the wind, in kg/m².</summary>
    public required double Integral { get; init; }

    /// <summary>Standard error of <see cref="Integral"/> from noise and background, in kg/m².</summary>
    public required double IntegralError { get; init; }

    /// <summary>Standard deviation in m across the wind of the excess.</summary>
    public required double Width { get; init; }

    /// <summary>Standard error in m of the middle across the wind.</summary>
    public required double MiddleError { get; init; }

    /// <summary>Mean excess in ppm over the rows.</summary>
    public required double MeanExcess { get; init; }

    /// <summary>Mean background in ppm over the rows.</summary>
    public required double MeanBackground { get; init; }

    /// <summary>Score of the detection.</summary>
    public required double Score { get; init; }
}

/// <summary>One pass with the plumes it met, none or more, and what it would have met.</summary>
internal sealed class PassRecord
{
    /// <summary>Times in s before the pass over which its wind is a mean, one for each row of the wind columns.</summary>
    public static readonly double[] LookBack = [120, 240, 480, 960, 1920];

    /// <summary>Corners of the pass, in m.</summary>
    public required (double X, double Y)[] Nodes { get; init; }

    /// <summary>Mean height in m.</summary>
    public required double Z { get; init; }

    /// <summary>Time in s of its middle.</summary>
    public required double Seconds { get; init; }

    /// <summary>Length in m.</summary>
    public required double Length { get; init; }

    /// <summary>Wind towards east in m/s at its height of measurement, for each of <see cref="LookBack"/>.</summary>
    public required double[] WindEast { get; init; }

    /// <summary>The same towards north.</summary>
    public required double[] WindNorth { get; init; }

    /// <summary>Standard deviations in m across the wind for which <see cref="LogThreshold"/> stands, evenly spaced in the logarithm.</summary>
    public required double[] LogWidth { get; init; }

    /// <summary>Logarithm of the integral in kg/m² that is just detected, by width.</summary>
    public required double[] LogThreshold { get; init; }

    /// <summary>The plumes met.</summary>
    public required IReadOnlyList<PlumeCrossing> Crossings { get; init; }

    /// <summary>Logarithm of the integral in kg/m² that is just detected for a plume of that standard deviation.</summary>
    public double LogLimit(double width)
    {
        var at = (Math.Log(Math.Max(width, 1e-3)) - LogWidth[0]) / (LogWidth[1] - LogWidth[0]);
        var k = Math.Clamp((int)at, 0, LogWidth.Length - 2);
        var share = Math.Clamp(at - k, 0, 1);
        return ((1 - share) * LogThreshold[k]) + (share * LogThreshold[k + 1]);
    }
}
