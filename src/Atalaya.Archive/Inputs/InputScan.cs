using System.Text.RegularExpressions;
using Atalaya.Flights.Feeds;
using Atalaya.Flights.Tracks;

namespace Atalaya.Archive.Inputs;

/// <summary>One scan of paths.</summary>
internal sealed partial class InputScan(RowOptions rows, IFaultSink faults, RowSpool spool, CancellationToken cancellation)
{
    /// <summary>Memory for rows of all files before they go to the scratch folder.</summary>
    public const long RowBudgetBytes = 64 << 20;

    private readonly InputNotes notes = new();
    private readonly TraceFolders folders = new();
    private readonly List<InputFile> files = [];
    private readonly List<IDisposable> owned = [];
    private readonly Dictionary<(string Identity, Basis Basis), List<AircraftPart>> parts = [];
    private readonly Dictionary<(string Folder, long Hour, Basis Basis), SnapshotSeries> series = [];

    public InputCatalog Run(IReadOnlyList<string> paths)
    {
        owned.Add(spool);
        try
        {
            var traces = new List<Found>();
            foreach (var file in FoundFiles.Find(paths, notes, faults, cancellation))
            {
                if (file.IsTar)
                    Tar(file, traces);
                else
                    traces.Add(new(file.Name, 0, null, 0));
            }

            Recognise(traces);
            foreach (var one in series.Values)
            {
                one.Close();
                Take(one.File, one.Parts);
            }

            folders.Say(faults);
            return new(files, Group(), notes.Reconstruction, owned);
        }
        catch
        {
            owned.ForEach(static one => one.Dispose());
            throw;
        }
    }

    // What is no trace (heatmaps, resolution advisories, recent traces) is counted.
    private void Tar(FoundFile file, List<Found> traces)
    {
        if (file.Paths.Count == 0)
            return;
        StoredFiles tar;
        try
        {
            tar = new StoredFiles(file.Paths);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            faults.Add(new(file.Name, FaultReason.Unreadable, Excerpt: error.Message));
            return;
        }

        owned.Add(tar);
        if (tar.Length == 0)
        {
            faults.Add(new(file.Name, FaultReason.Empty));
            return;
        }

        var others = 0L;
        foreach (var member in TarIndex.Read(tar, file.Name, faults, cancellation))
        {
            if (TraceName().IsMatch(member.Name))
                traces.Add(new(file.Name + "!" + member.Name, member.Length, tar, member.Offset));
            else
                others++;
        }

        if (others > 0)
            faults.Count(file.Name, FaultReason.UnknownFormat, others);
    }

    private void Recognise(List<Found> found)
    {
        var beginnings = Beginnings(found);
        using var rowScratch = new FeedScratch();
        for (var i = 0; i < found.Count; i++)
        {
            cancellation.ThrowIfCancellationRequested();
            var (name, _, tar, offset) = found[i];
            var (bytes, begins, problem) = beginnings[i];
            var named = TraceName().Match(name);
            if (problem is FileNotFoundException or DirectoryNotFoundException)
                faults.Add(new(name, FaultReason.Unreadable, Excerpt: "no such file or folder"));
            else if (begins is { } header)
                Trace(new(name, bytes, InputKind.Trace), tar, offset, header, named);
            else if (named.Success)
                Trace(new(name, bytes, InputKind.Trace), tar, offset, new(named.Groups[1].Value.ToLowerInvariant(), null), named);
            else
                Rows(name, bytes, rowScratch);
        }
    }

    private Beginning[] Beginnings(List<Found> found)
    {
        var beginnings = new Beginning[found.Count];
        var next = -1;
        Parallel.For(0, Environment.ProcessorCount, new ParallelOptions { CancellationToken = cancellation }, _ =>
        {
            using var scratch = new FeedScratch();
            for (int i; !cancellation.IsCancellationRequested && (i = Interlocked.Increment(ref next)) < found.Count;)
                beginnings[i] = Peek(found[i], scratch);
        });
        cancellation.ThrowIfCancellationRequested();
        return beginnings;
    }

    private static Beginning Peek(in Found one, FeedScratch scratch)
    {
        var bytes = one.Bytes;
        try
        {
            using var own = one.Tar is null ? new StoredFiles([one.Name]) : null;
            bytes = own?.Length ?? bytes;
            return new(bytes, ReadsbTrace.Peek(new Sips(one.Tar ?? own!, one.Offset, bytes), scratch), null);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return new(bytes, null, error);
        }
    }

    private void Trace(InputFile file, StoredFiles? tar, long offset, in TraceHeader header, Match named)
    {
        if (named.Success && !string.Equals(named.Groups[1].Value, header.Identity, StringComparison.OrdinalIgnoreCase))
            faults.Add(new(file.Name, FaultReason.Assumed, Field: "icao", Excerpt: $"named after {named.Groups[1].Value}, says {header.Identity} inside: the latter is believed"));
        folders.Saw(file.Name);
        files.Add(file);
        var basis = notes.BasisOf(file.Name) ?? rows.Basis;
        PartsOf(header.Identity, basis).Add(new TracePart(file, tar, offset, header.BaseTime));
    }

    private List<AircraftPart> PartsOf(string identity, Basis basis)
    {
        if (!parts.TryGetValue((identity, basis), out var list))
            parts[(identity, basis)] = list = [];
        return list;
    }

    private void Rows(string name, long bytes, FeedScratch scratch)
    {
        var file = new InputFile(name, bytes, InputKind.Rows);
        var basis = notes.BasisOf(name) ?? rows.Basis;
        var sink = new RowGatherer(spool, file, basis);
        FileStream stored;
        try
        {
            stored = new FileStream(name, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, bufferSize: 0);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            faults.Add(new(name, FaultReason.Unreadable, Excerpt: error.Message));
            return;
        }

        // The spool may throw here too: that is the disk of the output, and ends the run.
        using (var content = new HashingStream(stored))
        {
            // The end of Parquet is read before its beginning: it is hashed first.
            var isParquet = stored.CanSeek && RowFeed.BeginsAsParquet(stored);
            if (!isParquet)
                RowFeed.Read(content, name, rows, sink, faults, scratch, cancellation);
            content.ReadToEnd();
            file.Digest = content.Digest();
            if (isParquet)
            {
                stored.Position = 0;
                RowFeed.Read(stored, name, rows, sink, faults, scratch, cancellation);
            }

            if (content.Failure is { } failure)
                faults.Add(new(name, FaultReason.Unreadable, Excerpt: failure.Message));
        }

        if (sink.Snapshot(out var hour) is { Count: > 0 } snapshot)
            Series(name, hour, basis).Add(file, snapshot, faults);
        else if (sink.Parts.Count > 0)
            Take(file, sink.Parts);
    }

    private SnapshotSeries Series(string name, long hour, Basis basis)
    {
        var key = (Path.GetDirectoryName(name) ?? "", hour, basis);
        if (!series.TryGetValue(key, out var found))
            series[key] = found = new(spool, key.Item1, hour, basis);
        return found;
    }

    private void Take(InputFile file, IReadOnlyDictionary<(string Identity, Basis Basis), RowPart> shares)
    {
        files.Add(file);
        RowPart.Share(file.Bytes, shares.Values);
        foreach (var ((identity, basis), part) in shares)
            PartsOf(identity, basis).Add(part);
    }

    private List<AircraftInput> Group() =>
    [
        .. parts.OrderBy(static pair => pair.Key.Identity, StringComparer.Ordinal).ThenBy(static pair => pair.Key.Basis)
            .Select(static pair => new AircraftInput(pair.Key.Identity, pair.Key.Basis, [.. pair.Value.OrderBy(TimeOf).ThenBy(static part => part.File.Name, StringComparer.Ordinal)])),
    ];

    private static long TimeOf(AircraftPart part) => part switch
    {
        TracePart trace => trace.BaseTime,
        RowPart row => row.FirstTime,
        _ => long.MaxValue,
    };

    [GeneratedRegex(@"(?:^|[/\\!])trace_full_(~?[0-9a-fA-F]{6})\.json(?:\.gz)?$", RegexOptions.CultureInvariant)]
    private static partial Regex TraceName();

    /// <summary>A file, or a member of a tar with its size.</summary>
    private readonly record struct Found(string Name, long Bytes, StoredFiles? Tar, long Offset);

    /// <summary>A file's size, its header if it begins as a trace, and why it could not be opened.</summary>
    private readonly record struct Beginning(long Bytes, TraceHeader? Header, Exception? Problem);
}
