using System.Text.Json;

namespace Atalaya.Flights.Feeds;

/// <summary>Reads a row of a readsb trace in any form that JSON allows. The reference for <see cref="TraceRowFast"/>.</summary>
internal static class TraceRowJson
{
    /// <summary>What came of a row.</summary>
    public enum Outcome
    {
        /// <summary>The row was read; a value of the wrong type is in <see cref="TraceRow.BadColumn"/>.</summary>
        Row,

        /// <summary>It is not whole.</summary>
        Incomplete,

        /// <summary>It is not JSON.</summary>
        Malformed,
    }

    /// <summary>Parses one row.</summary>
    /// <param name="bytes">From the row's opening bracket on.</param>
    /// <param name="isFinal">Whether nothing follows these bytes.</param>
    /// <param name="row">What was read.</param>
    /// <param name="length">Length of the row; for a malformed one, how far it could be read.</param>
    public static Outcome Parse(ReadOnlySpan<byte> bytes, bool isFinal, ref TraceRow row, out int length)
    {
        row.Clear();
        var column = -1;
        var reader = new Utf8JsonReader(bytes, isFinal, default);
        try
        {
            reader.Read();
            while (reader.Read())
            {
                if (reader.TokenType == JsonTokenType.EndArray)
                {
                    length = (int)reader.BytesConsumed;
                    return Outcome.Row;
                }

                column++;
                if (!Value(ref reader, column, ref row))
                {
                    length = 0;
                    return Outcome.Incomplete;
                }
            }

            length = 0;
            return Outcome.Incomplete;
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException)
        {
            length = (int)Math.Min(reader.BytesConsumed, bytes.Length);
            var next = bytes[length..].TrimStart(" ,:\t\r\n-"u8);
            var isWord = next.StartsWith("NaN"u8) || next.StartsWith("Inf"u8) || next.StartsWith("inf"u8) || next.StartsWith("nan"u8);
            row.BadColumn = isWord ? column + 1 : -1;
            return Outcome.Malformed;
        }
    }

    private static bool Value(ref Utf8JsonReader reader, int column, ref TraceRow row)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.Null:
                return true;
            case JsonTokenType.Number:
                if (reader.TryGetDouble(out var value) && double.IsFinite(value))
                    row.Set(column, value);
                else
                    row.BadColumn = column;
                return true;
            case JsonTokenType.String:
                if (column == 3 && reader.ValueTextEquals("ground"u8))
                    row.OnGround = true;
                else if (column == 9)
                    row.Source = TraceRow.SourceOf(reader.ValueSpan);
                else
                    Bad(column, ref row);
                return true;
            case JsonTokenType.StartObject when column == 8:
                return Details(ref reader, ref row);
            default:
                Bad(column, ref row);
                return reader.TokenType is not (JsonTokenType.StartObject or JsonTokenType.StartArray) || reader.TrySkip();
        }
    }

    // Columns that are not kept cannot be wrong.
    private static void Bad(int column, ref TraceRow row)
    {
        if (column is < 8 or 10 or 11)
            row.BadColumn = column;
    }

    private static bool Details(ref Utf8JsonReader reader, ref TraceRow row)
    {
        while (reader.Read())
        {
            if (reader.TokenType == JsonTokenType.EndObject)
                return true;
            var isFlight = reader.ValueTextEquals("flight"u8);
            if (!reader.Read())
                return false;
            if (isFlight && reader.TokenType == JsonTokenType.String)
                row.Callsign = TraceRow.PackCallsign(System.Text.Encoding.UTF8.GetBytes(reader.GetString()!));
            else if (!reader.TrySkip())
                return false;
        }

        return false;
    }
}
