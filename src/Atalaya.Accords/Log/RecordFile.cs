using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Atalaya.Accords.Log;

/// <summary>What a record of a <see cref="RecordFile"/> holds.</summary>
internal enum RecordKind : byte
{
    /// <summary>Where a journal begins, or whose file it is.</summary>
    Start = 1,
    /// <summary>Entries that were appended together.</summary>
    Batch = 2,
    /// <summary>A signed head.</summary>
    Head = 3,
    /// <summary>A proof that a log forked.</summary>
    Fork = 4,
    /// <summary>Why a log signs no more.</summary>
    Halt = 5,
}

/// <summary>One record, and where it begins.</summary>
internal readonly record struct StoredRecord(RecordKind Kind, ReadOnlyMemory<byte> Payload, long Offset)
{
    /// <summary>Where its payload begins.</summary>
    public long PayloadOffset => Offset + RecordFile.HeaderSize;
}

/// <summary>
/// Records one after another, each synced before the next is written: magic, kind, length (32 bits, big-endian), payload, and the SHA-256 of
/// the digest before, header and payload. So only the last can be torn, and no record passes in another place or after another.
/// </summary>
internal sealed class RecordFile
{
    public const int HeaderSize = 9;
    private const int DigestSize = SHA256.HashSizeInBytes;
    private const int LongestPayload = 1 << 28;

    // A control byte leads: no note can contain it.
    private static readonly byte[] Magic = [0x01, (byte)'A', (byte)'T', (byte)'L'];

    private readonly ILogStorage _storage;
    private readonly string _path;
    private byte[] _digest;
    private bool _failed;

    private RecordFile(ILogStorage storage, string path, byte[] digest, long length) => (_storage, _path, _digest, Length) = (storage, path, digest, length);

    /// <summary>Bytes of the records that are whole.</summary>
    public long Length { get; private set; }

    /// <summary>Writes a file of these records and makes it durable, in place of one of that name.</summary>
    public static RecordFile Create(ILogStorage storage, string path, params ReadOnlySpan<(RecordKind Kind, ReadOnlyMemory<byte> Payload)> records)
    {
        var digest = FirstDigest(path);
        using var content = new MemoryStream();
        foreach (var (kind, payload) in records)
            content.Write(Frame(kind, payload.Span, ref digest));
        storage.WriteDurably((path, content.ToArray()));
        return new(storage, path, digest, content.Length);
    }

    /// <summary>Reads a file up to the first record that is not whole; null where there is none. Changes nothing.</summary>
    /// <param name="storage">Where.</param>
    /// <param name="path">Which file.</param>
    /// <param name="records">The whole records.</param>
    /// <param name="tornBytes">Bytes after them.</param>
    /// <param name="recordBeyond">Whether a whole record stands after one that is not: then bytes were changed, not torn.</param>
    public static RecordFile? Open(ILogStorage storage, string path, out List<StoredRecord> records, out long tornBytes, out bool recordBeyond)
    {
        records = [];
        (tornBytes, recordBeyond) = (0, false);
        if (storage.Read(path) is not { } bytes)
            return null;
        var digest = FirstDigest(path);
        var at = 0;
        while (TryRecord(bytes, at, digest, out var record, out var length))
        {
            records.Add(record);
            at += length;
            digest = bytes[(at - DigestSize)..at];
        }

        tornBytes = bytes.Length - at;
        for (var next = at + 1; next <= bytes.Length - Magic.Length && !recordBeyond; next++)
        {
            var found = bytes.AsSpan(next).IndexOf(Magic);
            if (found < 0)
                break;
            next += found;
            recordBeyond = next >= DigestSize && TryRecord(bytes, next, bytes.AsSpan(next - DigestSize, DigestSize), out _, out _);
        }

        return new(storage, path, digest, at);
    }

    /// <summary>Cuts off what is not whole, and makes that durable.</summary>
    public void DropTorn()
    {
        _storage.Truncate(_path, Length);
        _storage.Sync(_path);
    }

    /// <summary>Adds a record; it is durable when this returns. Once it has failed nobody knows what the file holds: it must be opened again.</summary>
    /// <exception cref="InvalidOperationException">An earlier call failed.</exception>
    public StoredRecord Append(RecordKind kind, ReadOnlyMemory<byte> payload)
    {
        if (_failed)
            throw new InvalidOperationException($"A write to {_path} failed; it must be opened again.");
        _failed = true;
        var digest = _digest;
        var frame = Frame(kind, payload.Span, ref digest);
        _storage.Append(_path, frame);
        _storage.Sync(_path);
        var record = new StoredRecord(kind, payload, Length);
        (_digest, Length, _failed) = (digest, Length + frame.Length, false);
        return record;
    }

    private static byte[] FirstDigest(string path) => SHA256.HashData(Encoding.UTF8.GetBytes("atalaya-records/v1 " + path));

    private static byte[] Frame(RecordKind kind, ReadOnlySpan<byte> payload, ref byte[] digest)
    {
        var frame = new byte[HeaderSize + payload.Length + DigestSize];
        Magic.CopyTo(frame, 0);
        frame[4] = (byte)kind;
        BinaryPrimitives.WriteUInt32BigEndian(frame.AsSpan(5), (uint)payload.Length);
        payload.CopyTo(frame.AsSpan(HeaderSize));
        digest = Digest(digest, frame.AsSpan(0, HeaderSize + payload.Length));
        digest.CopyTo(frame, HeaderSize + payload.Length);
        return frame;
    }

    private static bool TryRecord(byte[] bytes, int at, ReadOnlySpan<byte> before, out StoredRecord record, out int length)
    {
        (record, length) = (default, 0);
        if (bytes.Length - at < HeaderSize + DigestSize || !bytes.AsSpan(at).StartsWith(Magic))
            return false;
        var payload = BinaryPrimitives.ReadUInt32BigEndian(bytes.AsSpan(at + 5));
        if (payload > LongestPayload || payload > bytes.Length - at - HeaderSize - DigestSize)
            return false;
        var end = HeaderSize + (int)payload;
        if (!Digest(before, bytes.AsSpan(at, end)).AsSpan().SequenceEqual(bytes.AsSpan(at + end, DigestSize)))
            return false;
        record = new((RecordKind)bytes[at + 4], bytes.AsMemory(at + HeaderSize, (int)payload), at);
        length = end + DigestSize;
        return true;
    }

    private static byte[] Digest(ReadOnlySpan<byte> before, ReadOnlySpan<byte> frame)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(before);
        hash.AppendData(frame);
        return hash.GetHashAndReset();
    }
}
