using System.IO.Compression;
using System.Text;

namespace Atalaya.ZoneBuilder;

/// <summary>Writes the zone file: deltas as variable-length integers, then Brotli. The same arcs give the same bytes.</summary>
internal static class ZoneWriter
{
    /// <summary>Stands for the state of waters that several states share; the reader knows it.</summary>
    public const string SharedLake = "~";

    private const uint Magic = 0x325A5441;

    public static void Write(string path, List<BuiltArc> arcs, List<LineSource> sources)
    {
        var states = arcs.SelectMany(a => new[] { a.Left, a.Right }).OfType<string>().Distinct().Order(StringComparer.Ordinal).Prepend("").ToList();
        var numbers = states.Select((s, i) => (s, i)).ToDictionary(x => x.s, x => x.i, StringComparer.Ordinal);
        var places = sources.Select((s, i) => (s.Key, i)).ToDictionary(x => x.Key, x => x.i, StringComparer.Ordinal);
        using var body = new MemoryStream();
        body.Write(BitConverter.GetBytes(Magic));
        Count(body, states.Count);
        foreach (var state in states)
            Text(body, state);
        Count(body, sources.Count);
        foreach (var source in sources)
        {
            Text(body, source.Key);
            Text(body, source.Citation);
            Count(body, source.MarginMetres);
            Count(body, source.SeawardMarginMetres);
        }

        Count(body, arcs.Count);
        Count(body, arcs.Sum(a => a.Points.Count));
        Vertex last = default;
        foreach (var arc in arcs)
        {
            Count(body, (int)arc.Layer);
            Count(body, numbers[arc.Left ?? ""]);
            Count(body, numbers[arc.Right ?? ""]);
            Count(body, places[arc.Source]);
            var unit = arc.Points.All(p => p.Latitude % 1000 == 0 && p.Longitude % 1000 == 0) ? 1000 : 1;
            Count(body, unit);
            Count(body, arc.Points.Count);
            for (var k = 0; k < arc.Points.Count; k++)
            {
                var p = arc.Points[k];
                var scale = k == 0 ? 1 : unit;
                Signed(body, (p.Latitude - last.Latitude) / scale);
                Signed(body, (p.Longitude - last.Longitude) / scale);
                last = p;
            }
        }

        // Beside, then renamed: an interrupted run leaves the old file whole.
        using (var file = File.Create(path + ".tmp"))
        using (var brotli = new BrotliStream(file, new BrotliCompressionOptions { Quality = 11 }))
        {
            body.Position = 0;
            body.CopyTo(brotli);
        }

        File.Move(path + ".tmp", path, overwrite: true);
    }

    private static void Count(Stream body, int value)
    {
        var rest = (uint)value;
        for (; rest >= 0x80; rest >>= 7)
            body.WriteByte((byte)(rest | 0x80));
        body.WriteByte((byte)rest);
    }

    private static void Signed(Stream body, int value) => Count(body, (value << 1) ^ (value >> 31));

    private static void Text(Stream body, string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        Count(body, bytes.Length);
        body.Write(bytes);
    }
}
