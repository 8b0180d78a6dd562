using System.Buffers;
using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;
using Atalaya.Flights.Tracks;

namespace Atalaya.Archive.Storage;

/// <summary>Raw reports as bytes, exact to the bit, as <c>docs/formats/open-spells.md</c> describes them. Memory is lent by the shared pool.</summary>
internal sealed class PackedReports : IDisposable
{
    // The decimals that feeds carry; other values are stored as they are.
    private const double DegreeScale = 1_000_000;
    private const float WholeScale = 1;
    private const float TenthScale = 10;

    private const int NumberColumns = 7;
    private const int ByteColumns = 2;

    private readonly byte[] lent;
    private readonly int length;

    private PackedReports(byte[] lent, int length) => (this.lent, this.length) = (lent, length);

    public ReadOnlySpan<byte> Bytes => lent.AsSpan(0, length);

    /// <summary>Packs reports in their order.</summary>
    public static PackedReports Of(Track track)
    {
        var room = ArrayPool<byte>.Shared.Rent(MaxBytes(track));
        try
        {
            var used = Write(track, room);
            var lent = ArrayPool<byte>.Shared.Rent(used);
            room.AsSpan(0, used).CopyTo(lent);
            return new(lent, used);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(room);
        }
    }

    /// <summary>Appends the reports to a builder, with their callsigns.</summary>
    /// <exception cref="InvalidDataException">The bytes are not what <see cref="Of"/> made.</exception>
    public static void Read(ReadOnlySpan<byte> packed, TrackBuilder into)
    {
        try
        {
            if (Unpack(packed, into) != packed.Length)
                throw new InvalidDataException("Bytes are left behind the reports.");
        }
        catch (Exception error) when (error is ArgumentException or IndexOutOfRangeException)
        {
            throw new InvalidDataException("The reports end early.", error);
        }
    }

    public void Dispose() => ArrayPool<byte>.Shared.Return(lent);

    private static int MaxBytes(Track track)
    {
        var blocks = (track.Count / PackedColumns.Block) + 1;
        return 8 + track.CallsignChanges.Sum(static c => 8 + Encoding.UTF8.GetMaxByteCount(c.Callsign.Length)) + (blocks * ((NumberColumns * PackedColumns.MaxBlockBytes) + (ByteColumns * (PackedColumns.Block + 1))));
    }

    private static int Write(Track track, Span<byte> target)
    {
        BinaryPrimitives.WriteInt32LittleEndian(target, track.Count);
        BinaryPrimitives.WriteInt32LittleEndian(target[4..], track.CallsignChanges.Count);
        var at = 8;
        foreach (var (index, callsign) in track.CallsignChanges)
        {
            BinaryPrimitives.WriteInt32LittleEndian(target[at..], index);
            var bytes = Encoding.UTF8.GetBytes(callsign, target[(at + 8)..]);
            BinaryPrimitives.WriteInt32LittleEndian(target[(at + 4)..], bytes);
            at += 8 + bytes;
        }

        at += PackedColumns.Write(track.Times, target[at..]);
        at += PackedColumns.Write(track.Latitudes, DegreeScale, target[at..]);
        at += PackedColumns.Write(track.Longitudes, DegreeScale, target[at..]);
        at += PackedColumns.Write(track.AltitudesFeet, WholeScale, target[at..]);
        at += PackedColumns.Write(track.GroundSpeedsKnots, TenthScale, target[at..]);
        at += PackedColumns.Write(track.TracksDegrees, TenthScale, target[at..]);
        at += PackedColumns.Write(track.VerticalRatesFeetPerMinute, WholeScale, target[at..]);
        at += PackedColumns.Write(MemoryMarshal.AsBytes(track.Flags), target[at..]);
        at += PackedColumns.Write(MemoryMarshal.AsBytes(track.Sources), target[at..]);
        return at;
    }

    private static int Unpack(ReadOnlySpan<byte> packed, TrackBuilder into)
    {
        var count = BinaryPrimitives.ReadInt32LittleEndian(packed);
        var changes = BinaryPrimitives.ReadInt32LittleEndian(packed[4..]);

        // What a damaged file says must not ask for more memory than its length can stand for.
        if (count < 0 || count / PackedColumns.Block > packed.Length || changes < 0 || changes > packed.Length / 8)
            throw new InvalidDataException("The numbers of reports and callsigns do not fit the length.");
        var callsigns = new CallsignChange[changes];
        var at = 8;
        foreach (ref var change in callsigns.AsSpan())
        {
            var bytes = BinaryPrimitives.ReadInt32LittleEndian(packed[(at + 4)..]);
            change = new(BinaryPrimitives.ReadInt32LittleEndian(packed[at..]), Encoding.UTF8.GetString(packed.Slice(at + 8, bytes)));
            at += 8 + bytes;
        }

        var times = new long[count];
        var (latitudes, longitudes) = (new double[count], new double[count]);
        var (altitudes, speeds, tracks, rates) = (new float[count], new float[count], new float[count], new float[count]);
        var (flags, sources) = (new byte[count], new byte[count]);
        at += PackedColumns.Read(packed[at..], times);
        at += PackedColumns.Read(packed[at..], DegreeScale, latitudes);
        at += PackedColumns.Read(packed[at..], DegreeScale, longitudes);
        at += PackedColumns.Read(packed[at..], WholeScale, altitudes);
        at += PackedColumns.Read(packed[at..], TenthScale, speeds);
        at += PackedColumns.Read(packed[at..], TenthScale, tracks);
        at += PackedColumns.Read(packed[at..], WholeScale, rates);
        at += PackedColumns.Read(packed[at..], flags);
        at += PackedColumns.Read(packed[at..], sources);
        var next = 0;
        for (var i = 0; i < count; i++)
        {
            while (next < callsigns.Length && callsigns[next].Index <= i)
                into.SetCallsign(callsigns[next++].Callsign);
            into.Add(new(times[i], latitudes[i], longitudes[i], altitudes[i], speeds[i], tracks[i], rates[i], (ReportFlags)flags[i], (ReportSource)sources[i]));
        }

        return at;
    }
}
