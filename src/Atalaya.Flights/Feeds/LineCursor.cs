namespace Atalaya.Flights.Feeds;

/// <summary>Walks text of any length line by line over a <see cref="ByteWindow"/>. A line longer than the window comes in pieces.</summary>
internal sealed class LineCursor(ByteWindow window)
{
    private int consumed;

    /// <summary>1-based number of the line last given.</summary>
    public long Line { get; private set; }

    /// <summary>Where it begins in the uncompressed bytes.</summary>
    public long Offset => window.Offset;

    /// <summary>The next line without its end. The span is valid until the next call.</summary>
    public bool Next(out ReadOnlySpan<byte> line)
    {
        window.Advance(consumed);
        consumed = 0;
        var from = 0;
        while (true)
        {
            var bytes = window.Bytes;
            var i = bytes[from..].IndexOf((byte)'\n');
            if (i < 0)
            {
                from = bytes.Length;
                if (window.Fill())
                    continue;
                bytes = window.Bytes;
                consumed = bytes.Length;
                line = bytes;
            }
            else
            {
                consumed = from + i + 1;
                line = bytes[..(from + i)];
            }

            if (consumed == 0)
                return false;
            Line++;
            line = line.TrimEnd((byte)'\r');
            return true;
        }
    }
}
