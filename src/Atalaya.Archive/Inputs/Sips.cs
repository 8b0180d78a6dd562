namespace Atalaya.Archive.Inputs;

/// <summary>
/// Stored bytes in small portions. An inflater takes all that it is given: for the header of a trace, which stands in the first
/// hundred bytes, it is given no more than that takes.
/// </summary>
internal sealed class Sips(StoredFiles files, long offset, long length) : Stream
{
    private const int Portion = 512;
    private long position;

    public override bool CanRead => true;
    public override bool CanSeek => false;
    public override bool CanWrite => false;
    public override long Length => length;
    public override long Position { get => position; set => throw new NotSupportedException(); }

    public override int Read(byte[] buffer, int index, int count) => Read(buffer.AsSpan(index, count));

    public override int Read(Span<byte> target)
    {
        var count = (int)Math.Min(Math.Min(target.Length, Portion), length - position);
        if (count <= 0)
            return 0;
        count = files.ReadAt(offset + position, target[..count]);
        position += count;
        return count;
    }

    public override void Flush()
    {
    }

    public override long Seek(long to, SeekOrigin origin) => throw new NotSupportedException();
    public override void SetLength(long value) => throw new NotSupportedException();
    public override void Write(byte[] buffer, int index, int count) => throw new NotSupportedException();
}
