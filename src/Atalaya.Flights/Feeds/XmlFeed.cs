using System.Text;
using System.Xml;

namespace Atalaya.Flights.Feeds;

/// <summary>Opens XML and hands it to the reader of its root element. DTDs are refused, nothing outside the file is ever asked for.</summary>
internal sealed class XmlFeed(ByteWindow window, RowOptions options, string fileName, RowEmitter emitter, FaultLimit faults, CancellationToken cancellation)
{
    private static readonly XmlReaderSettings Settings = new()
    {
        DtdProcessing = DtdProcessing.Prohibit,
        XmlResolver = null,
        IgnoreComments = true,
        IgnoreProcessingInstructions = true,
        IgnoreWhitespace = true,
        CloseInput = false,
    };

    public void Read()
    {
        try
        {
            using var bounded = new MarkupBound(window.AsStream());
            using var reader = XmlReader.Create(bounded, Settings);
            reader.MoveToContent();
            var values = new XmlValues(reader, options, fileName, faults);
            switch (reader.LocalName)
            {
                case "gpx":
                    new GpxTracks(reader, values, emitter, faults, cancellation).Read();
                    break;
                case "kml":
                    new KmlTracks(reader, values, options, emitter, faults, cancellation).Read();
                    break;
                case "event" or "events":
                    faults.Add(FaultReason.Refused, offset: 0, excerpt: "Cursor-on-Target events are not position reports of a feed and are refused");
                    break;
                default:
                    faults.Add(FaultReason.UnknownFormat, values.Line, field: reader.LocalName[..Math.Min(reader.LocalName.Length, 100)], excerpt: "XML that is neither GPX nor KML is not read");
                    break;
            }
        }
        catch (XmlException error)
        {
            faults.Add(Reason(error), Math.Max(1, error.LineNumber), window.Offset, excerpt: error.Message);
        }
        catch (InvalidDataException error)
        {
            faults.Add(FaultReason.TooLarge, offset: window.Offset, excerpt: error.Message);
        }
    }

    private FaultReason Reason(XmlException error) =>
        window.Problem is { } deeper ? deeper
        : error.Message.Contains("DTD", StringComparison.Ordinal) ? FaultReason.Refused
        : error.Message.Contains("Unexpected end of file", StringComparison.Ordinal) || error.Message.Contains("Root element is missing", StringComparison.Ordinal) ? FaultReason.TruncatedXml
        : FaultReason.MalformedXml;

    /// <summary>Ends the reading where a single tag or text goes on for longer than any sane one: a reader of XML keeps it whole in memory.</summary>
    private sealed class MarkupBound(Stream inner) : Stream
    {
        private const long Longest = 16 << 20;

        private long since;

        public override bool CanRead => true;
        public override bool CanSeek => false;
        public override bool CanWrite => false;
        public override long Length => throw new NotSupportedException();
        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

        public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

        public override int Read(Span<byte> target)
        {
            var count = inner.Read(target);
            var mark = target[..count].LastIndexOfAny((byte)'<', (byte)'>');
            since = mark < 0 ? since + count : count - mark;
            return since <= Longest ? count : throw new InvalidDataException("a tag or a text of more than 16 MiB");
        }

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();
        public override void SetLength(long value) => throw new NotSupportedException();
        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}

/// <summary>Values of elements, without keeping more of them than a value can have.</summary>
internal sealed class XmlValues(XmlReader reader, RowOptions options, string fileName, FaultLimit faults)
{
    private const int LongestValue = 256;

    private readonly char[] characters = new char[LongestValue];
    private readonly byte[] utf8 = new byte[LongestValue * 3];
    private readonly HashSet<string> said = [];

    /// <summary>Puts values into drafts. Names and units are the format's.</summary>
    public RowFields Fields { get; } = new(RowOptions.Default with { TimeZone = options.TimeZone });

    /// <summary>1-based line of the reader.</summary>
    public long Line => ((IXmlLineInfo)reader).LineNumber;

    /// <summary>The text of the element that the reader stands on, trimmed; the reader then stands on its end. Valid until the next call.</summary>
    public ReadOnlySpan<byte> Text()
    {
        if (reader.IsEmptyElement)
            return default;
        var (depth, length) = (reader.Depth, 0);
        while (reader.Read() && reader.Depth > depth)
        {
            if (reader.NodeType is not (XmlNodeType.Text or XmlNodeType.CDATA))
                continue;
            for (int count; length < characters.Length && (count = reader.ReadValueChunk(characters, length, characters.Length - length)) > 0;)
                length += count;
        }

        return Utf8(characters.AsSpan(0, length));
    }

    /// <summary>The text of an attribute.</summary>
    public ReadOnlySpan<byte> Attribute(string name) =>
        reader.GetAttribute(name) is { } value ? Utf8(value.AsSpan(0, Math.Min(value.Length, LongestValue))) : default;

    /// <summary>A draft under a track's name; a nameless track bears the file's, and that is said.</summary>
    public RowDraft Draft(string? name, int number)
    {
        var row = RowDraft.Empty;
        row.Line = Line;
        var text = name is null ? default : Utf8(name.AsSpan(0, Math.Min(name.Length, LongestValue)));
        Fields.Set(ref row, new(RowColumn.Identity, 0, 0), text);
        if (row.Identity is not null)
            return row;
        row.Identity = number > 1 ? $"{fileName}-{number}" : fileName;
        if (said.Add(row.Identity))
            faults.Add(FaultReason.Assumed, row.Line, field: "name", excerpt: $"a track without a name: called {row.Identity} after its file");
        return row;
    }

    private ReadOnlySpan<byte> Utf8(ReadOnlySpan<char> text) => utf8.AsSpan(0, Encoding.UTF8.GetBytes(text.Trim(), utf8));
}
