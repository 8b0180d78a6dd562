using System.Text;
using System.Xml;
using NodaTime;

namespace Atalaya.Flights.Feeds;

/// <summary>Reads the tracks of KML files: <c>gx:Track</c>, and points that bear a time.</summary>
/// <remarks>
/// Specification: OGC KML 2.3 (OGC 12-007r2; <c>Track</c>, <c>MultiTrack</c>, <c>TimeStamp</c>), and Google's extensions to 2.2
/// (developers.google.com/kml/documentation/kmlreference, <c>gx:Track</c>). A track holds as many <c>when</c> (dateTime) as
/// <c>coord</c> (longitude, latitude, altitude, with blanks between); the first belongs to the first, in whichever order they stand.
/// A <c>Placemark</c> with <c>TimeStamp</c> and <c>Point</c> is one position (<c>coordinates</c>, with commas), as Flightradar24 exports them.
/// Altitudes are metres, used where <c>altitudeMode</c> is <c>absolute</c>: the others are heights above the ground, or none.
/// A track's aircraft is named by its placemark, else the folder, else the document; points by the document. A <c>LineString</c> has no times and
/// cannot be read. <c>NetworkLink</c> is never followed.
/// </remarks>
internal sealed class KmlTracks(XmlReader reader, XmlValues values, RowOptions options, RowEmitter emitter, FaultLimit faults, CancellationToken cancellation)
{
    /// <summary>Times or places of one track that are held until their counterparts come; 80 bytes each.</summary>
    public const int MaxHeld = 4_000_000;

    private readonly string?[] names = new string?[3];
    private readonly int[] depths = [-1, -1, -1];
    private readonly Queue<Place> places = new();
    private readonly Queue<(string? Text, long Line)> whens = new();
    private long lines;
    private long firstLine;
    private int tracks;
    private bool timed;

    private enum Container
    {
        Document,
        Folder,
        Placemark,
    }

    public void Read()
    {
        while (reader.Read())
        {
            if (reader.NodeType == XmlNodeType.Element)
                Element();
        }

        if (lines > 0)
        {
            faults.Add(timed ? FaultReason.Missing : FaultReason.UnknownFormat, firstLine, field: "LineString", excerpt: $"{lines} lines without times are not read: only gx:Track, or points with a TimeStamp, say when the aircraft was where");
        }
        else if (!timed)
        {
            faults.Add(FaultReason.UnknownFormat, excerpt: "a KML file without tracks (gx:Track) and without points that bear a TimeStamp");
        }

        if (values.Fields.ZoneLessSeen && options.TimeZone is null)
            faults.Add(FaultReason.Assumed, field: "time", excerpt: "times carry no zone: UTC was assumed (--time-zone names another)");
    }

    private void Element()
    {
        switch (reader.LocalName)
        {
            case "Document":
                Enter(Container.Document);
                break;
            case "Folder":
                Enter(Container.Folder);
                break;
            case "Placemark":
                Enter(Container.Placemark);
                Placemark();
                break;
            case "name":
                Name();
                break;
            default:
                break;
        }
    }

    private void Enter(Container container)
    {
        depths[(int)container] = reader.Depth;
        for (var i = (int)container; i < names.Length; i++)
            names[i] = null;
    }

    private void Name()
    {
        var container = Array.IndexOf(depths, reader.Depth - 1);
        if (container >= 0)
            names[container] = Encoding.UTF8.GetString(values.Text()) is { Length: > 0 } name ? name : null;
    }

    private void Placemark()
    {
        if (reader.IsEmptyElement)
            return;
        var depth = reader.Depth;
        string? when = null;
        (string Coordinates, bool IsAbsolute, long Line)? point = null;
        while (reader.Read() && reader.Depth > depth)
        {
            cancellation.ThrowIfCancellationRequested();
            if (reader.NodeType != XmlNodeType.Element)
                continue;
            switch (reader.LocalName)
            {
                case "name" when reader.Depth == depth + 1:
                    Name();
                    break;
                case "when":
                    when = Encoding.UTF8.GetString(values.Text());
                    break;
                case "Point":
                    point = Point();
                    break;
                case "LineString":
                    firstLine = lines++ == 0 ? values.Line : firstLine;
                    break;
                case "Track":
                    Track();
                    break;
                default:
                    break;
            }
        }

        depths[(int)Container.Placemark] = -1;
        if (point is not { } one || when is null)
            return;
        timed = true;
        Give(names[0], 0, when, Parse(one.Coordinates, ',', one.IsAbsolute, one.Line));
    }

    private (string Coordinates, bool IsAbsolute, long Line) Point()
    {
        var (coordinates, isAbsolute, line, depth) = ("", false, values.Line, reader.Depth);
        if (reader.IsEmptyElement)
            return (coordinates, isAbsolute, line);
        while (reader.Read() && reader.Depth > depth)
        {
            if (reader.NodeType != XmlNodeType.Element)
                continue;
            if (reader.LocalName == "altitudeMode")
                isAbsolute = values.Text().SequenceEqual("absolute"u8);
            else if (reader.LocalName == "coordinates")
                coordinates = Encoding.UTF8.GetString(values.Text());
        }

        return (coordinates, isAbsolute, line);
    }

    private void Track()
    {
        timed = true;
        places.Clear();
        whens.Clear();
        if (reader.IsEmptyElement)
            return;
        var (depth, isAbsolute) = (reader.Depth, false);
        var name = names[2] ?? names[1] ?? names[0];
        if (name is null)
            tracks++;
        while (reader.Read() && reader.Depth > depth)
        {
            cancellation.ThrowIfCancellationRequested();
            if (reader.NodeType != XmlNodeType.Element)
                continue;
            switch (reader.LocalName)
            {
                case "altitudeMode":
                    isAbsolute = values.Text().SequenceEqual("absolute"u8);
                    break;
                case "when":
                    var line = values.Line;
                    whens.Enqueue((Encoding.UTF8.GetString(values.Text()), line));
                    break;
                case "coord":
                    var begins = values.Line;
                    places.Enqueue(Parse(Encoding.UTF8.GetString(values.Text()), ' ', isAbsolute, begins));
                    break;
                default:
                    break;
            }

            if (whens.Count > 0 && places.Count > 0)
                Give(name, tracks, whens.Dequeue().Text!, places.Dequeue());
            if (whens.Count + places.Count > MaxHeld)
                throw new InvalidDataException("a track of more than 4,000,000 times without places, or places without times");
        }

        if (places.Count + whens.Count > 0)
        {
            var (count, field, first) = places.Count > 0 ? (places.Count, "when", places.Peek().Line) : (whens.Count, "coord", whens.Peek().Line);
            faults.Add(FaultReason.Missing, first, field: field, excerpt: $"a track with {count} more {(field == "when" ? "places than times" : "times than places")}");
            faults.Count(FaultReason.Missing, count - 1);
        }
    }

    // A blank as separator stands for any white space.
    private static Place Parse(string coordinates, char separator, bool isAbsolute, long line)
    {
        var parts = coordinates.Split(separator == ' ' ? null : [separator], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return new(parts.ElementAtOrDefault(0), parts.ElementAtOrDefault(1), isAbsolute ? parts.ElementAtOrDefault(2) : null, line);
    }

    private void Give(string? name, int number, string when, in Place place)
    {
        var row = values.Draft(name, number);
        row.Line = place.Line;
        Set(ref row, RowColumn.Longitude, place.Longitude);
        Set(ref row, RowColumn.Latitude, place.Latitude);
        Set(ref row, RowColumn.GeometricAltitude, place.Altitude);
        Set(ref row, RowColumn.Time, when);
        emitter.Add(row);
    }

    private void Set(ref RowDraft row, RowColumn column, string? text)
    {
        if (text is not null)
            values.Fields.Set(ref row, new(column, 0, RowNames.FeetInMetre), Encoding.UTF8.GetBytes(text));
    }

    private readonly record struct Place(string? Longitude, string? Latitude, string? Altitude, long Line);
}
