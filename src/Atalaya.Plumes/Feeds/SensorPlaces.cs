namespace Atalaya.Plumes.Feeds;

/// <summary>A sensor of a file of sensors.</summary>
/// <param name="Name">As the file calls it.</param>
/// <param name="From">Where it stands, or the near end of its beam.</param>
/// <param name="To">Far end of its beam; null for a point.</param>
internal sealed record SensorPlace(string Name, RawPlace From, RawPlace? To);

/// <summary>Places of sensors by their names; <c>beam1</c> of a column is <c>1</c> of a column <c>beam</c>.</summary>
internal sealed class SensorPlaces
{
    private static readonly string[] Kinds = ["beam", "sensor", "path", "station", "inst", "instrument", "node", "detector", "monitor", "channel", "ch", "b", "s", "haz"];

    private readonly Dictionary<string, SensorPlace> byName = new(StringComparer.Ordinal);

    private SensorPlaces()
    {
    }

    public int Count => byName.Count;

    public SensorPlace? Only => byName.Count == 1 ? byName.Values.First() : null;

    public bool IsSwapped { get; private init; }

    public static SensorPlaces Of(ColumnPlan plan, PlumeReadOptions options, FaultLog log)
    {
        var columns = new PlaceColumns(plan, options, log);
        var places = new SensorPlaces { IsSwapped = columns.IsSwapped };
        var names = plan[PlumeColumn.Sensor]?.Column;
        if (names is null || !columns.Exist)
        {
            if (!columns.IsSwapped)
                log.Add(plan.Table.Source, InputFaultReason.NoPlaces, field: names is null ? "sensor" : "x, y", excerpt: string.Join(", ", plan.Table.Columns.Select(static c => c.Name)));
            return places;
        }

        log.Understand(new(plan.Table.Source, names.Name, PlumeColumn.Sensor, null, plan.Table.Count));
        for (var i = 0; i < plan.Table.Count; i++)
        {
            if (names.Text(i) is not { } name || columns.Near(i) is not { } from)
            {
                log.Add(plan.Table.Source, InputFaultReason.RowWithoutPlace, plan.Table.Lines[i], names.Name, names.Text(i));
                continue;
            }

            places.byName[ColumnWords.Plain(name)] = new(name, from, columns.Far(i));
        }

        return places;
    }

    /// <summary>The sensor that a name means, or null.</summary>
    public SensorPlace? Find(string name)
    {
        var plain = ColumnWords.Plain(name);
        if (byName.TryGetValue(plain, out var found))
            return found;
        foreach (var kind in Kinds)
        {
            if (plain.StartsWith(kind, StringComparison.Ordinal) && byName.TryGetValue(plain[kind.Length..], out found))
                return found;
            if (byName.TryGetValue(kind + plain, out found))
                return found;
        }

        return null;
    }
}
