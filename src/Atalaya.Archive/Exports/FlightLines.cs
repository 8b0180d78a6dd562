using System.Buffers;

namespace Atalaya.Archive.Exports;

/// <summary>
/// Lines of <c>flights.jsonl</c> as the threads that derived the flights wrote them, but for coverage, which depends on flights yet to
/// come. They wait in a file for the end of the run, so that the export need not put every flight together again from its tables.
/// </summary>
internal sealed class FlightLines : IDisposable
{
    /// <summary>Some 300 MB of names and places; a day has a hundred thousand.</summary>
    private const int MaxFlights = 2_000_000;

    private readonly Dictionary<string, (long Place, int Length)> places = [];
    private readonly FileStream file;
    private byte[] waiting = new byte[1 << 18];
    private int waitingBytes;
    private long written;

    public FlightLines(string folder) =>
        file = new FileStream(
            Path.Combine(folder, "lines" + Storage.DurableFile.StagingEnding), FileMode.Create, FileAccess.ReadWrite, FileShare.None, 0, FileOptions.DeleteOnClose);

    /// <summary>Takes a flight's line; of two under one name the later stands.</summary>
    public void Add(string flightId, ReadOnlySpan<byte> line)
    {
        IsFull |= places.Count >= MaxFlights;
        if (IsFull)
            return;
        if (waitingBytes + line.Length > waiting.Length)
            Flush(line.Length);
        line.CopyTo(waiting.AsSpan(waitingBytes));
        places[flightId] = (written + waitingBytes, line.Length);
        waitingBytes += line.Length;
    }

    /// <summary>Whether there were more flights than are kept here: then all have to be read from the tables.</summary>
    public bool IsFull { get; private set; }

    /// <summary>Copies a flight's line.</summary>
    public void Copy(string flightId, IBufferWriter<byte> target)
    {
        var (place, length) = places[flightId];
        if (waitingBytes > 0)
            Flush(0);
        var room = target.GetSpan(length)[..length];
        for (var done = 0; done < length;)
        {
            var count = RandomAccess.Read(file.SafeFileHandle, room[done..], place + done);
            if (count == 0)
                throw new EndOfStreamException("The file of lines is shorter than what was written to it.");
            done += count;
        }

        target.Advance(length);
    }

    public void Dispose() => file.Dispose();

    private void Flush(int more)
    {
        RandomAccess.Write(file.SafeFileHandle, waiting.AsSpan(0, waitingBytes), written);
        written += waitingBytes;
        waitingBytes = 0;
        if (more > waiting.Length)
            waiting = new byte[more * 2];
    }
}
