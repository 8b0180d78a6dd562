namespace Atalaya.Flights.Feeds;

/// <summary>Reads files of reports of several aircraft: rows as CSV or JSON (see <c>docs/formats/rows.md</c>), snapshots of aircraft, SBS-1 logs, OpenSky state vectors, GPX and KML (<c>docs/formats/feeds.md</c>); plain or gzip.</summary>
public static class RowFeed
{
    private const int SniffBytes = 64 * 1024;

    /// <summary>Reads a file to its end in flat memory (an object of columns: up to a million rows). Never throws on bad input.</summary>
    /// <param name="content">The file's bytes as stored; Parquet only from a stream that seeks.</param>
    /// <param name="source">Its name for faults; its last part names the aircraft where the rows do not.</param>
    /// <param name="options">What the user says of the rows. Formats that fix names and units take only the time zone from it.</param>
    /// <param name="sink">Where rows go.</param>
    /// <param name="faults">Where faults go.</param>
    /// <param name="scratch">The calling thread's own.</param>
    /// <param name="cancellation">Stops the reading between rows.</param>
    /// <returns>How many rows the file holds, those set aside included; 0 where it is not of this kind.</returns>
    /// <exception cref="OperationCanceledException">The reading was stopped.</exception>
    public static long Read(Stream content, string source, RowOptions options, IRowSink sink, IFaultSink faults, FeedScratch scratch, CancellationToken cancellation = default)
    {
        var limit = new FaultLimit(faults, source);
        if (content.CanSeek && BeginsAsParquet(content))
            return ReadParquet(content, source, options, sink, limit, cancellation);
        var window = scratch.Window;
        window.Open(content);
        if (!window.Fill())
        {
            limit.Add(window.Problem ?? FaultReason.Empty, offset: 0, excerpt: window.ProblemText);
            limit.Flush();
            window.Close();
            return 0;
        }

        var format = RowSniffer.Recognise(window.Bytes[..Math.Min(window.Bytes.Length, SniffBytes)], out var isStates, out var foreign);
        var emitter = new RowEmitter(FileName(source), sink, limit, SwapRules.Default, Rules(format));
        sink.Begin(format);
        if (foreign is { } kind)
            limit.Add(kind.Reason, offset: 0, excerpt: kind.Hint);
        else if (format == RowFormat.Sbs)
            ReadLog(window, options, emitter, limit, cancellation);
        else if (format == RowFormat.Xml)
            new XmlFeed(window, options, FileName(source), emitter, limit, cancellation).Read();
        else
            ReadText(window, options, format, isStates, emitter, limit, cancellation);

        emitter.Finish();
        if (window.Problem is { } broken && emitter.Rows > 0)
            limit.Add(broken, offset: window.Offset, excerpt: window.ProblemText);
        limit.Flush();
        window.Close();
        return emitter.Rows;
    }

    /// <summary>Whether a stream holds Parquet: its end has to be read before its beginning, so that it can be read only from a stream that seeks.</summary>
    /// <param name="content">A stream that seeks; it is put back to where it stood.</param>
    public static bool BeginsAsParquet(Stream content)
    {
        Span<byte> head = stackalloc byte[4];
        var start = content.Position;
        try
        {
            return content.ReadAtLeast(head, head.Length, throwOnEndOfStream: false) == head.Length && RowParquet.Begins(head);
        }
        catch (IOException)
        {
            // Whoever reads on says why it cannot be read.
            return false;
        }
        finally
        {
            content.Position = start;
        }
    }

    private static long ReadParquet(Stream content, string source, RowOptions options, IRowSink sink, FaultLimit faults, CancellationToken cancellation)
    {
        sink.Begin(RowFormat.Parquet);
        var emitter = new RowParquet(content, options, isOpenSky => new(FileName(source), sink, faults, SwapRules.Default, isOpenSky ? EmitterRules.States : EmitterRules.ByNames), faults, cancellation).Read();
        faults.Flush();
        return emitter?.Rows ?? 0;
    }

    private static EmitterRules Rules(RowFormat format) => format switch
    {
        RowFormat.AircraftJson => EmitterRules.Snapshots,
        RowFormat.OpenSky => EmitterRules.States,
        RowFormat.Sbs or RowFormat.Xml => EmitterRules.Log,
        _ => EmitterRules.ByNames,
    };

    // An hour's error moves a mission to another day and place of the sea: no zone is assumed here.
    private static void ReadLog(ByteWindow window, RowOptions options, RowEmitter emitter, FaultLimit faults, CancellationToken cancellation)
    {
        if (options.TimeZone is { } zone)
            new SbsLog(window, zone, emitter, faults, cancellation).Read();
        else
            faults.Add(FaultReason.Missing, offset: 0, field: "time-zone", excerpt: "an SBS-1 log gives local times without a zone: name the receiver's (--time-zone America/Mazatlan, or UTC), and it is read");
    }

    private static void ReadText(ByteWindow window, RowOptions options, RowFormat format, bool isStates, RowEmitter emitter, FaultLimit faults, CancellationToken cancellation)
    {
        var json = new JsonCursor(window);
        json.SkipByteOrderMark();
        var first = json.Peek();
        if (first < 0)
            faults.Add(FaultReason.Empty, offset: 0);
        else if (format == RowFormat.AircraftJson)
            new AircraftJson(window, json, emitter, faults, cancellation).Read();
        else if (isStates)
            new OpenSkyStates(window, json, emitter, faults, cancellation).Read();
        else
            ReadRows(window, json, first, Fields(options, format), options, emitter, faults, cancellation);
    }

    // OpenSky's units are fixed.
    private static RowFields Fields(RowOptions options, RowFormat format) =>
        format == RowFormat.OpenSky ? new(options with { Altitude = null, Speed = null, VerticalRate = null }, isOpenSky: true) : new(options);

    private static void ReadRows(ByteWindow window, JsonCursor json, int first, RowFields fields, RowOptions options, RowEmitter emitter, FaultLimit faults, CancellationToken cancellation)
    {
        if (first is '{' or '[')
            new RowJson(window, json, fields, emitter, faults, cancellation).Read();
        else
            new RowCsv(window, fields, emitter, faults, cancellation).Read();
        emitter.Finish();
        if (emitter.Rows > 0 && fields.ZoneLessSeen && options.TimeZone is null)
            faults.Add(FaultReason.Assumed, field: "time", excerpt: "times carry no zone: UTC was assumed (--time-zone names another)");
    }

    private static string FileName(string source)
    {
        var name = source[(source.LastIndexOfAny(['/', '\\', '!']) + 1)..];
        var dot = name.IndexOf('.', StringComparison.Ordinal);
        return dot > 0 ? name[..dot] : name;
    }
}
