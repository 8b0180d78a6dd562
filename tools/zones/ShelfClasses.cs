using static System.Globalization.CultureInfo;

namespace Atalaya.ZoneBuilder;

/// <summary>A source of lines as it is written into the file.</summary>
internal sealed record LineSource(string Key, int MarginMetres, int SeawardMarginMetres, string Citation);

/// <summary>A kind of coast off which the limit is known to keep nearer to 12 NM of the drawn shore than the law alone would say.</summary>
internal sealed record ShelfClass(string Name, int SeawardMetres, string Why);

/// <summary>Cuts shores where their class changes. A shore in no class keeps the widest margin.</summary>
internal sealed class ShelfClasses
{
    /// <summary>12 NM: no low-tide elevation farther than that from land moves the limit (UNCLOS Art. 13).</summary>
    public const int WidestMetres = 12 * 1852;

    private readonly List<(ShelfClass Class, double South, double West, double North, double East)> boxes = [];

    private ShelfClasses()
    {
    }

    /// <summary>The classes, narrowest first.</summary>
    public IReadOnlyList<ShelfClass> Classes => [.. boxes.Select(b => b.Class).Distinct().OrderBy(c => c.SeawardMetres)];

    public static ShelfClasses Read(string folder)
    {
        var read = new ShelfClasses();
        var classes = Tables.Rows(folder, "shelf-classes.tsv").ToDictionary(r => r[0], r => new ShelfClass(r[0], int.Parse(r[1], InvariantCulture), r[2]), StringComparer.Ordinal);
        foreach (var row in Tables.Rows(folder, "shelves.tsv"))
            read.boxes.Add((classes[row[0]], Number(row[1]), Number(row[2]), Number(row[3]), Number(row[4])));
        return read;
    }

    /// <summary>The class of a place: that of the widest margin of the boxes that hold it; null where none does.</summary>
    public ShelfClass? ClassOf(Vertex v) => boxes.Where(b => v.Latitude * 1e-6 >= b.South && v.Latitude * 1e-6 <= b.North && v.Longitude * 1e-6 >= b.West && v.Longitude * 1e-6 <= b.East)
        .Select(b => b.Class).MaxBy(c => c.SeawardMetres);

    /// <summary>Whether a line may reach into a class.</summary>
    public bool MayNarrow(BuiltArc arc) => arc.Points.Exists(v => ClassOf(v) is not null);

    /// <summary>The pieces of a shore that lie in one class; other lines whole.</summary>
    public IEnumerable<BuiltArc> Split(BuiltArc arc)
    {
        if (!WaterLabeller.IsCoast(arc) || arc.Left == ZoneWriter.SharedLake || arc.Right == ZoneWriter.SharedLake || !MayNarrow(arc))
        {
            yield return arc;
            yield break;
        }

        var start = 0;
        var held = Wider(ClassOf(arc.Points[0]), ClassOf(arc.Points[1]));
        for (var i = 1; i + 1 < arc.Points.Count; i++)
        {
            var next = Wider(ClassOf(arc.Points[i]), ClassOf(arc.Points[i + 1]));
            if (next == held)
                continue;
            yield return Piece(arc, start, i, held);
            (start, held) = (i, next);
        }

        yield return Piece(arc, start, arc.Points.Count - 1, held);
    }

    private static BuiltArc Piece(BuiltArc arc, int from, int to, ShelfClass? shelf) =>
        arc with { Points = arc.Points.GetRange(from, to - from + 1), Source = shelf is null ? arc.Source : $"{arc.Source}-{shelf.Name}" };

    /// <summary>A segment belongs to the class of its ends that leaves more doubt.</summary>
    private static ShelfClass? Wider(ShelfClass? one, ShelfClass? other) =>
        one is null || other is null ? null : one.SeawardMetres >= other.SeawardMetres ? one : other;

    private static double Number(string text) => double.Parse(text, InvariantCulture);
}
