using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Atalaya.Accords.Log;
using Atalaya.Bench.Archives;
using Atalaya.Node.Storage;

namespace Atalaya.Bench.Accords;

/// <summary>The log: appends beside a raw write and fsync of the same bytes on the same disk, proofs beside the hashing that they consist of, and a log of a million leaves.</summary>
internal static class LogBench
{
    private const int EntryBytes = 600;
    private const int Singles = 100;
    private const int Batches = 20;
    private const int BatchEntries = 256;
    private const int Callers = 64;
    private const int Rounds = 7;
    private const int Leaves = 1_000_000;
    private const int LargeBatch = 4096;

    private static readonly NoteSigner Signer = new("bench.example/log", NoteKeyType.Ed25519, new Ed25519Seed(SHA256.HashData("bench"u8)));

    /// <summary>Measures and writes <c>bench/results/log.md</c>.</summary>
    public static void Run()
    {
        var folder = Directory.CreateTempSubdirectory("atalaya-log-bench-").FullName;
        try
        {
            var text = new StringBuilder();
            text.AppendLine("# The log").AppendLine();
            text.AppendLine(CultureInfo.InvariantCulture, $"Made by `bench/run log`: entries of {EntryBytes} bytes, {Environment.ProcessorCount} cores, load {ArchiveBench.Load()} at the start, files under {Path.GetTempPath()}. Disk and processor are");
            text.AppendLine(CultureInfo.InvariantCulture, $"shared with other work, so ours and the raw write take turns in {Rounds} rounds; each figure is the median round, each ratio the median of the rounds' ratios.").AppendLine();
            Appends(folder, text);
            Large(folder, text);
            var path = Path.Combine(ArchiveBench.Root(), "bench", "results", "log.md");
            File.WriteAllText(path, text.ToString());
            Console.WriteLine(text);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static void Appends(string folder, StringBuilder text)
    {
        using var storage = new FileLogStorage(Path.Combine(folder, "appends"));
        var log = AppendLog.Create(storage, Signer);
        text.AppendLine("## Appends, durable under a signed head when answered").AppendLine();
        text.AppendLine("Raw is one `write` and one `fsync` of the same bytes per answer. The ratio is **our appends/s over its**; the log syncs twice, entries and then head, so 0.5 is the ceiling for one at a time.").AppendLine();
        text.AppendLine("| Way | Appends/s | Raw, appends/s | Ratio |").AppendLine("|---|---|---|---|");
        Row(text, "one at a time", Singles, () => Ours(log, Singles, 1), () => Raw(folder, Singles, EntryBytes));
        Row(text, $"batches of {BatchEntries}", Batches * BatchEntries, () => Ours(log, Batches, BatchEntries), () => Raw(folder, Batches, BatchEntries * (EntryBytes + 2)));
        Row(text, $"{Callers} callers, one entry each at a time (raw: one write and sync an entry)", Callers * Batches, () => Together(log), () => Raw(folder, Singles, EntryBytes) * (Callers * Batches) / Singles);
        text.AppendLine();
    }

    private static void Row(StringBuilder text, string way, int appends, Func<double> ours, Func<double> raw)
    {
        var rounds = Enumerable.Range(0, Rounds).Select(_ => (Ours: ours(), Raw: raw())).ToList();
        var (own, plain) = (Median(rounds.Select(static r => r.Ours)), Median(rounds.Select(static r => r.Raw)));
        text.AppendLine(CultureInfo.InvariantCulture, $"| {way} | {appends / own:0} | {appends / plain:0} | {Median(rounds.Select(static r => r.Raw / r.Ours)):0.00} |");
    }

    private static double Ours(AppendLog log, int batches, int entries)
    {
        var random = new Random(1);
        var made = Enumerable.Range(0, batches).Select(_ => Enumerable.Range(0, entries).Select(_ => (ReadOnlyMemory<byte>)Entry(random)).ToList()).ToList();
        var clock = Stopwatch.StartNew();
        foreach (var batch in made)
            log.AppendBatch(batch);
        return clock.Elapsed.TotalSeconds;
    }

    private static double Together(AppendLog log)
    {
        var clock = Stopwatch.StartNew();
        Task.WaitAll(Enumerable.Range(0, Callers).Select(caller => Task.Run(async () =>
        {
            var random = new Random(caller);
            for (var i = 0; i < Batches; i++)
                await log.AppendAsync(Entry(random)).ConfigureAwait(false);
        })));
        return clock.Elapsed.TotalSeconds;
    }

    private static double Raw(string folder, int writes, int bytes)
    {
        var content = new byte[bytes];
        new Random(2).NextBytes(content);
        using var handle = File.OpenHandle(Path.Combine(folder, "raw"), FileMode.Create, FileAccess.Write);
        var clock = Stopwatch.StartNew();
        for (var i = 0; i < writes; i++)
        {
            RandomAccess.Write(handle, content, (long)i * bytes);
            RandomAccess.FlushToDisk(handle);
        }

        return clock.Elapsed.TotalSeconds;
    }

    private static void Large(string folder, StringBuilder text)
    {
        var large = Path.Combine(folder, "large");
        var random = new Random(3);
        var clock = Stopwatch.StartNew();
        using (var storage = new FileLogStorage(large))
        {
            var filled = AppendLog.Create(storage, Signer);
            for (var left = Leaves; left > 0; left -= LargeBatch)
                filled.AppendBatch([.. Enumerable.Range(0, Math.Min(left, LargeBatch)).Select(_ => (ReadOnlyMemory<byte>)Entry(random))]);
        }

        var fill = clock.Elapsed.TotalSeconds;
        var files = new DirectoryInfo(large).GetFiles("*", SearchOption.AllDirectories);
        var bytes = files.Sum(static f => f.Length);
        using var again = new FileLogStorage(large);
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var opens = new List<double>();
        AppendLog log = null!;
        for (var i = 0; i < Rounds; i++)
        {
            clock.Restart();
            log = AppendLog.Open(again, Signer);
            opens.Add(clock.Elapsed.TotalMilliseconds);
        }

        var held = GC.GetTotalMemory(forceFullCollection: true) - before;
        text.AppendLine(CultureInfo.InvariantCulture, $"## A log of {Leaves:N0} leaves").AppendLine();
        text.AppendLine("| | |").AppendLine("|---|---|");
        text.AppendLine(CultureInfo.InvariantCulture, $"| filling, batches of {LargeBatch} | {fill:0.0} s, {Leaves / fill:0} appends/s |");
        text.AppendLine(CultureInfo.InvariantCulture, $"| on disk | {bytes / 1048576.0:0} MiB in {files.Length} files; {bytes / (double)Leaves:0} bytes a leaf, of which {EntryBytes} are the entry |");
        text.AppendLine(CultureInfo.InvariantCulture, $"| opening | {opens[0]:0} ms first, {Median(opens):0.0} ms then |");
        text.AppendLine(CultureInfo.InvariantCulture, $"| memory that an open log holds | {held / 1048576.0:0.0} MiB |");
        Proofs(log, text);
        GC.KeepAlive(log);
    }

    private static void Proofs(AppendLog log, StringBuilder text)
    {
        var random = new Random(4);
        var head = log.Head.Checkpoint;
        var clock = Stopwatch.StartNew();
        var inclusions = Enumerable.Range(0, 500).Select(_ => (ulong)random.NextInt64((long)head.Size)).Select(i => (Leaf: TreeHash.OfLeaf(log.Entry(i)!.Value.Span), Proof: log.ProveInclusion(i, head.Size)!)).ToList();
        var made = inclusions.Count / clock.Elapsed.TotalSeconds;
        var consistencies = Enumerable.Range(0, 200).Select(_ => 1 + (ulong)random.NextInt64((long)head.Size)).Select(i => (Root: log.RootAt(i)!.Value, Proof: log.ProveConsistency(i, head.Size)!)).ToList();
        var node = PerSecond(Rounds, () => Repeat(40_000, () => TreeHash.OfNode(head.Root, head.Root)));
        var inclusion = PerSecond(Rounds, () => Again(() => inclusions.Count(p => TreeProof.CheckInclusion(p.Proof.Index, p.Proof.Size, p.Leaf, p.Proof.Hashes, head.Root) == ProofVerdict.Holds)));
        var consistency = PerSecond(Rounds, () => Again(() => consistencies.Count(p => p.Proof.Check(p.Root, head.Root) == ProofVerdict.Holds)));
        var signature = PerSecond(Rounds, () => Repeat(500, () => log.Head.Note.TryVerify([Signer.Verifier], out _, out _)));
        text.AppendLine(CultureInfo.InvariantCulture, $"| entries read and proofs of inclusion made, from tiles on disk | {made:0}/s |").AppendLine();
        text.AppendLine("## Verifying, one thread, processor time").AppendLine();
        text.AppendLine("The ratio is to hashing the same number of nodes and nothing else.").AppendLine();
        text.AppendLine("| What | /s | Ratio |").AppendLine("|---|---|---|");
        text.AppendLine(CultureInfo.InvariantCulture, $"| proof of inclusion, {inclusions.Average(static p => p.Proof.Hashes.Count):0.0} hashes | {inclusion:0} | {inclusion * inclusions.Average(static p => p.Proof.Hashes.Count) / node:0.00} |");
        text.AppendLine(CultureInfo.InvariantCulture, $"| proof of consistency, {consistencies.Average(static p => p.Proof.Hashes.Count):0.0} hashes | {consistency:0} | |");
        text.AppendLine(CultureInfo.InvariantCulture, $"| signature of a head | {signature:0} | |");
    }

    private static int Repeat<T>(int times, Func<T> work)
    {
        for (var i = 0; i < times; i++)
            _ = work();
        return times;
    }

    private static int Again(Func<int> work) => Enumerable.Range(0, 10).Sum(_ => work());

    private static double PerSecond(int rounds, Func<int> work) => Median(Enumerable.Range(0, rounds).Select(_ =>
    {
        var before = ThreadClock.Nanoseconds;
        var done = work();
        return done * 1e9 / (ThreadClock.Nanoseconds - before);
    }));

    private static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToList();
        return sorted[sorted.Count / 2];
    }

    private static byte[] Entry(Random random)
    {
        var entry = new byte[EntryBytes];
        random.NextBytes(entry);
        return entry;
    }
}
