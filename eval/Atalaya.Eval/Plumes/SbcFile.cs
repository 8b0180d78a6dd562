namespace Atalaya.Eval.Plumes;

/// <summary>
/// The rows of one set-up, which grow case by case. A case is done when all its rows are there under the same version of the method;
/// rows of other versions are dropped when the file is opened. Every case is flushed at once, so that a stopped run loses none.
/// </summary>
internal sealed class SbcFile : IDisposable
{
    private readonly Lock gate = new();
    private readonly StreamWriter writer;
    private readonly List<SbcRow> rows;
    private readonly HashSet<ulong> done;

    private SbcFile(StreamWriter writer, List<SbcRow> rows)
    {
        (this.writer, this.rows) = (writer, rows);
        done = [.. rows.Select(static r => r.Seed)];
    }

    /// <summary>Opens a file, or begins one.</summary>
    /// <param name="path">Its path.</param>
    /// <param name="method">The method's version.</param>
    /// <param name="retries">Cases on which the inversion broke are to be tried again.</param>
    public static SbcFile Open(string path, string method, bool retries = true)
    {
        var kept = Read(path).Where(r => r.Method == method && (!retries || r.Failure.Length == 0)).GroupBy(static r => r.Seed).Where(static g => g.Count() >= Math.Max(1, g.First().TrueSources)).SelectMany(static g => g).OrderBy(static r => r.Seed).ThenBy(static r => r.Source).ToList();
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllLines(path + ".tmp", kept.Select(static r => r.ToLine()).Prepend(SbcRow.Header));
        File.Move(path + ".tmp", path, overwrite: true);
        return new(new StreamWriter(path, append: true), kept);
    }

    /// <summary>The rows of a file; none where there is no file.</summary>
    public static IEnumerable<SbcRow> Read(string path) =>
        File.Exists(path) ? File.ReadLines(path).Skip(1).Select(SbcRow.Parse).OfType<SbcRow>() : [];

    /// <summary>All rows so far, in order of seed.</summary>
    public IReadOnlyList<SbcRow> Rows
    {
        get
        {
            lock (gate)
                return [.. rows.OrderBy(static r => r.Seed).ThenBy(static r => r.Source)];
        }
    }

    /// <summary>Whether a case needs no more work.</summary>
    public bool Has(ulong seed)
    {
        lock (gate)
            return done.Contains(seed);
    }

    /// <summary>Keeps the rows of one case.</summary>
    public void Add(IReadOnlyList<SbcRow> ofCase)
    {
        lock (gate)
        {
            foreach (var row in ofCase)
                writer.WriteLine(row.ToLine());
            writer.Flush();
            rows.AddRange(ofCase);
            done.Add(ofCase[0].Seed);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => writer.Dispose();
}
