using System.Buffers;
using System.Buffers.Binary;
using System.Security.Cryptography;
using Atalaya.Accords.Log;

namespace Atalaya.Node.Storage;

/// <summary>
/// Payloads one after another in a file that only grows: length (4 bytes, big-endian), the first 8 bytes of SHA-256 of the payload, the payload.
/// What a crash tore off the end is cut away on opening; it was never answered for, for nobody is answered before <see cref="Sync"/>.
/// </summary>
internal sealed class Journal
{
    private const int Header = 12;
    private const int SumSize = 8;
    private const int Window = 4 << 20;
    private const int LongestPayload = 1 << 20;
    private readonly ILogStorage _storage;
    private readonly string _path;
    private readonly ArrayBufferWriter<byte> _waiting = new();

    private Journal(ILogStorage storage, string path) => (_storage, _path) = (storage, path);

    /// <summary>Bytes that are written, synced or not.</summary>
    public long Length { get; private set; }

    /// <summary>Opens a journal, made where there is none, and hands over each payload with its offset.</summary>
    public static Journal Open(ILogStorage storage, string path, Action<ReadOnlyMemory<byte>, long> each)
    {
        var journal = new Journal(storage, path);
        if (storage.Read(path, 0, 1) is null)
        {
            storage.Write(path, []);
            storage.Sync(path);
            storage.SyncFolder("");
            return journal;
        }

        while (storage.Read(path, journal.Length, Window) is { Length: > 0 } window)
        {
            var at = 0;
            while (TryPayload(window.AsMemory(at), out var payload))
            {
                each(payload, journal.Length + at + Header);
                at += Header + payload.Length;
            }

            journal.Length += at;
            if (at > 0)
                continue;
            storage.Truncate(path, journal.Length);
            storage.Sync(path);
            break;
        }

        return journal;
    }

    /// <summary>Adds a payload, which is written by <see cref="Flush"/> and durable after <see cref="Sync"/>. Gives its offset.</summary>
    public long Append(ReadOnlySpan<byte> payload)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(payload.Length, LongestPayload);
        var bytes = new byte[Header + payload.Length];
        BinaryPrimitives.WriteInt32BigEndian(bytes, payload.Length);
        SHA256.HashData(payload).AsSpan(0, SumSize).CopyTo(bytes.AsSpan(4));
        payload.CopyTo(bytes.AsSpan(Header));
        _waiting.Write(bytes);
        var offset = Length + Header;
        Length += bytes.Length;
        return offset;
    }

    /// <summary>Writes what was added. It waits until here, so that no crash can keep a line of one journal and lose the line of another that it stands on.</summary>
    public void Flush()
    {
        if (_waiting.WrittenCount == 0)
            return;
        _storage.Append(_path, _waiting.WrittenSpan);
        _waiting.ResetWrittenCount();
    }

    /// <summary>Makes all that was added durable.</summary>
    public void Sync()
    {
        if (_waiting.WrittenCount == 0)
            return;
        Flush();
        _storage.Sync(_path);
    }

    /// <summary>Reads a payload, or a part of it, again.</summary>
    public byte[] Read(long offset, int length)
    {
        var written = Length - _waiting.WrittenCount;
        if (offset >= written)
            return _waiting.WrittenSpan.Slice((int)(offset - written), length).ToArray();
        return _storage.Read(_path, offset, length) is { } bytes && bytes.Length == length ? bytes : throw new NodeDamageException(_path, offset);
    }

    private static bool TryPayload(ReadOnlyMemory<byte> bytes, out ReadOnlyMemory<byte> payload)
    {
        payload = default;
        if (bytes.Length < Header)
            return false;
        var length = BinaryPrimitives.ReadInt32BigEndian(bytes.Span);
        if (length is <= 0 or > LongestPayload || bytes.Length < Header + length)
            return false;
        payload = bytes.Slice(Header, length);
        return SHA256.HashData(payload.Span).AsSpan(0, SumSize).SequenceEqual(bytes.Span.Slice(4, SumSize));
    }
}
