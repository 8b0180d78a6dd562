using System.Runtime.InteropServices;
using Atalaya.Flights.Feeds;
using Atalaya.Flights.Tracks;
using Microsoft.Win32.SafeHandles;

namespace Atalaya.Archive.Inputs;

/// <summary>Keeps rows by aircraft until they are asked for: in memory up to a budget, beyond it in one file.</summary>
internal sealed class RowSpool(string folder, long budgetBytes) : IDisposable
{
    private readonly List<RowPart> all = [];
    private SafeFileHandle? handle;
    private long fileLength;
    private long held;

    /// <summary>Begins the share of one aircraft in one file.</summary>
    public RowPart Begin(InputFile file)
    {
        var part = new RowPart(this, file);
        all.Add(part);
        return part;
    }

    /// <exception cref="IOException">The scratch folder cannot take more.</exception>
    public void Held()
    {
        if (++held * Marshal.SizeOf<Report>() < budgetBytes)
            return;
        handle ??= File.OpenHandle(Path.Combine(folder, $"rows-{Guid.NewGuid():n}.spool"), FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, FileOptions.DeleteOnClose);
        foreach (var part in all)
        {
            var bytes = part.TakeHeld();
            if (bytes.IsEmpty)
                continue;
            RandomAccess.Write(handle, bytes, fileLength);
            part.Spooled(fileLength, bytes.Length);
            fileLength += bytes.Length;
        }

        held = 0;
    }

    public void ReadAt(long offset, Span<byte> target)
    {
        while (!target.IsEmpty)
        {
            var count = RandomAccess.Read(handle!, target, offset);
            if (count == 0)
                throw new EndOfStreamException("The scratch file is shorter than what was written to it.");
            target = target[count..];
            offset += count;
        }
    }

    public void Dispose() => handle?.Dispose();
}

/// <summary>One aircraft's rows in one file.</summary>
internal sealed class RowPart(RowSpool spool, InputFile file) : AircraftPart(file)
{
    private readonly List<(long Offset, int Length)> segments = [];
    private readonly List<(int Index, string Callsign)> callsigns = [];
    private List<Report> held = [];
    private string identity = "";
    private string? registration;
    private string? type;
    private AircraftFlags flags;
    private long bytes;

    public override long Bytes => bytes;

    public override IReadOnlyList<long> InputEdges => [];

    public int Count { get; private set; }

    public long FirstTime { get; private set; } = long.MaxValue;

    public void Add(in RowReport row)
    {
        identity = row.Identity;
        registration ??= row.Registration;
        type ??= row.TypeDesignator;
        flags |= row.Flags;
        if (row.Callsign is { } callsign && (callsigns.Count == 0 || callsigns[^1].Callsign != callsign))
            callsigns.Add((Count, callsign));
        held.Add(row.Report);
        FirstTime = Math.Min(FirstTime, row.Report.Time);
        Count++;
        spool.Held();
    }

    public ReadOnlySpan<byte> TakeHeld()
    {
        var reports = held;
        held = [];
        return MemoryMarshal.AsBytes(CollectionsMarshal.AsSpan(reports));
    }

    public void Spooled(long offset, int length) => segments.Add((offset, length));

    /// <summary>Gives each part of a file its share of the file's bytes, by its rows.</summary>
    public static void Share(long fileBytes, IEnumerable<RowPart> parts)
    {
        var all = parts.ToList();
        var (total, shared, done) = (all.Sum(static part => (long)part.Count), 0L, 0L);
        foreach (var part in all)
        {
            done += part.Count;
            var upTo = (long)((Int128)fileBytes * done / total);
            part.bytes = upTo - shared;
            shared = upTo;
        }
    }

    public override Aircraft? Read(TrackBuilder into, IFaultSink faults, FeedScratch scratch)
    {
        var replay = new Replay(callsigns, into);
        var chunk = new Report[4096];
        foreach (var (offset, length) in segments)
        {
            for (var done = 0; done < length;)
            {
                var target = MemoryMarshal.AsBytes(chunk.AsSpan());
                target = target[..Math.Min(target.Length, length - done)];
                spool.ReadAt(offset + done, target);
                done += target.Length;
                replay.Add(MemoryMarshal.Cast<byte, Report>(target));
            }
        }

        replay.Add(CollectionsMarshal.AsSpan(held));
        var isPrivate = (flags & (AircraftFlags.PrivacyAddress | AircraftFlags.LimitedDisplay)) != 0;
        return new(identity, isPrivate ? null : registration, isPrivate ? null : type, flags);
    }

    private ref struct Replay(List<(int Index, string Callsign)> callsigns, TrackBuilder into)
    {
        private int index;
        private int next;

        public void Add(ReadOnlySpan<Report> reports)
        {
            foreach (ref readonly var report in reports)
            {
                if (next < callsigns.Count && callsigns[next].Index == index)
                    into.SetCallsign(callsigns[next++].Callsign);
                into.Add(report);
                index++;
            }
        }
    }
}
