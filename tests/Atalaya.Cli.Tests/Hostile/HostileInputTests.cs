using System.Formats.Tar;
using System.Globalization;
using System.IO.Compression;
using System.Text;
using Atalaya.Archive;
using Atalaya.Cli.Tests.Commands;
using Atalaya.Flights.Feeds;

namespace Atalaya.Cli.Tests.Hostile;

/// <summary>Input as it should not be, through the whole program: what is good in it is used, what is not is named with its place, in either language.</summary>
public sealed class HostileInputTests : IDisposable
{
    private readonly string root = Directory.CreateTempSubdirectory("atalaya-hostile-").FullName;

    private string Input => Path.Combine(root, "in");

    private string Output => Path.Combine(root, "out");

    public void Dispose() => Directory.Delete(root, recursive: true);

    [Fact]
    public void The_good_of_a_folder_of_bad_files_is_used_and_every_kind_of_fault_is_said_with_its_place()
    {
        Put("good/trace_full_a00001.json", Trace("a00001"));
        var zipped = Gzip(Trace("a00002"));
        Put("cut/trace_full_a00002.json", zipped[..(zipped.Length / 2)]);
        Put("nan/trace_full_a00003.json", Trace("a00003", "[55,NaN,-112.5,20000,250,90,0,0,null]"));
        Put("lat/trace_full_a00004.json", Trace("a00004", "[55,91,-112.5,20000,250,90,0,0,null]"));
        Put("junk.bin", Junk());
        Put("empty.csv", []);
        var tar = Tar("a00005", "a00006");
        Put("day.tar", tar[..(tar.Length - 2048)]);
        Put("rows.csv", "time,icao24,lat,lon\n1738000000,a00007,25,-112\n1738000060,a00007,ninety,-112\n1738000120,a00007,25.1,-112\n"u8.ToArray());

        var english = CommandLine.Run("analyze", Input, "--out", Output);

        Assert.Equal(0, english.ExitCode);
        using (var archive = ArchiveReader.Open(Output))
        {
            var examples = archive.FaultExamples();
            FaultReason[] expected =
                [FaultReason.TruncatedGzip, FaultReason.NotANumber, FaultReason.OutOfRange, FaultReason.UnknownFormat, FaultReason.Empty, FaultReason.TruncatedTar];
            Assert.Subset(examples.Select(static f => f.Reason).ToHashSet(), expected.ToHashSet());
            var latitude = Assert.Single(examples, static f => f.Reason == FaultReason.OutOfRange);
            Assert.EndsWith("trace_full_a00004.json", latitude.Source, StringComparison.Ordinal);
            Assert.Contains("lat", latitude.Field!, StringComparison.OrdinalIgnoreCase);
            Assert.Contains("91", latitude.Excerpt!, StringComparison.Ordinal);
            Assert.True(latitude.ByteOffset > 0);
            Assert.True(examples.Single(static f => f.Reason == FaultReason.TruncatedTar).ByteOffset > 0);

            // Every good aircraft is there: two of the damaged rows' neighbours too, and the whole member of the cut tar.
            Assert.Equal(6, archive.Summary().Aircraft);
            Assert.True(archive.Summary().Reports > (4 * Rows) + 2);
        }

        foreach (var words in new[] { "compressed file ends early", "not a number", "value outside its range", "not in a format that is read", "empty file", "archive (tar) cut short" })
            Assert.Contains(words, english.Output, StringComparison.Ordinal);
        Assert.Contains("byte ", english.Output, StringComparison.Ordinal);

        var spanish = CommandLine.Run("analyze", Input, "--out", Output, "--lang", "es");
        Assert.Equal(0, spanish.ExitCode);
        foreach (var words in new[] { "archivo comprimido incompleto", "no es un número", "valor fuera de intervalo", "archivo vacío", "archivo tar incompleto", "campo " })
            Assert.Contains(words, spanish.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("junk.bin", "not in a format that is read", "en")]
    [InlineData("empty.csv", "archivo vacío", "es")]
    [InlineData("day.tar", "empty file", "en")]
    [InlineData("columns.csv", "columns.csv", "es")]
    public void A_file_that_is_of_no_use_ends_with_1_and_is_named_with_the_reason(string name, string words, string language)
    {
        Put(name, name switch { "junk.bin" => Junk(), "columns.csv" => "height,colour\n1,red\n"u8.ToArray(), _ => [] });
        var run = CommandLine.Run("analyze", Path.Combine(Input, name), "--out", Output, "--lang", language);
        Assert.Equal(1, run.ExitCode);
        Assert.Contains(words, run.Error, StringComparison.Ordinal);
        Assert.Contains(Path.Combine(Input, name) + ": ", run.Error.Replace(", ", ": ", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.False(File.Exists(Path.Combine(Output, "report.html")));
    }

    [Fact]
    public void An_archive_that_holds_something_does_not_hide_that_new_input_gave_nothing()
    {
        Put("good/trace_full_a00001.json", Trace("a00001"));
        Put("bad/junk.bin", Junk());
        Assert.Equal(0, CommandLine.Run("analyze", Path.Combine(Input, "good"), "--out", Output).ExitCode);
        var flights = File.ReadAllText(Path.Combine(Output, "flights.jsonl"));
        Assert.Equal(1, CommandLine.Run("analyze", Path.Combine(Input, "bad"), "--out", Output).ExitCode);
        Assert.Equal(flights, File.ReadAllText(Path.Combine(Output, "flights.jsonl")));
        Assert.Equal(0, CommandLine.Run("analyze", Path.Combine(Input, "good"), "--out", Output).ExitCode);
    }

    [Fact]
    public void Links_that_lead_nowhere_or_in_a_circle_and_files_that_fail_when_read_do_not_end_the_run()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "needs symbolic links and /proc");
        Put("trace_full_a00001.json", Trace("a00001"));
        File.CreateSymbolicLink(Path.Combine(Input, "self"), "self");
        File.CreateSymbolicLink(Path.Combine(Input, "nowhere.csv"), "/nowhere/at/all");
        Directory.CreateSymbolicLink(Path.Combine(Input, "up"), "..");
        File.CreateSymbolicLink(Path.Combine(Input, "memory.csv"), "/proc/self/mem");
        var run = CommandLine.Run("analyze", Input, "--out", Output);
        Assert.Equal(0, run.ExitCode);
        Assert.Contains("could not be opened or read", run.Output, StringComparison.Ordinal);
        using var archive = ArchiveReader.Open(Output);
        Assert.Equal((Rows, 1), (archive.Summary().Reports, archive.Summary().Flights));
    }

    [Fact]
    public void The_same_file_by_several_names_is_one_flight()
    {
        Put("trace_full_a00001.json", Trace("a00001"));
        var run = CommandLine.Run("analyze", Input, Path.Combine(Input, ".", "trace_full_a00001.json"), Path.Combine(Input, "..", "in"), "--out", Output);
        Assert.Equal(0, run.ExitCode);
        using var archive = ArchiveReader.Open(Output);
        Assert.Equal((Rows, 1), (archive.Summary().Reports, archive.Summary().Flights));
    }

    [Theory]
    [InlineData("en", "that is a file")]
    [InlineData("es", "eso es un archivo")]
    public void An_output_folder_that_is_a_file_is_not_understood_and_left_alone(string language, string words)
    {
        Put("trace_full_a00001.json", Trace("a00001"));
        File.WriteAllText(Output, "mine");
        var run = CommandLine.Run("analyze", Input, "--out", Output, "--lang", language);
        Assert.Equal(2, run.ExitCode);
        Assert.Contains(Output, run.Error, StringComparison.Ordinal);
        Assert.Contains(words, run.Error, StringComparison.Ordinal);
        Assert.Equal("mine", File.ReadAllText(Output));
    }

    private const int Rows = 300;

    private static byte[] Trace(string address, string? odd = null)
    {
        var rows = Enumerable.Range(0, Rows).Select(static i => string.Create(
            CultureInfo.InvariantCulture, $"[{i * 10},{25 + (0.2 * Math.Sin(i / 20.0)):0.000000},{-112 + (0.2 * Math.Cos(i / 20.0)):0.000000},20000,250,90,0,0,null]")).ToList();
        if (odd is not null)
            rows.Insert(6, odd);
        return Encoding.UTF8.GetBytes($"{{\"icao\":\"{address}\",\"timestamp\":1738000000,\"trace\":[{string.Join(',', rows)}]}}");
    }

    // Fixed, so that a failure can be seen again; no byte of it is text.
    private static byte[] Junk() => [.. Enumerable.Range(0, 5000).Select(static i => (byte)(0x80 | (i * 7919 >> 3)))];

    private static byte[] Gzip(byte[] content)
    {
        using var target = new MemoryStream();
        using (var gzip = new GZipStream(target, CompressionLevel.Optimal))
            gzip.Write(content);
        return target.ToArray();
    }

    private static byte[] Tar(params string[] addresses)
    {
        using var target = new MemoryStream();
        using (var tar = new TarWriter(target, TarEntryFormat.Ustar))
        {
            foreach (var address in addresses)
                tar.WriteEntry(new UstarTarEntry(TarEntryType.RegularFile, $"traces/{address[^2..]}/trace_full_{address}.json") { DataStream = new MemoryStream(Trace(address)) });
        }

        return target.ToArray();
    }

    private void Put(string name, byte[] content)
    {
        var path = Path.Combine(Input, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllBytes(path, content);
    }
}
