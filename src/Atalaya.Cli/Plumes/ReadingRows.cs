using Atalaya.Plumes.Readings;

namespace Atalaya.Cli.Plumes;

/// <summary>Rows of a table that have got places from elsewhere.</summary>
internal static class ReadingRows
{
    /// <summary>The rows that have a place, with it; the others are left out. Sensors are those of the rows left, which then move.</summary>
    public static ReadingTable WithPlaces(ReadingTable table, Spot[] spots, LocalFrame frame)
    {
        var rows = Enumerable.Range(0, table.Count).Where(i => spots[i].IsFinite).ToArray();
        T[] Pick<T>(T[] column) => [.. rows.Select(i => column[i])];
        var places = Pick(spots);
        return new()
        {
            Frame = frame,
            Sensors = [.. table.Sensors.Select(static s => s with { IsMoving = true, IsBeam = false })],
            HasDate = table.HasDate,
            Seconds = Pick(table.Seconds),
            AveragingSeconds = table.AveragingSeconds,
            SensorOf = Pick(table.SensorOf),
            From = places,
            To = places,
            Kelvin = Pick(table.Kelvin),
            Pascal = Pick(table.Pascal),
            Gases = [.. table.Gases.Select(g => new GasSeries(g.Gas, Pick(g.PartsPerMillion), g.ErrorPartsPerMillion is { } errors ? Pick(errors) : null))],
        };
    }
}
