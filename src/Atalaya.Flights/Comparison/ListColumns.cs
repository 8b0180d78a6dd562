using Sylvan.Data.Csv;

namespace Atalaya.Flights.Comparison;

/// <summary>A column of a list of missions.</summary>
internal enum ListColumn
{
    Name, Date, Start, End, TimeZone, Icao24, Registration, Type, Callsigns, Place, Latitude, Longitude, Class, Confidence, Basis, Stays, CorrectedBy,
}

/// <summary>Where the columns of a list are, by the names of its header in English or Spanish, in any case and order.</summary>
internal sealed class ListColumns
{
    private static readonly (ListColumn Column, string[] Names)[] Known =
    [
        (ListColumn.Name, ["flightid", "id", "name", "nombre"]),
        (ListColumn.Date, ["date", "day", "fecha", "dia", "día"]),
        (ListColumn.Start, ["start", "from", "begin", "first", "inicio", "desde"]),
        (ListColumn.End, ["end", "to", "until", "last", "fin", "hasta"]),
        (ListColumn.TimeZone, ["timezone", "time_zone", "time-zone", "tz", "zona_horaria", "zona horaria", "huso"]),
        (ListColumn.Icao24, ["icao24", "hex", "icao", "address"]),
        (ListColumn.Registration, ["registration", "reg", "tail", "tail_number", "matricula", "matrícula"]),
        (ListColumn.Type, ["type", "aircraft", "aircraft_type", "tipo", "aeronave"]),
        (ListColumn.Callsigns, ["callsigns", "callsign", "indicativo", "indicativos"]),
        (ListColumn.Place, ["place", "where", "area", "location", "lugar", "zona"]),
        (ListColumn.Latitude, ["latitude", "lat", "latitud"]),
        (ListColumn.Longitude, ["longitude", "lon", "lng", "longitud"]),
        (ListColumn.Class, ["class", "clase"]),
        (ListColumn.Confidence, ["confidence", "confianza"]),
        (ListColumn.Basis, ["basis", "base"]),
        (ListColumn.Stays, ["stays"]),
        (ListColumn.CorrectedBy, ["correctedby"]),
    ];

    private readonly int[] places = new int[Known.Length];

    private ListColumns()
    {
    }

    /// <summary>The columns of a header; null where it names neither a date nor a start.</summary>
    public static ListColumns? FromHeader(CsvDataReader reader)
    {
        var names = Enumerable.Range(0, reader.RowFieldCount).Select(i => reader.GetString(i).Trim().ToLowerInvariant()).ToArray();
        var columns = new ListColumns();
        foreach (var (column, synonyms) in Known)
            columns.places[(int)column] = synonyms.Select(s => Array.IndexOf(names, s)).FirstOrDefault(static i => i >= 0, -1);
        return columns.places[(int)ListColumn.Date] < 0 && columns.places[(int)ListColumn.Start] < 0 ? null : columns;
    }

    /// <summary>A cell of the row that the reader stands at; null where it is empty or there is none.</summary>
    public string? Cell(CsvDataReader reader, ListColumn column)
    {
        var place = places[(int)column];
        return place >= 0 && place < reader.RowFieldCount && reader.GetString(place).Trim() is { Length: > 0 } text ? text : null;
    }
}
