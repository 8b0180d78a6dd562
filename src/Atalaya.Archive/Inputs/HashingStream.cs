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
        var count = inner.Read(buffer);
        hash.AppendData(buffer[..count]);
        return count;
    }

    /// <summary>Reads what is left and gives the SHA-256 of all, in lower-case hex; null where the rest cannot be read.</summary>
    public string? Digest()
    {
        Span<byte> rest = stackalloc byte[4096];
        try
        {
            while (Read(rest) > 0)
            {
            }
        }
        catch (IOException)
        {
            return null;
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
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
