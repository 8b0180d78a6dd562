using Atalaya.Earth;
using Atalaya.Earth.Geodesics;
using static System.Globalization.CultureInfo;

namespace Atalaya.ZoneBuilder;

/// <summary>Turns our cited tables of baselines, boundaries and islands into arcs.</summary>
internal static class LineTables
{
    /// <summary>A baseline or boundary is a geodesic: points this far apart keep it within a decimetre.</summary>
    private const double SpacingMetres = 2000;

    /// <summary>An island of the table this near to land that a package has is that land.</summary>
    private const double KnownWithinMetres = 2000;

    /// <summary>The straight baselines, and the outline of the waters that each chain of them makes internal.</summary>
    public static IEnumerable<BuiltArc> Baselines(string folder)
    {
        foreach (var chain in Tables.Rows(folder, "baselines.tsv").GroupBy(r => r[0]))
        {
            var rows = chain.ToList();
            var outline = new List<Vertex>();
            for (var i = 0; i < rows.Count; i++)
            {
                Position from = Degrees(rows[i]), to = Degrees(rows[(i + 1) % rows.Count]);
                var way = Geodesic.Densify(from, to, SpacingMetres).Select(Micro).ToList();
                outline.AddRange(way.Take(way.Count - 1));
                if (rows[i][1] == "baseline")
                    yield return new BuiltArc(BuiltLayer.StraightBaseline, "MEX", null, rows[i][2], way);
            }

            outline.Add(outline[0]);
            if (LandPackage.SignedArea(outline) < 0)
                outline.Reverse();
            yield return new BuiltArc(BuiltLayer.InternalWaters, "MEX", null, rows[0][2], outline);
        }
    }

    /// <summary>The maritime boundaries.</summary>
    public static IEnumerable<BuiltArc> Boundaries(string folder)
    {
        foreach (var line in Tables.Rows(folder, "boundaries.tsv").GroupBy(r => r[0]))
        {
            var rows = line.ToList();
            var way = new List<Vertex>();
            for (var i = 0; i + 1 < rows.Count; i++)
                way.AddRange(Geodesic.Densify(Sexagesimal(rows[i]), Sexagesimal(rows[i + 1]), SpacingMetres).Select(Micro).Skip(i == 0 ? 0 : 1));
            yield return new BuiltArc(BuiltLayer.MaritimeBoundary, rows[0][1], rows[0][2], rows[0][3], way);
        }
    }

    /// <summary>The islands that no package holds, as octagons.</summary>
    public static IEnumerable<BuiltArc> Islands(string folder, List<BuiltArc> known)
    {
        var vertices = known.SelectMany(a => a.Points).GroupBy(v => (v.Longitude / 100_000, v.Latitude / 100_000)).ToDictionary(g => g.Key, g => g.ToList());
        foreach (var row in Tables.Rows(folder, "islands.tsv"))
        {
            var middle = new Position(Number(row[2]), Number(row[3]));
            var (column, line) = ((int)(middle.Longitude * 1e6) / 100_000, (int)(middle.Latitude * 1e6) / 100_000);
            var near = from dx in new[] { -1, 0, 1 }
                       from dy in new[] { -1, 0, 1 }
                       from v in vertices.GetValueOrDefault((column + dx, line + dy), [])
                       select Geodesic.DistanceMetres(middle, new Position(v.Latitude * 1e-6, v.Longitude * 1e-6));
            if (near.DefaultIfEmpty(double.PositiveInfinity).Min() < KnownWithinMetres + Number(row[4]))
            {
                Console.WriteLine($"already there: {row[5]}");
                continue;
            }

            var ring = Enumerable.Range(0, 9).Select(k => Micro(Geodesic.Direct(middle, -45 * (k % 8), Number(row[4])))).ToList();
            yield return new BuiltArc(BuiltLayer.Land, row[0], null, row[1], ring);
        }
    }

    private static Position Degrees(string[] row) => new(Number(row[3]), Number(row[4]));

    private static Position Sexagesimal(string[] row) => new(Sexagesimal(row[4]), Sexagesimal(row[5]));

    private static double Sexagesimal(string text)
    {
        var parts = text.TrimStart('-').Split(' ').Select(Number).ToArray();
        var value = parts[0] + (parts[1] / 60) + (parts[2] / 3600);
        return text[0] == '-' ? -value : value;
    }

    private static double Number(string text) => double.Parse(text, InvariantCulture);

    private static Vertex Micro(Position p) => new((int)Math.Round(p.Longitude * 1e6), (int)Math.Round(p.Latitude * 1e6));
}
