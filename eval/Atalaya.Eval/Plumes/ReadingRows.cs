using Atalaya.Plumes.Readings;

namespace Atalaya.Eval.Plumes;

/// <summary>Gathers rows of readings in any order; makes a table in order of time.</summary>
internal sealed class ReadingRows
{
    private readonly List<Sensor> sensors = [];
    private readonly Dictionary<string, int> index = new(StringComparer.Ordinal);
    private readonly List<Row> rows = [];

    private sealed record Row(double Seconds, int Sensor, Spot From, Spot To, double Kelvin, double Pascal, double PartsPerMillion, double Error);

    public int Count => rows.Count;

    public void Add(double seconds, string sensor, Spot from, Spot to, double kelvin, double pascal, double partsPerMillion, double error = double.NaN)
    {
        if (!index.TryGetValue(sensor, out var i))
        {
            index[sensor] = i = sensors.Count;
            sensors.Add(new Sensor(sensor, from != to, IsMoving: false));
        }

        rows.Add(new Row(seconds, i, from, to, kelvin, pascal, partsPerMillion, error));
    }

    public ReadingTable Table(LocalFrame frame, Gas gas, double averagingSeconds, bool hasDate)
    {
        Row[] sorted = [.. rows.OrderBy(static r => r.Seconds).ThenBy(static r => r.Sensor)];
        return new ReadingTable
        {
            Frame = frame,
            Sensors = [.. sensors],
            HasDate = hasDate,
            Seconds = Array.ConvertAll(sorted, static r => r.Seconds),
            AveragingSeconds = averagingSeconds,
            SensorOf = Array.ConvertAll(sorted, static r => r.Sensor),
            From = Array.ConvertAll(sorted, static r => r.From),
            To = Array.ConvertAll(sorted, static r => r.To),
            Kelvin = Array.ConvertAll(sorted, static r => r.Kelvin),
            Pascal = Array.ConvertAll(sorted, static r => r.Pascal),
            Gases =
            [
                new GasSeries(
                    gas,
                    Array.ConvertAll(sorted, static r => r.PartsPerMillion),
                    sorted.Any(static r => !double.IsNaN(r.Error)) ? Array.ConvertAll(sorted, static r => r.Error) : null),
            ],
        };
    }
}
