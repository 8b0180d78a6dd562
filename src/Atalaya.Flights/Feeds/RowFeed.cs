namespace Atalaya.Flights.Feeds;

/// <summary>Reads rows of position reports: JSON array, JSON lines, JSON object of columns, a JSON object with an array of fixes, or CSV; plain or gzip (see <c>docs/formats/rows.md</c>).</summary>
public static class RowFeed
{
    private const int SniffBytes = 64 * 1024;

    /// <summary>Reads a file to its end in flat memory (an object of columns: up to a million rows). Never throws on bad input.</summary>
    /// <param name="content">The file's bytes as stored.</param>
    /// <param name="source">Its name for faults; its last part names the aircraft where the rows do not.</param>
    /// <param name="options">What the user says of the rows.</param>
    /// <param name="sink">Where rows go.</param>
    /// <param name="faults">Where faults go.</param>
    /// <param name="scratch">The calling thread's own.</param>
    /// <param name="cancellation">Stops the reading between rows.</param>
    /// <returns>How many rows the file holds, those set aside included; 0 where it is not of this kind.</returns>
    /// <exception cref="OperationCanceledException">The reading was stopped.</exception>
    public static long Read(Stream content, string source, RowOptions options, IRowSink sink, IFaultSink faults, FeedScratch scratch, CancellationToken cancellation = default)
    {
        var window = scratch.Window;
        window.Open(content);
        var limit = new FaultLimit(faults, source);
        var emitter = new RowEmitter(FileName(source), sink, limit, SwapRules.Default);
        var fields = new RowFields(options);
        if (!window.Fill())
            limit.Add(window.Problem ?? FaultReason.Empty, offset: 0, excerpt: window.ProblemText);
        else if (Foreign(window.Bytes[..Math.Min(window.Bytes.Length, SniffBytes)]) is { } foreign)
            limit.Add(foreign.Reason, offset: 0, excerpt: foreign.Hint);
        else
            ReadRows(window, fields, emitter, limit, cancellation);

        emitter.Finish();
        if (emitter.Rows > 0 && fields.ZoneLessSeen && options.TimeZone is null)
            limit.Add(FaultReason.Assumed, field: "time", excerpt: "times carry no zone: UTC was assumed (--time-zone names another)");
        if (window.Problem is { } broken && emitter.Rows > 0)
            limit.Add(broken, offset: window.Offset, excerpt: window.ProblemText);
        limit.Flush();
        window.Close();
        return emitter.Rows;
    }

    private static void ReadRows(ByteWindow window, RowFields fields, RowEmitter emitter, FaultLimit faults, CancellationToken cancellation)
    {
        var json = new JsonCursor(window);
        json.SkipByteOrderMark();
        var first = json.Peek();
        if (first is '{' or '[')
            new RowJson(window, json, fields, emitter, faults, cancellation).Read();
        else if (first >= 0)
            new RowCsv(window, fields, emitter, faults, cancellation).Read();
        else
            faults.Add(FaultReason.Empty, offset: 0);
    }

    private static string FileName(string source)
    {
        var name = source[(source.LastIndexOfAny(['/', '\\', '!']) + 1)..];
        var dot = name.IndexOf('.', StringComparison.Ordinal);
        return dot > 0 ? name[..dot] : name;
    }

    // Kinds that are known and not read, each with what to do.
    private static (FaultReason Reason, string Hint)? Foreign(ReadOnlySpan<byte> head)
    {
        var text = head.TrimStart("\uFEFF \r\n\t"u8);
        if (text.StartsWith("MSG,"u8) || text.StartsWith("SEL,"u8) || text.StartsWith("AIR,"u8) || text.StartsWith("STA,"u8) || text.StartsWith("CLK,"u8))
            return (FaultReason.UnknownFormat, "an SBS-1 (BaseStation) log: not read yet; convert it to CSV with a time zone");
        if (head.Length > 2 && head[0] == 0x1a && head[1] is (byte)'1' or (byte)'2' or (byte)'3')
            return (FaultReason.UnknownFormat, "raw Beast frames: not read yet; decode them with readsb first");
        if (text.StartsWith("<"u8))
            return text.IndexOf("<event"u8) >= 0 ? (FaultReason.Refused, "Cursor-on-Target events are not position reports of a feed and are refused") : (FaultReason.UnknownFormat, "XML is not read");
        if (head.Length > 262 && head[257..].StartsWith("ustar"u8))
            return (FaultReason.UnknownFormat, "a compressed tar: inflate it first (gunzip), members are then read in place");
        if (head.StartsWith("PAR1"u8))
            return (FaultReason.UnknownFormat, "Parquet is not read yet; export it as CSV or JSON lines");
        if (head.StartsWith("PK\u0003\u0004"u8))
            return (FaultReason.UnknownFormat, "a zip: unpack it first");
        if (head.IndexOfAnyInRange((byte)0, (byte)8) >= 0)
            return (FaultReason.UnknownFormat, "binary");
        return null;
    }
}
