using System.IO.Compression;

namespace Atalaya.Flights.Feeds;

/// <summary>The uncompressed bytes of a stream, which may be plain or gzip (of one or more members): told by the first two bytes, not by the name. Errors are kept, not thrown.</summary>
internal sealed class StoredBytes : IDisposable
{
    private const int InputBytes = 64 * 1024;

    private static ReadOnlySpan<byte> EndMark => "atalaya: end of stored bytes"u8;

    private static readonly byte[] CompressedMark = CompressedEndMark();

    private readonly byte[] input = new byte[InputBytes];
    private readonly IsalInflate? isal;
    private Stream stored = Stream.Null;
    private GZipStream? managed;
    private Prefixed? prefixed;
    private int start;
    private int end;
    private bool inputEnded;
    private bool inMember;
    private bool ended;

    public StoredBytes(bool allowNative) => isal = allowNative && IsalInflate.IsAvailable ? new() : null;

    /// <summary>Whether the stored bytes are compressed.</summary>
    public bool IsGzip { get; private set; }

    /// <summary>What ended the bytes early, if anything did.</summary>
    public FaultReason? Problem { get; private set; }

    /// <summary>The message of the stream's error, where it failed.</summary>
    public string? ProblemText { get; private set; }

    public void Open(Stream content)
    {
        Close();
        stored = content;
        start = end = 0;
        inputEnded = ended = inMember = false;
        Problem = null;
        ProblemText = null;
        Refill();
        IsGzip = end >= 2 && input[0] == 0x1f && input[1] == 0x8b;
        if (IsGzip && isal is null)
        {
            prefixed = new Prefixed(input, end, stored, CompressedMark);
            managed = new GZipStream(prefixed, CompressionMode.Decompress, leaveOpen: true);
        }
    }

    /// <summary>Reads at least one byte, or returns 0 at the end (see <see cref="Problem"/>).</summary>
    public int Read(Span<byte> target)
    {
        if (ended || target.IsEmpty)
            return 0;
        var count = !IsGzip ? ReadPlain(target) : managed is null ? ReadNative(target) : ReadManaged(target);
        ended = count == 0;
        return count;
    }

    /// <summary>Lets go of the stream; it stays open.</summary>
    public void Close()
    {
        managed?.Dispose();
        managed = null;
        stored = Stream.Null;
        ended = true;
    }

    public void Dispose()
    {
        Close();
        isal?.Dispose();
    }

    private int ReadPlain(Span<byte> target)
    {
        if (start == end && !Refill())
            return 0;
        var count = Math.Min(target.Length, end - start);
        input.AsSpan(start, count).CopyTo(target);
        start += count;
        return count;
    }

    private int ReadNative(Span<byte> target)
    {
        while (true)
        {
            if (start == end)
                Refill();
            if (!inMember && !BeginMember())
                return 0;
            var outcome = isal!.Step(input.AsSpan(start, end - start), target, out var consumed, out var produced);
            start += consumed;
            if (outcome == IsalInflate.Outcome.Damaged)
            {
                Problem = FaultReason.DamagedGzip;
                inMember = false;
                start = end = 0;
                inputEnded = true;
            }
            else if (outcome == IsalInflate.Outcome.MemberEnd)
            {
                inMember = false;
            }

            if (produced > 0)
                return produced;
            if (Problem is not null)
                return 0;
            if (consumed == 0 && inMember && start == end && inputEnded)
            {
                Problem = FaultReason.TruncatedGzip;
                return 0;
            }
        }
    }

    // Zero bytes after a member are padding of tapes and tars; anything else that is no member is damage.
    private bool BeginMember()
    {
        while (true)
        {
            while (start < end && input[start] == 0)
                start++;
            if (start < end)
                break;
            if (Problem is not null || !Refill())
                return false;
        }

        if (input[start] != 0x1f)
        {
            Problem = FaultReason.DamagedGzip;
            return false;
        }

        isal!.Reset();
        inMember = true;
        return true;
    }

    // The framework ends quietly where a stream is cut. So a small member of our own is put behind the stored bytes:
    // it comes out whole only if the member before it was.
    private int ReadManaged(Span<byte> target)
    {
        try
        {
            var count = managed!.Read(target);
            if (!prefixed!.EndMarkGiven)
                return count;
            Span<byte> mark = stackalloc byte[EndMark.Length + 1];
            target[..Math.Min(count, mark.Length)].CopyTo(mark);
            var length = count + (count <= EndMark.Length ? managed.ReadAtLeast(mark[count..], mark.Length - count, throwOnEndOfStream: false) : 0);
            if (length != EndMark.Length || !mark[..length].SequenceEqual(EndMark))
                Problem = FaultReason.TruncatedGzip;
            return 0;
        }
        catch (InvalidDataException error)
        {
            Problem = prefixed!.EndMarkGiven ? FaultReason.TruncatedGzip : FaultReason.DamagedGzip;
            ProblemText = error.Message;
            return 0;
        }
        catch (IOException error)
        {
            Problem = FaultReason.Unreadable;
            ProblemText = error.Message;
            return 0;
        }
    }

    private static byte[] CompressedEndMark()
    {
        using var target = new MemoryStream();
        using (var gzip = new GZipStream(target, CompressionLevel.Optimal, leaveOpen: true))
            gzip.Write(EndMark);
        return target.ToArray();
    }

    private bool Refill()
    {
        start = end = 0;
        if (inputEnded)
            return false;
        try
        {
            while (end < 2)
            {
                var count = stored.Read(input, end, input.Length - end);
                if (count == 0)
                {
                    inputEnded = true;
                    break;
                }

                end += count;
            }
        }
        catch (IOException error)
        {
            Problem = FaultReason.Unreadable;
            ProblemText = error.Message;
            inputEnded = true;
        }

        return end > 0;
    }

    /// <summary>Bytes already taken from a stream, then the stream, then an end mark.</summary>
    private sealed class Prefixed(byte[] head, int count, Stream rest, byte[] endMark) : Stream
    {
        private int position;

        public bool EndMarkGiven { get; private set; }

        public override bool CanRead => true;
        public override bool CanSeek => false;
        public override bool CanWrite => false;
        public override long Length => throw new NotSupportedException();
        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

        public override int Read(byte[] buffer, int offset, int length) => Read(buffer.AsSpan(offset, length));

        public override int Read(Span<byte> buffer)
        {
            if (position == count)
            {
                var more = EndMarkGiven ? 0 : rest.Read(buffer);
                if (more > 0 || EndMarkGiven)
                    return more;
                EndMarkGiven = true;
                endMark.CopyTo(buffer);
                return endMark.Length;
            }

            var taken = Math.Min(buffer.Length, count - position);
            head.AsSpan(position, taken).CopyTo(buffer);
            position += taken;
            return taken;
        }

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();
        public override void SetLength(long value) => throw new NotSupportedException();
        public override void Write(byte[] buffer, int offset, int length) => throw new NotSupportedException();
    }
}
