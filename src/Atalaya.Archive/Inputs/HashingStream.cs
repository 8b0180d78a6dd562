using System.Security.Cryptography;

namespace Atalaya.Archive.Inputs;

/// <summary>Hashes what is read through it, so that a file's digest costs no second reading.</summary>
internal sealed class HashingStream(Stream inner) : Stream
{
    private readonly IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

    public override bool CanRead => true;
    public override bool CanSeek => false;
    public override bool CanWrite => false;
    public override long Length => inner.Length;
    public override long Position { get => inner.Position; set => throw new NotSupportedException(); }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override int Read(Span<byte> buffer)
    {
        if (Failure is not null)
            return 0;
        try
        {
            var count = inner.Read(buffer);
            hash.AppendData(buffer[..count]);
            return count;
        }
        catch (IOException error)
        {
            Failure = error;
            return 0;
        }
    }

    /// <summary>Why reading stopped before the end: what came before it can be used, as of a file that was cut.</summary>
    public IOException? Failure { get; private set; }

    /// <summary>Reads, and hashes, what is left.</summary>
    public void ReadToEnd()
    {
        var rest = new byte[1 << 16];
        while (Read(rest) > 0)
        {
        }
    }

    /// <summary>Reads what is left and gives the SHA-256 of all, in lower-case hex; null where some of it could not be read.</summary>
    public string? Digest()
    {
        Span<byte> rest = stackalloc byte[4096];
        while (Read(rest) > 0)
        {
        }

        return Failure is not null ? null : Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();
    public override void SetLength(long value) => throw new NotSupportedException();
    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            hash.Dispose();
            inner.Dispose();
        }

        base.Dispose(disposing);
    }
}
