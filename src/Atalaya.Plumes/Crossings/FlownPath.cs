using Atalaya.Plumes.Readings;

namespace Atalaya.Plumes.Crossings;

/// <summary>The usable rows of one moving sensor, as columns in order of time.</summary>
internal sealed class FlownPath
{
    private const double StandardKelvin = 288.15;
    private const double StandardPascal = 101325;

    /// <summary>Index of the sensor in the table.</summary>
    public required int Sensor { get; init; }

    /// <summary>Middle of each row's time in s.</summary>
    public required double[] Seconds { get; init; }

    /// <summary>East in m.</summary>
    public required double[] X { get; init; }

    /// <summary>North in m.</summary>
    public required double[] Y { get; init; }

    /// <summary>Height in m above ground.</summary>
    public required double[] Z { get; init; }

    /// <summary>Mole fraction in ppm.</summary>
    public required double[] Value { get; init; }

    /// <summary>Kilograms in a cubic metre for each ppm.</summary>
    public required double[] Density { get; init; }

    /// <summary>Whether temperature or pressure had to be taken from the standard atmosphere (ISO 2533).</summary>
    public required bool IsAirAssumed { get; init; }

    /// <summary>Path length in m from the first row to each row, in the plane.</summary>
    public required double[] Along { get; init; }

    /// <summary>Usual time in s between rows.</summary>
    public required double Step { get; init; }

    /// <summary>Number of rows.</summary>
    public int Count => Seconds.Length;

    /// <summary>Length in m of the diagonal of the path's bounding box.</summary>
    public double Extent
    {
        get
        {
            var (width, height) = (X.Max() - X.Min(), Y.Max() - Y.Min());
            return Math.Sqrt((width * width) + (height * height));
        }
    }

    /// <summary>The path of a sensor: rows with a time, a place and a value.</summary>
    public static FlownPath From(ReadingTable table, GasSeries series, int sensor)
    {
        var rows = new List<int>();
        for (var i = 0; i < table.Count; i++)
        {
            if (table.SensorOf[i] == sensor && double.IsFinite(table.Seconds[i]) && table.From[i].IsFinite && double.IsFinite(series.PartsPerMillion[i]))
                rows.Add(i);
        }

        var assumed = false;
        var along = new double[rows.Count];
        var density = new double[rows.Count];
        for (var k = 0; k < rows.Count; k++)
        {
            var spot = table.From[rows[k]];
            if (k > 0)
                along[k] = along[k - 1] + spot.PlaneDistance(table.From[rows[k - 1]]);
            var height = Math.Clamp(spot.Z, 0, 10000);
            var kelvin = table.Kelvin[rows[k]];
            var pascal = table.Pascal[rows[k]];
            if (kelvin is not (> 180 and < 340))
                (kelvin, assumed) = (StandardKelvin - (0.0065 * height), true);
            if (pascal is not (> 20000 and < 120000))
                (pascal, assumed) = (StandardPascal * Math.Pow(1 - (0.0065 * height / StandardKelvin), 5.2559), true);
            density[k] = series.Gas.KilogramsPerCubicMetrePerPartPerMillion(kelvin, pascal);
        }

        double[] seconds = [.. rows.Select(i => table.Seconds[i] + (table.AveragingSeconds / 2))];
        var steps = seconds.Zip(seconds.Skip(1), (a, b) => b - a).Where(d => d > 0).Order().ToArray();
        return new()
        {
            Sensor = sensor,
            Seconds = seconds,
            X = [.. rows.Select(i => table.From[i].X)],
            Y = [.. rows.Select(i => table.From[i].Y)],
            Z = [.. rows.Select(i => table.From[i].Z)],
            Value = [.. rows.Select(i => series.PartsPerMillion[i])],
            Density = density,
            IsAirAssumed = assumed,
            Along = along,
            Step = steps.Length == 0 ? 1 : steps[steps.Length / 2],
        };
    }
}
