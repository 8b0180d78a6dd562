using System.Diagnostics;
using Atalaya.Archive.Analysis;

namespace Atalaya.Archive.Tests.Analysis;

public sealed class CrashTests : IDisposable
{
    private const string ChildVariable = "ATALAYA_CRASH_TEST_ROOT";
    private const int Aircraft = 60;
    private readonly string root = Directory.CreateTempSubdirectory("atalaya-crash-").FullName;

    [Fact]
    public void A_run_that_was_killed_anywhere_and_is_run_again_ends_as_an_undisturbed_one()
    {
        TraceFiles.Write(Path.Combine(root, "in"), Aircraft);
        var undisturbed = Analyze(Path.Combine(root, "in"), Path.Combine(root, "undisturbed"), TestContext.Current.CancellationToken);
        var (exported, stored) = (Exported("undisturbed"), ArchiveContent.Of(Path.Combine(root, "undisturbed")));
        Assert.InRange(undisturbed.Files, Aircraft + 1, Aircraft * 2);

        var killed = 0;
        foreach (var (name, moment) in Moments())
        {
            var folder = Path.Combine(root, name);
            killed += KillWhen(folder, () => moment(folder)) ? 1 : 0;
            Analyze(Path.Combine(root, "in"), folder, TestContext.Current.CancellationToken);

            Assert.Equal(exported, Exported(name));
            Assert.Equal(stored, ArchiveContent.Of(folder));
            Assert.Empty(Directory.GetFiles(folder, "*.part", SearchOption.AllDirectories));
            var listed = Directory.GetFiles(Path.Combine(folder, "positions"), "*.parquet", SearchOption.AllDirectories).Length;
            using var archive = ArchiveReader.Open(folder);
            Assert.All(archive.Flights().Where(static f => f.Patterns.Count > 0), f => Assert.Equal(f.Points, archive.Positions(f.FlightId).Count));
            Assert.True(listed > 0);
        }

        // A child may be through before its moment is seen, but not every time.
        Assert.True(killed >= 3, $"{killed} children were killed in the middle");
    }

    [Fact(Explicit = true)]
    public void Child_that_is_killed_by_the_test_above()
    {
        var folder = Environment.GetEnvironmentVariable(ChildVariable);
        Assert.SkipWhen(folder is null, "is run by another test only");
        Analyze(Path.GetFullPath(Path.Combine(folder, "..", "in")), folder, TestContext.Current.CancellationToken);
    }

    [Fact]
    public void A_full_disk_is_said_and_leaves_the_archive_as_it_was()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() && Environment.IsPrivilegedProcess, "needs the right to mount a small tmpfs");
        TraceFiles.Write(Path.Combine(root, "few"), 2);
        TraceFiles.Write(Path.Combine(root, "many"), 400);
        var disk = Directory.CreateDirectory(Path.Combine(root, "disk")).FullName;
        Assert.SkipUnless(Shell("mount", "-t", "tmpfs", "-o", "size=8m", "tmpfs", disk), "needs the right to mount a small tmpfs");
        try
        {
            var folder = Path.Combine(disk, "archive");
            Analyze(Path.Combine(root, "few"), folder, TestContext.Current.CancellationToken);
            var before = File.ReadAllText(Path.Combine(folder, "flights.jsonl"));

            var error = Assert.Throws<ArchiveException>(() => Analyze(Path.Combine(root, "many"), folder, TestContext.Current.CancellationToken, keepAll: true));

            Assert.Equal("disk-full", error.Reason);
            Assert.Equal(before, File.ReadAllText(Path.Combine(folder, "flights.jsonl")));
            using (var archive = ArchiveReader.Open(folder))
                Assert.True(archive.Flights().Count() >= 2);

            Assert.True(Shell("mount", "-o", "remount,size=200m", disk));
            Analyze(Path.Combine(root, "many"), folder, TestContext.Current.CancellationToken, keepAll: true);
            Analyze(Path.Combine(root, "many"), Path.Combine(root, "undisturbed"), TestContext.Current.CancellationToken, keepAll: true);
            Assert.Equal(Exported("undisturbed"), Exported(folder));
        }
        finally
        {
            Shell("umount", disk);
        }
    }

    public void Dispose() => Directory.Delete(root, recursive: true);

    /// <summary>Signs in the folder at which the child is killed.</summary>
    private static IEnumerable<(string Name, Func<string, bool> Moment)> Moments()
    {
        yield return ("created", static folder => File.Exists(Path.Combine(folder, "atalaya.duckdb")));
        yield return ("staged", static folder => Files(folder, "*.part") > 0);
        yield return ("first-batch", static folder => Files(folder, "*.parquet") > 0);
        yield return ("later-batch", static folder => Files(folder, "*.parquet") >= 12);
        yield return ("exports", static folder => File.Exists(Path.Combine(folder, "flights.jsonl.part")) || File.Exists(Path.Combine(folder, "flights.jsonl")));
    }

    private static int Files(string folder, string pattern) => Directory.Exists(folder) ? Directory.GetFiles(folder, pattern, SearchOption.AllDirectories).Length : 0;

    private static bool KillWhen(string folder, Func<bool> moment)
    {
        var start = new ProcessStartInfo(Path.Combine(AppContext.BaseDirectory, "Atalaya.Archive.Tests"))
        {
            ArgumentList = { "--explicit", "only", "--filter-method", $"{typeof(CrashTests).FullName}.{nameof(Child_that_is_killed_by_the_test_above)}" },
            RedirectStandardOutput = true,
            Environment = { [ChildVariable] = folder },
        };
        using var child = Process.Start(start)!;
        var output = child.StandardOutput.ReadToEndAsync();
        while (!child.HasExited && !Sees(moment))
            Thread.Sleep(1);
        var inTime = !child.HasExited;
        if (inTime)
            child.Kill();
        child.WaitForExit();
        Assert.True(inTime || child.ExitCode == 0, output.Result);
        return inTime;
    }

    /// <summary>Files come and go while one looks.</summary>
    private static bool Sees(Func<bool> moment)
    {
        try
        {
            return moment();
        }
        catch (IOException)
        {
            return false;
        }
    }

    private static bool Shell(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true })!;
        process.WaitForExit();
        return process.ExitCode == 0;
    }

    private static AnalysisResult Analyze(string input, string folder, CancellationToken cancellation, bool keepAll = false) =>
        Analyzer.Run(new() { Paths = [input], OutputFolder = folder, Threads = 2, CommitEveryReports = 5_000, KeepAll = keepAll }, null, cancellation);

    private string Exported(string folder) =>
        string.Join('\n', new[] { "flights.jsonl", "missions.geojson", "missions.csv" }.Select(name => File.ReadAllText(Path.Combine(root, folder, name))));
}
