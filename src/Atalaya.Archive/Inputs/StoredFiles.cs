using Microsoft.Win32.SafeHandles;

namespace Atalaya.Archive.Inputs;

/// <summary>One file, or the parts of a split one, as one run of bytes. Reads at any place from any thread.</summary>
internal sealed class StoredFiles : IDisposable
{
    private readonly (SafeFileHandle Handle, long Start, long Length)[] parts;

    /// <exception cref="IOException">A file cannot be opened.</exception>
    /// <exception cref="UnauthorizedAccessException">A file may not be read.</exception>
    public StoredFiles(IReadOnlyList<string> paths)
    {
        parts = new (SafeFileHandle, long, long)[paths.Count];
        try
        {
            for (var i = 0; i < paths.Count; i++)
            {
                // Whoever still writes to it may go on.
                var handle = File.OpenHandle(paths[i], share: FileShare.ReadWrite);
                parts[i] = (handle, Length, RandomAccess.GetLength(handle));
                Length += parts[i].Length;
            }
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <summary>Sum of the parts' lengths.</summary>
    public long Length { get; }

    /// <summary>Reads up to the buffer's length at a place; less only at the end.</summary>
    public int ReadAt(long offset, Span<byte> target)
    {
        var done = 0;
        foreach (var (handle, start, length) in parts)
        {
            while (done < target.Length && offset + done >= start && offset + done < start + length)
            {
                var count = RandomAccess.Read(handle, target[done..], offset + done - start);
                if (count == 0)
                    return done;
                done += count;
            }
        }

        return done;
    }

    /// <summary>A stretch of the bytes as a stream of its own.</summary>
    public Stream Open(long offset, long length) => new Stretch(this, offset, Math.Max(0, Math.Min(length, Length - offset)));

    public void Dispose()
    {
        foreach (var (handle, _, _) in parts)
            handle?.Dispose();
    }

    private sealed class Stretch(StoredFiles files, long start, long length) : Stream
    {
        public override bool CanRead => true;
        public override bool CanSeek => true;
        public override bool CanWrite => false;
        public override long Length => length;
        public override long Position { get; set; }

        public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

        public override int Read(Span<byte> target)
        {
            var count = (int)Math.Min(target.Length, length - Position);
            if (count <= 0)
                return 0;
            count = files.ReadAt(start + Position, target[..count]);
            Position += count;
            return count;
        }

        public override long Seek(long offset, SeekOrigin origin) => Position = origin switch
        {
            SeekOrigin.Begin => offset,
            SeekOrigin.Current => Position + offset,
            _ => length + offset,
        };

        public override void Flush()
        {
        }

        public override void SetLength(long value) => throw new NotSupportedException();
        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
