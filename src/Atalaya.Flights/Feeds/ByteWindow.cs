namespace Atalaya.Flights.Feeds;

/// <summary>A moving window over the uncompressed bytes of one input. A zero byte always stands behind the last valid one, and <see cref="Slack"/> bytes may be read there, so that scanners of text may run without a bound.</summary>
internal sealed class ByteWindow(StoredBytes source)
{
    /// <summary>No token or row of a sane input is longer.</summary>
    public const int MaxBytes = 4 * 1024 * 1024;

    /// <summary>How many bytes behind the last valid one may be read, whatever they hold: a vector and what a token reaches beyond it.</summary>
    public const int Slack = 128;

    // Junk behind the data need not be read to its end.
    private const long MaxDrainedBytes = 64 << 20;

    // Fits a core's second-level cache together with the inflater's tables.
    private const int FirstBytes = 256 * 1024;

    private byte[] buffer = new byte[FirstBytes + Slack];
    private int start;
    private int end;
    private int step = int.MaxValue;

    /// <summary>Offset of the window's first byte in the uncompressed input.</summary>
    public long Offset { get; private set; }

    /// <summary>Whether no byte follows those in the window.</summary>
    public bool Ended { get; private set; }

    /// <summary>Why the bytes ended early, if they did.</summary>
    public FaultReason? Problem => source.Problem;

    /// <summary>What the stream said.</summary>
    public string? ProblemText => source.ProblemText;

    /// <summary>The bytes in sight.</summary>
    public ReadOnlySpan<byte> Bytes => buffer.AsSpan(start, end - start);

    /// <param name="content">The stored bytes.</param>
    /// <param name="step">How many bytes to bring into sight at a time, at most.</param>
    public void Open(Stream content, int step = int.MaxValue)
    {
        this.step = step;
        source.Open(content);
        start = end = 0;
        buffer[0] = 0;
        Offset = 0;
        Ended = false;
        if (buffer.Length > FirstBytes + Slack)
            buffer = new byte[FirstBytes + Slack];
    }

    public void Close() => source.Close();

    public void Advance(int count)
    {
        start += count;
        Offset += count;
    }

    /// <summary>Brings more bytes into sight. False where none follow, or where the window is at its greatest and full.</summary>
    public bool Fill()
    {
        if (Ended)
            return false;
        if (start > 0)
        {
            buffer.AsSpan(start, end - start).CopyTo(buffer);
            end -= start;
            start = 0;
        }

        if (end == buffer.Length - Slack)
        {
            if (buffer.Length > MaxBytes)
                return false;
            Array.Resize(ref buffer, ((buffer.Length - Slack) * 2) + Slack);
        }

        // Fill up: a parser that runs over a long window turns back less often.
        var before = end;
        var limit = (int)Math.Min(buffer.Length - Slack, (long)end + step);
        while (end < limit)
        {
            var count = source.Read(buffer.AsSpan(end, limit - end));
            if (count == 0)
            {
                Ended = true;
                break;
            }

            end += count;
        }

        buffer[end] = 0;
        return end > before;
    }

    /// <summary>Passes over what is left, up to a bound, to learn whether the stored bytes are sound.</summary>
    public void Drain()
    {
        var stop = Offset + MaxDrainedBytes;
        do
        {
            Advance(Bytes.Length);
        }
        while (Offset < stop && Fill());
    }

    /// <summary>The window's bytes as text for a fault.</summary>
    public string Excerpt(int length = 200) => Text(Bytes[..Math.Min(length, Bytes.Length)]);

    public static string Text(ReadOnlySpan<byte> bytes) =>
        System.Text.Encoding.UTF8.GetString(bytes[..Math.Min(bytes.Length, 2000)]);

    /// <summary>The rest as a stream, for readers that want one.</summary>
    public Stream AsStream() => new Rest(this);

    private sealed class Rest(ByteWindow window) : Stream
    {
        public override bool CanRead => true;
        public override bool CanSeek => false;
        public override bool CanWrite => false;
        public override long Length => throw new NotSupportedException();
        public override long Position { get => window.Offset; set => throw new NotSupportedException(); }

        public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

        public override int Read(Span<byte> target)
        {
            if (window.Bytes.IsEmpty && !window.Fill())
                return 0;
            var count = Math.Min(target.Length, window.Bytes.Length);
            window.Bytes[..count].CopyTo(target);
            window.Advance(count);
            return count;
        }

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();
        public override void SetLength(long value) => throw new NotSupportedException();
        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
