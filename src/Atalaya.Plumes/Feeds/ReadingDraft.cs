using Atalaya.Plumes.Readings;

namespace Atalaya.Plumes.Feeds;

/// <summary>One reading before places are brought into one frame.</summary>
internal readonly record struct ReadingDraft(double Seconds, string Sensor, RawPlace From, RawPlace? To, double Kelvin, double Pascal, long Line);

/// <summary>Readings as they are collected, with the values of each gas beside them.</summary>
internal sealed class ReadingDrafts
{
    public List<ReadingDraft> Rows { get; } = [];

    public List<Gas> Gases { get; } = [];

    public List<List<double>> Values { get; } = [];

    public List<List<double>> Errors { get; } = [];

    public bool HasDate { get; set; }

    public bool HasTime { get; set; }

    public int GasIndex(Gas gas)
    {
        var index = Gases.IndexOf(gas);
        if (index >= 0)
            return index;
        Gases.Add(gas);
        Values.Add([.. Enumerable.Repeat(double.NaN, Rows.Count)]);
        Errors.Add([.. Enumerable.Repeat(double.NaN, Rows.Count)]);
        return Gases.Count - 1;
    }

    public void Add(ReadingDraft row)
    {
        Rows.Add(row);
        for (var g = 0; g < Gases.Count; g++)
        {
            Values[g].Add(double.NaN);
            Errors[g].Add(double.NaN);
        }
    }
}
