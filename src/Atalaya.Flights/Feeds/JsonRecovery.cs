namespace Atalaya.Flights.Feeds;

/// <summary>Goes on behind a malformed piece of JSON, so that one bad row does not cost the others.</summary>
internal static class JsonRecovery
{
    /// <summary>How many of the bytes in sight belong to the malformed piece; 0 where its end is not in sight.</summary>
    public delegate int End(ReadOnlySpan<byte> bytes);

    /// <summary>Sets one malformed piece aside, if its end is in sight.</summary>
    public static bool PassOver(ByteWindow window, JsonCursor json, FaultLimit faults, long? line, End end)
    {
        if (json.Problem != FaultReason.MalformedJson)
            return false;
        var at = end(window.Bytes);
        while (at == 0 && window.Fill())
            at = end(window.Bytes);
        if (at == 0)
            return false;
        faults.Add(FaultReason.MalformedJson, line, json.ProblemOffset, excerpt: faults.IsFull ? null : ByteWindow.Text(window.Bytes[..Math.Min(at, 400)]));
        window.Advance(at);
        json.Reset();
        return true;
    }

    /// <summary>The end of a line.</summary>
    public static int EndOfLine(ReadOnlySpan<byte> bytes) => bytes.IndexOf((byte)'\n') + 1;

    /// <summary>The end of an element of an array: a closing bracket that the array's end or another element follows.</summary>
    public static int EndOfElement(ReadOnlySpan<byte> bytes, byte opening, byte closing)
    {
        for (var from = 0; ;)
        {
            var i = bytes[from..].IndexOf(closing);
            if (i < 0)
                return 0;
            from += i + 1;
            var next = bytes[from..].TrimStart(" \r\n\t"u8);
            if (next.StartsWith("]"u8) || (next.StartsWith(","u8) && next[1..].TrimStart(" \r\n\t"u8) is { Length: > 0 } element && element[0] == opening))
                return from;
        }
    }
}
