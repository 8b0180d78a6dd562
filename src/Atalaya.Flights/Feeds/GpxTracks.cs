using System.Text;
using System.Xml;

namespace Atalaya.Flights.Feeds;

/// <summary>Reads the tracks of GPX files; each is one aircraft.</summary>
/// <remarks>
/// Specification: GPX 1.1 (topografix.com/GPX/1/1) and 1.0 (topografix.com/gpx_manual.asp). <c>trk</c> with <c>name</c> and
/// <c>trkseg</c> of <c>trkpt</c>: attributes <c>lat</c>, <c>lon</c> in degrees (WGS 84), <c>ele</c> in metres, taken as geometric, <c>time</c> in
/// UTC (ISO 8601). 1.0 has <c>speed</c> in m/s and <c>course</c> in degrees; 1.1 has them as extensions (Garmin's TrackPointExtension)
/// under the same names and units. A segment's end is a loss of reception and stays a gap. Routes (<c>rte</c>) and way points
/// (<c>wpt</c>) are plans and places, not where somebody was when.
/// </remarks>
internal sealed class GpxTracks(XmlReader reader, XmlValues values, RowEmitter emitter, FaultLimit faults, CancellationToken cancellation)
{
    private static readonly RowMeaning Latitude = new(RowColumn.Latitude, 0, 0);
    private static readonly RowMeaning Longitude = new(RowColumn.Longitude, 0, 0);
    private static readonly RowMeaning Time = new(RowColumn.Time, 0, 0);
    private static readonly RowMeaning Elevation = new(RowColumn.GeometricAltitude, 0, RowNames.FeetInMetre);
    private static readonly RowMeaning Speed = new(RowColumn.Speed, 0, RowNames.KnotsInMetrePerSecond);
    private static readonly RowMeaning Course = new(RowColumn.Track, 0, 0);

    private int nameless;
    private long points;
    private long plans;

    public void Read()
    {
        while (reader.Read())
        {
            if (reader.NodeType != XmlNodeType.Element)
                continue;
            if (reader.LocalName == "trk")
                Track();
            else if (reader.LocalName is "rte" or "wpt")
                Plan();
        }

        if (points == 0)
            faults.Add(FaultReason.UnknownFormat, excerpt: $"a GPX file without track points (trkpt); routes and way points in it: {plans}");
    }

    private void Plan()
    {
        plans++;
        Pass();
    }

    // Passes over an element and leaves the reader on its end.
    private void Pass()
    {
        if (reader.IsEmptyElement)
            return;
        var depth = reader.Depth;
        while (reader.Read() && reader.Depth > depth)
        {
        }
    }

    private void Track()
    {
        if (reader.IsEmptyElement)
            return;
        var depth = reader.Depth;
        string? name = null;
        var (timeless, firstTimeless, number) = (0L, 0L, 0);
        try
        {
            while (reader.Read() && reader.Depth > depth)
            {
                if (reader.NodeType != XmlNodeType.Element)
                    continue;
                if (reader.LocalName == "name" && reader.Depth == depth + 1)
                {
                    name = Encoding.UTF8.GetString(values.Text());
                }
                else if (reader.LocalName == "trkpt")
                {
                    if (string.IsNullOrEmpty(name) && number == 0)
                        number = ++nameless;
                    if (Point(name, number) is not { } line)
                        continue;
                    firstTimeless = timeless++ == 0 ? line : firstTimeless;
                }
            }
        }
        finally
        {
            if (timeless > 0)
            {
                faults.Add(FaultReason.Missing, firstTimeless, field: "time", excerpt: $"{timeless} points of the track {name} say no time: where somebody was is of use only with when");
                faults.Count(FaultReason.Missing, timeless - 1);
            }
        }
    }

    // The line of a point without a time; those with one go on their way.
    private long? Point(string? name, int number)
    {
        cancellation.ThrowIfCancellationRequested();
        points++;
        var row = values.Draft(name, number);
        values.Fields.Set(ref row, Latitude, values.Attribute("lat"));
        values.Fields.Set(ref row, Longitude, values.Attribute("lon"));
        if (!reader.IsEmptyElement)
        {
            var depth = reader.Depth;
            while (reader.Read() && reader.Depth > depth)
            {
                if (reader.NodeType != XmlNodeType.Element)
                    continue;
                var meaning = reader.LocalName switch { "time" => Time, "ele" => Elevation, "speed" => Speed, "course" => Course, _ => default };
                if (meaning.Column != RowColumn.Ignored)
                    values.Fields.Set(ref row, meaning, values.Text());
            }
        }

        if (!row.HasTime && row.BadText is null && !double.IsNaN(row.Latitude) && !double.IsNaN(row.Longitude))
            return row.Line;
        emitter.Add(row);
        return null;
    }
}
