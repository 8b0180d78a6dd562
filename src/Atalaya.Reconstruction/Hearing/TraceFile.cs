using System.Buffers;
using System.Buffers.Text;
using System.Globalization;
using System.IO.Compression;
using System.Text;

namespace Atalaya.Reconstruction.Hearing;

/// <summary>One row of a trace; NaN is written as <c>null</c>.</summary>
internal struct TraceRow
{
    public double Offset, Latitude, Longitude, Altitude, Speed, Track, Rate, GeometricAltitude, GeometricRate, IndicatedAirspeed, Roll;
    public bool OnGround;
    public int Flags;
}

/// <summary>
/// Builds one aircraft's UTC day as readsb writes it to globe_history: 14 columns a row, gzip under a <c>.json</c> name.
/// Layout: readsb, README-json.md, section on traces.
/// </summary>
internal sealed class TraceFile
{
    private readonly ArrayBufferWriter<byte> text = new(1 << 16);
    private readonly byte[] source;
    private int rows;

    public TraceFile(string icao24, string type, string description, bool military, string source, long day)
    {
        this.source = Encoding.ASCII.GetBytes(source);
        Day = day;
        var folder = DateTime.UnixEpoch.AddDays(day).ToString("yyyy'/'MM'/'dd", CultureInfo.InvariantCulture);
        Path = $"input/globe_history/{folder}/traces/{icao24[^2..]}/trace_full_{icao24}.json";
        Raw($"{{\"icao\":\"{icao24}\",\n\"t\":\"{type}\",\n\"dbFlags\":{(military ? 1 : 0)},\n\"desc\":\"{description}\",\n");
        Raw(string.Create(CultureInfo.InvariantCulture, $"\"timestamp\": {day * 86400}.000,\n\"trace\":[ \n"));
    }

    public long Day { get; }

    public string Path { get; }

    public void Add(in TraceRow row, string? details)
    {
        Raw(rows++ == 0 ? "[" : ",\n[");
        Number(row.Offset, 2);
        Comma(row.Latitude, 6);
        Comma(row.Longitude, 6);
        if (row.OnGround)
            Raw(",\"ground\"");
        else
            Comma(row.Altitude, 0);
        Comma(row.Speed, 1);
        Comma(row.Track, 1);
        Comma(row.Flags, 0);
        Comma(row.Rate, 0);
        Raw(",");
        Raw(details ?? "null");
        Raw(",\"");
        text.Write(source);
        Raw("\"");
        Comma(row.GeometricAltitude, 0);
        Comma(row.GeometricRate, 0);
        Comma(row.IndicatedAirspeed, 0);
        Comma(row.Roll, 1);
        Raw("]");
    }

    /// <summary>The file's bytes.</summary>
    public byte[] Finish()
    {
        Raw(" ]\n}\n");
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest))
            gzip.Write(text.WrittenSpan);
        return packed.ToArray();
    }

    private void Comma(double value, byte decimals)
    {
        Raw(",");
        Number(value, decimals);
    }

    private void Number(double value, byte decimals)
    {
        if (double.IsNaN(value))
        {
            Raw("null");
            return;
        }

        var span = text.GetSpan(32);
        if (!Utf8Formatter.TryFormat(decimals == 0 ? Math.Round(value) + 0.0 : value, span, out var written, new StandardFormat('F', decimals)))
            throw new InvalidOperationException($"{value} does not fit a column.");
        text.Advance(written);
    }

    private void Raw(string value)
    {
        var written = Encoding.ASCII.GetBytes(value, text.GetSpan(value.Length));
        text.Advance(written);
    }
}
