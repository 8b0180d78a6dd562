using System.Buffers;
using System.Buffers.Binary;
using Atalaya.Flights.Tracks;

namespace Atalaya.Archive.Storage;

/// <summary>
/// Raw reports of spells that later input may continue, bit for bit, so that a later run derives the same flights as one run over
/// everything would have. One file a batch; a spell is read by its place.
/// </summary>
internal sealed class SpellFile(string path) : IDisposable
{
    private readonly FileStream stream = new(path, FileMode.Create, FileAccess.Write, FileShare.None, 1 << 18);

    /// <summary>Spells written.</summary>
    public long Spells { get; private set; }

    /// <summary>Writes a spell; gives the place at which it begins.</summary>
    public long Append(PackedReports reports)
    {
        var place = stream.Position;
        Span<byte> head = stackalloc byte[sizeof(int)];
        BinaryPrimitives.WriteInt32LittleEndian(head, reports.Bytes.Length);
        stream.Write(head);
        stream.Write(reports.Bytes);
        Spells++;
        return place;
    }

    /// <summary>Appends the reports of the spell at a place, in the order in which they arrived.</summary>
    /// <exception cref="IOException">The file is damaged or cannot be read.</exception>
    public static void Read(string path, long place, TrackBuilder into)
    {
        using var handle = File.OpenHandle(path);
        Span<byte> head = stackalloc byte[sizeof(int)];
        Fill(handle, place, head);
        var length = BinaryPrimitives.ReadInt32LittleEndian(head);
        if (length < 0 || length > RandomAccess.GetLength(handle) - place)
            throw new IOException($"{path} is damaged at byte {place}.");
        var lent = ArrayPool<byte>.Shared.Rent(length);
        try
        {
            Fill(handle, place + head.Length, lent.AsSpan(0, length));
            PackedReports.Read(lent.AsSpan(0, length), into);
        }
        catch (InvalidDataException error)
        {
            throw new IOException($"{path} is damaged at byte {place}.", error);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(lent);
        }
    }

    public void Close() => stream.Dispose();

    public void Dispose() => stream.Dispose();

    private static void Fill(Microsoft.Win32.SafeHandles.SafeFileHandle handle, long place, Span<byte> target)
    {
        while (!target.IsEmpty)
        {
            var count = RandomAccess.Read(handle, target, place);
            if (count == 0)
                throw new EndOfStreamException("A file of open spells ends early.");
            target = target[count..];
            place += count;
        }
    }
}
