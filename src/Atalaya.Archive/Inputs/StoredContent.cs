using System.Security.Cryptography;

namespace Atalaya.Archive.Inputs;

/// <summary>One thread's memory for a file as stored: it is read from disk once, named by its digest, and only then decoded, if it has to be.</summary>
public sealed class StoredContent
{
    /// <summary>Larger files are streamed. A trace of 20,000 reports is some 600 KB.</summary>
    internal const int MaxBytes = 8 << 20;

    private byte[] bytes = new byte[1 << 18];
    private int length;

    /// <summary>Reads a stretch of stored bytes.</summary>
    /// <exception cref="IOException">It cannot be read to its end.</exception>
    internal void Fill(StoredFiles files, long offset, int count)
    {
        if (bytes.Length < count)
            bytes = new byte[Math.Max(count, bytes.Length * 2)];
        length = files.ReadAt(offset, bytes.AsSpan(0, count));
        if (length < count)
            throw new EndOfStreamException("The file became shorter while it was read.");
    }

    /// <summary>SHA-256 in lower-case hex.</summary>
    internal string Digest()
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(bytes.AsSpan(0, length), hash);
        return Convert.ToHexStringLower(hash);
    }

    /// <summary>What was read, until it is filled again.</summary>
    internal Stream Open() => new MemoryStream(bytes, 0, length, writable: false);
}
