using System.Text.Json;

namespace Atalaya.Flights.Feeds;

/// <summary>What a file of reports of several aircraft is.</summary>
public enum RowFormat
{
    /// <summary>Rows of position reports: CSV or JSON, columns by name.</summary>
    Rows,

    /// <summary>Snapshots of readsb's aircraft list.</summary>
    AircraftJson,

    /// <summary>An SBS-1 (BaseStation) log.</summary>
    Sbs,

    /// <summary>OpenSky state vectors: snapshots of the REST interface, or rows of a dump.</summary>
    OpenSky,

    /// <summary>Rows of position reports as Parquet.</summary>
    Parquet,

    /// <summary>GPX or KML.</summary>
    Xml,
}

/// <summary>Tells a file's format from its beginning; names do not count.</summary>
internal static class RowSniffer
{
    private const int FirstLines = 5;

    /// <summary>The format, or why it is not read.</summary>
    /// <param name="head">The first uncompressed bytes.</param>
    /// <param name="isStates">Whether it holds snapshots <c>{"time":..,"states":[..]}</c>.</param>
    /// <param name="foreign">A kind that is known and not read, with what to do.</param>
    public static RowFormat Recognise(ReadOnlySpan<byte> head, out bool isStates, out (FaultReason Reason, string Hint)? foreign)
    {
        isStates = false;
        foreign = null;
        var text = head.TrimStart("\uFEFF \r\n\t"u8);
        if (IsMarkup(head, text))
            return RowFormat.Xml;
        foreign = Foreign(head);
        if (foreign is not null)
            return RowFormat.Rows;
        if (IsSbs(text))
            return RowFormat.Sbs;
        if (text.StartsWith("{"u8) || text.StartsWith("["u8))
        {
            var list = ListIn(text);
            isStates = list == "states";
            return isStates ? RowFormat.OpenSky : list is not null ? RowFormat.AircraftJson : OpenSkyNames.Are(text) ? RowFormat.OpenSky : RowFormat.Rows;
        }

        var line = text.IndexOf((byte)'\n');
        return OpenSkyNames.Are(line < 0 ? text : text[..line]) ? RowFormat.OpenSky : RowFormat.Rows;
    }

    // UTF-16 with its mark is markup too where it begins so; all other text is UTF-8.
    private static bool IsMarkup(ReadOnlySpan<byte> head, ReadOnlySpan<byte> text) =>
        text.StartsWith("<"u8) || head.StartsWith((ReadOnlySpan<byte>)[0xff, 0xfe, (byte)'<', 0]) || head.StartsWith((ReadOnlySpan<byte>)[0xfe, 0xff, 0, (byte)'<']);

    // A log may begin in the middle of a line.
    private static bool IsSbs(ReadOnlySpan<byte> text)
    {
        for (var i = 0; i < FirstLines && !text.IsEmpty; i++)
        {
            var end = text.IndexOf((byte)'\n');
            if (SbsLog.IsLine(end < 0 ? text : text[..end]))
                return true;
            if (end < 0)
                return false;
            text = text[(end + 1)..];
        }

        return false;
    }

    // The first list among the keys of the first object that only a snapshot has.
    private static string? ListIn(ReadOnlySpan<byte> text)
    {
        var reader = new Utf8JsonReader(text, isFinalBlock: false, default);
        try
        {
            var depth = text[0] == '[' ? 2 : 1;
            while (reader.Read() && reader.CurrentDepth <= depth)
            {
                if (reader.TokenType == JsonTokenType.EndObject || (reader.TokenType == JsonTokenType.StartArray && reader.CurrentDepth > 0))
                    return null;
                if (reader.TokenType != JsonTokenType.PropertyName)
                    continue;
                var name = reader.ValueTextEquals("aircraft"u8) || reader.ValueTextEquals("ac"u8) ? "aircraft" : reader.ValueTextEquals("states"u8) ? "states" : null;
                if (!reader.Read())
                    return null;
                if (name is not null && reader.TokenType == JsonTokenType.Null)
                    return name;
                if (name is not null && reader.TokenType == JsonTokenType.StartArray)
                {
                    // A list of names, say, is a column.
                    return reader.Read() && reader.TokenType is JsonTokenType.String or JsonTokenType.Number ? null : name;
                }

                if (reader.TokenType is JsonTokenType.StartArray or JsonTokenType.StartObject && !reader.TrySkip())
                    return null;
            }
        }
        catch (JsonException)
        {
            // Whoever reads it says where it is malformed.
        }

        return null;
    }

    private static (FaultReason Reason, string Hint)? Foreign(ReadOnlySpan<byte> head)
    {
        if (head.Length > 2 && head[0] == 0x1a && head[1] is (byte)'1' or (byte)'2' or (byte)'3')
            return (FaultReason.UnknownFormat, "raw Beast frames: not read yet; decode them with readsb first");
        if (head.Length > 262 && head[257..].StartsWith("ustar"u8))
            return (FaultReason.UnknownFormat, "a compressed tar: inflate it first (gunzip), members are then read in place");
        if (head.StartsWith("PAR1"u8))
            return (FaultReason.UnknownFormat, "compressed Parquet: inflate it first (gunzip)");
        if (head.StartsWith("PK\u0003\u0004"u8))
            return (FaultReason.UnknownFormat, "a zip (a KMZ is one): unpack it first");
        if (head.IndexOfAnyInRange((byte)0, (byte)8) >= 0)
            return (FaultReason.UnknownFormat, "binary");
        return null;
    }
}
