using System.IO.Compression;
using System.Text.Json;
using Atalaya.Earth;
using Atalaya.Earth.Geodesics;

namespace Atalaya.Eval.Zones;

/// <summary>An authoritative line to measure against, with an index of its segments.</summary>
internal sealed class TruthLine
{
    private const double CellDegrees = 0.05;

    private readonly Dictionary<(int, int), List<(Position From, Position To)>> cells = [];

    private TruthLine(List<List<Position>> parts)
    {
        Parts = parts;
        foreach (var part in parts)
        {
            for (var i = 0; i + 1 < part.Count; i++)
            {
                foreach (var cell in CellsOf(part[i], part[i + 1]))
                {
                    if (!cells.TryGetValue(cell, out var list))
                        cells[cell] = list = [];
                    list.Add((part[i], part[i + 1]));
                }
            }
        }
    }

    /// <summary>Its unbroken parts.</summary>
    public IReadOnlyList<List<Position>> Parts { get; }

    /// <summary>Reads the line features of a GeoJSON file, plain or gzip, whose name passes.</summary>
    public static TruthLine Read(string path, Func<string, bool> isWanted, Func<Position, bool> keep)
    {
        using var file = File.OpenRead(path);
        using Stream plain = path.EndsWith(".gz", StringComparison.Ordinal) ? new GZipStream(file, CompressionMode.Decompress) : file;
        using var document = JsonDocument.Parse(plain);
        var parts = new List<List<Position>>();
        foreach (var feature in document.RootElement.GetProperty("features").EnumerateArray())
        {
            var name = feature.GetProperty("properties").TryGetProperty("name", out var n) ? n.GetString()! : "";
            if (!isWanted(name))
                continue;
            var geometry = feature.GetProperty("geometry");
            var coordinates = geometry.GetProperty("coordinates");
            foreach (var line in geometry.GetProperty("type").GetString() == "LineString" ? [coordinates] : coordinates.EnumerateArray().ToArray())
                Split([.. line.EnumerateArray().Select(c => new Position(c[1].GetDouble(), c[0].GetDouble()))], keep, parts);
        }

        return new TruthLine(parts);
    }

    /// <summary>Points at even steps along the line, with the direction of the line there.</summary>
    public IEnumerable<(Position Point, double AzimuthDegrees)> Walk(double stepMetres)
    {
        foreach (var part in Parts)
        {
            var rest = stepMetres / 2;
            for (var i = 0; i + 1 < part.Count; i++)
            {
                var way = Geodesic.Inverse(part[i], part[i + 1]);
                for (; rest < way.Metres; rest += stepMetres)
                    yield return (Geodesic.Direct(part[i], way.InitialAzimuthDegrees, rest), way.InitialAzimuthDegrees);
                rest -= way.Metres;
            }
        }
    }

    /// <summary>Length in metres.</summary>
    public double LengthMetres => Parts.Sum(p => Enumerable.Range(0, p.Count - 1).Sum(i => Geodesic.DistanceMetres(p[i], p[i + 1])));

    /// <summary>Metres from a point to the line, if it is within reach of the index (3 km at least); else infinite.</summary>
    public double MetresFrom(Position p)
    {
        var best = double.PositiveInfinity;
        var (x, y) = CellOf(p);
        var reach = Math.Max(1, (int)Math.Ceiling(1 / Math.Max(0.05, Math.Cos(p.Latitude * Math.PI / 180))));
        for (var dx = -reach; dx <= reach; dx++)
        {
            for (var dy = -1; dy <= 1; dy++)
            {
                foreach (var (from, to) in cells.GetValueOrDefault((x + dx, y + dy), []))
                    best = Math.Min(best, PlaneDistance(p, from, to));
            }
        }

        return best;
    }

    /// <summary>A flat sheet at the point: true to a metre within the few kilometres that are asked.</summary>
    private static double PlaneDistance(Position p, Position from, Position to)
    {
        const double metresPerDegree = 111_195;
        var narrow = Math.Cos(p.Latitude * Math.PI / 180);
        double X(Position q) => Position.NormalizeLongitude(q.Longitude - p.Longitude) * narrow * metresPerDegree;
        double Y(Position q) => (q.Latitude - p.Latitude) * metresPerDegree;
        double ax = X(from), ay = Y(from), dx = X(to) - ax, dy = Y(to) - ay;
        var length = (dx * dx) + (dy * dy);
        var t = length > 0 ? Math.Clamp(-((ax * dx) + (ay * dy)) / length, 0, 1) : 0;
        return Math.Sqrt(Math.Pow(ax + (t * dx), 2) + Math.Pow(ay + (t * dy), 2));
    }

    private static void Split(List<Position> line, Func<Position, bool> keep, List<List<Position>> parts)
    {
        var part = new List<Position>();
        foreach (var p in line.Append(line[0]).Select((p, i) => i < line.Count && keep(p) ? (Position?)p : null))
        {
            if (p is { } kept)
            {
                part.Add(kept);
                continue;
            }

            if (part.Count > 1)
                parts.Add(part);
            part = [];
        }
    }

    private static IEnumerable<(int, int)> CellsOf(Position from, Position to)
    {
        var (x1, y1) = CellOf(from);
        var (x2, y2) = CellOf(to);
        if (Math.Abs(x1 - x2) > 3600)
            yield break;
        for (var x = Math.Min(x1, x2); x <= Math.Max(x1, x2); x++)
        {
            for (var y = Math.Min(y1, y2); y <= Math.Max(y1, y2); y++)
                yield return (x, y);
        }
    }

    private static (int X, int Y) CellOf(Position p) => ((int)Math.Floor(p.Longitude / CellDegrees), (int)Math.Floor(p.Latitude / CellDegrees));
}
