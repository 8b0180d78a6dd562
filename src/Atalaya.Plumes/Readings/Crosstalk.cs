namespace Atalaya.Plumes.Readings;

/// <summary>
/// What one gas's channel may merely show of another's: sensors answer to more than the gas that they are sold for. The share is what a straight line through
/// both channels says (least squares, each sensor's levels taken off first, so that offsets do not count), never below zero.
/// </summary>
internal static class Crosstalk
{
    private const int LeastRows = 10;

    // Parts of the first for one part of the other. What answers half as much to another gas as that gas's own channel is no crosstalk but a second gas.
    private const double Most = 0.5;

    /// <summary>The table with the other gas's share taken off the first, or null where that is no crosstalk: too large a share, or too little read of both together.</summary>
    internal static ReadingTable? Without(ReadingTable readings, GasSeries gas, GasSeries other)
    {
        var sensors = readings.Sensors.Count;
        var (rows, mean, otherMean) = (new int[sensors], new double[sensors], new double[sensors]);
        for (var i = 0; i < readings.Count; i++)
        {
            if (!IsRead(gas, other, i))
                continue;
            var s = readings.SensorOf[i];
            rows[s]++;
            mean[s] += gas.PartsPerMillion[i];
            otherMean[s] += other.PartsPerMillion[i];
        }

        if (rows.Sum() < LeastRows)
            return null;
        double product = 0, square = 0;
        for (var i = 0; i < readings.Count; i++)
        {
            if (!IsRead(gas, other, i))
                continue;
            var s = readings.SensorOf[i];
            var off = other.PartsPerMillion[i] - (otherMean[s] / rows[s]);
            product += off * (gas.PartsPerMillion[i] - (mean[s] / rows[s]));
            square += off * off;
        }

        var share = square > 0 ? Math.Max(0, product / square) : 0;
        if (share is 0 or > Most)
            return null;

        // What a plume adds to a sensor's level all the time goes with the rest.
        var level = otherMean.Sum() / rows.Sum();
        var cleaned = new double[readings.Count];
        for (var i = 0; i < cleaned.Length; i++)
            cleaned[i] = IsRead(gas, other, i) ? gas.PartsPerMillion[i] - (share * (other.PartsPerMillion[i] - level)) : double.NaN;
        return readings.With(gas with { PartsPerMillion = cleaned });
    }

    private static bool IsRead(GasSeries gas, GasSeries other, int row) => double.IsFinite(gas.PartsPerMillion[row]) && double.IsFinite(other.PartsPerMillion[row]);
}
