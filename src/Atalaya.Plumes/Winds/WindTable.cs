namespace Atalaya.Plumes.Winds;

/// <summary>Where the wind was measured.</summary>
public enum WindPlacement
{
    /// <summary>At one place beside the sensors.</summary>
    Station,
    /// <summary>On board the platform that carries the sensor.</summary>
    OnBoard,
}

/// <summary>Pasquill's stability classes, where nothing better is known.</summary>
public enum StabilityClass
{
    /// <summary>Not stated.</summary>
    Unknown,
    /// <summary>Very unstable.</summary>
    A,
    /// <summary>Unstable.</summary>
    B,
    /// <summary>Slightly unstable.</summary>
    C,
    /// <summary>Neutral.</summary>
    D,
    /// <summary>Stable.</summary>
    E,
    /// <summary>Very stable.</summary>
    F,
}

/// <summary>Wind as columns, in order of time. Directions are told by components: where the air goes to.</summary>
public sealed class WindTable
{
    /// <summary>Time of each row in s, on the clock of the readings; a mean's row bears its beginning.</summary>
    public required double[] Seconds { get; init; }

    /// <summary>Seconds over which a row is a mean; 0 where rows are instants.</summary>
    public required double AveragingSeconds { get; init; }

    /// <summary>Where it was measured.</summary>
    public required WindPlacement Placement { get; init; }

    /// <summary>Height above ground in m at which it was measured; NaN where not stated.</summary>
    public required double HeightMetres { get; init; }

    /// <summary>Speed towards east in m/s.</summary>
    public required double[] East { get; init; }

    /// <summary>Speed towards north in m/s.</summary>
    public required double[] North { get; init; }

    /// <summary>Vertical speed in m/s of each row, for instants of a sonic; null where not measured.</summary>
    public double[]? Up { get; init; }

    /// <summary>Standard deviation in m/s of the crosswind speed within a row's mean; null or NaN where not known.</summary>
    public double[]? SigmaCross { get; init; }

    /// <summary>Standard deviation in m/s of the vertical speed within a row's mean; null or NaN where not known.</summary>
    public double[]? SigmaUp { get; init; }

    /// <summary>Friction velocity in m/s; null or NaN where not known.</summary>
    public double[]? FrictionVelocity { get; init; }

    /// <summary>Obukhov length in m, negative where unstable; null or NaN where not known.</summary>
    public double[]? ObukhovLength { get; init; }

    /// <summary>Depth in m of the mixed layer; null or NaN where not known.</summary>
    public double[]? MixingHeight { get; init; }

    /// <summary>Stability class of each row; null where none is stated.</summary>
    public StabilityClass[]? Stability { get; init; }

    /// <summary>Roughness length in m of the ground; NaN where not stated.</summary>
    public double RoughnessMetres { get; init; } = double.NaN;

    /// <summary>Number of rows.</summary>
    public int Count => Seconds.Length;

    /// <summary>Rows with a wind, each instant once: where sensors have a row each, they repeat it.</summary>
    internal IEnumerable<int> Instants()
    {
        var previous = double.NaN;
        for (var i = 0; i < Count; i++)
        {
            if (Seconds[i] == previous || !double.IsFinite(East[i]) || !double.IsFinite(North[i]))
                continue;
            previous = Seconds[i];
            yield return i;
        }
    }
}
