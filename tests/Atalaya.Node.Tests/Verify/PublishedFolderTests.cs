using Atalaya.Accords.Log;
using Atalaya.Accords.Publishing;
using Atalaya.Node.Storage;
using Atalaya.Testing;

namespace Atalaya.Node.Tests.Verify;

public sealed class PublishedFolderTests : IDisposable
{
    private static readonly string Script = Path.Combine(TestData.RepositoryRoot, "verify");
    private readonly string _work = Directory.CreateTempSubdirectory("atalaya-verify-").FullName;
    private readonly SampleLogs _sample = new();

    public void Dispose()
    {
        _sample.Dispose();
        Directory.Delete(_work, recursive: true);
    }

    [Fact]
    public void Every_outside_tool_accepts_what_is_published()
    {
        OutsideTools.Require();
        using var copies = new PublicCopies(_sample);
        Assert.All((Finding[])[OutsideTools.Go([copies.Good])[0], OutsideTools.Sigstore([copies.Good])[0], OutsideTools.OpenSsl([copies.Good])[0]], static finding =>
            Assert.False(finding.Refused, string.Join('\n', finding.Lines)));
    }

    [Theory]
    [InlineData("en", "VERIFIED", "is a claim")]
    [InlineData("es", "VERIFICADO", "afirmación")]
    public void The_script_says_verified_in_the_language_of_its_reader_and_what_is_only_claimed(string language, string verdict, string claim)
    {
        OutsideTools.Require();
        var (code, output) = Run(Published(), Trust(_sample.Trust), "--lang", language);
        Assert.True(code == 0, output);
        Assert.Equal(verdict, output.TrimEnd().Split('\n')[^1]);
        Assert.Contains(language == "en" ? "only a claim" : claim, output, StringComparison.Ordinal);
    }

    [Fact]
    public void The_language_of_the_machine_is_taken_where_none_is_asked_for()
    {
        var (_, _, error) = OutsideTools.Run(TestData.Tool("bash"), [Script], environment: [("LC_ALL", ""), ("LC_MESSAGES", ""), ("LANG", "es_MX.UTF-8")]);
        Assert.StartsWith("uso: ", error, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_a_third_witness_nothing_is_verified()
    {
        OutsideTools.Require();
        var third = $"witness third {SampleLogs.Witness("third").Verifier}\n";
        var (code, output) = Run(Published(), Trust(Mutation.Replace(_sample.Trust, third, "")));
        Assert.True(code == 3, output);
        Assert.StartsWith("NOT VERIFIED", output.TrimEnd().Split('\n')[^1], StringComparison.Ordinal);
    }

    [Fact]
    public void One_changed_byte_is_found_named_and_ends_in_a_failure()
    {
        OutsideTools.Require();
        var folder = Published();
        var path = Path.Combine(folder, "mx", "tile", "entries", "000");
        File.WriteAllBytes(path, Mutation.Flip(File.ReadAllBytes(path), 5000));
        var (code, output) = Run(folder, Trust(_sample.Trust));
        Assert.True(code == 1, output);
        Assert.Contains("FAIL  mx: the leaves do not give the signed root", output, StringComparison.Ordinal);
        Assert.StartsWith("NOT VERIFIED", output.TrimEnd().Split('\n')[^1], StringComparison.Ordinal);
    }

    [Fact]
    public void A_log_of_any_size_is_accepted()
    {
        OutsideTools.Require();
        int[] sizes = [0, 1, 2, 3, 255, 256, 257, 511, 513, 65_537];
        var cases = new List<(string Folder, string Trust)>();
        foreach (var size in sizes)
        {
            var work = Path.Combine(_work, size.ToString(System.Globalization.CultureInfo.InvariantCulture));
            using var storage = new FileLogStorage(Path.Combine(work, "log"));
            var log = AppendLog.Create(storage, SampleLogs.Log(SampleLogs.MxOrigin), new LogRules { MostBatchEntries = 100_000 });
            var earlier = new List<SignedHead>();
            foreach (var part in (int[])[size / 3, size - (size / 3)])
            {
                earlier.Add(log.Head);
                if (part > 0)
                    Assert.Equal(LogRefusal.None, log.AppendBatch([.. Enumerable.Range(0, part).Select(static i => (ReadOnlyMemory<byte>)BitConverter.GetBytes(i))]).Refusal);
            }

            PublicFolder.Replace(Path.Combine(work, "public"), PublishedFolder.Files([new("mx", SampleLogs.Log(SampleLogs.MxOrigin).Verifier, log, SampleLogs.Cosign(log.Head, "us", 1), earlier, [])]));
            File.WriteAllBytes(Path.Combine(work, "trust"), TrustFile.Write([new("mx", SampleLogs.Log(SampleLogs.MxOrigin).Verifier)], [new(TrustFile.Third, SampleLogs.Witness("third").Verifier)], []));
            cases.Add((Path.Combine(work, "public"), Path.Combine(work, "trust")));
        }

        Assert.All(sizes.Zip(OutsideTools.Go(cases), OutsideTools.OpenSsl(cases)), static found =>
            Assert.False(found.Second.Refused || found.Third.Refused, $"{found.First}: {found.Second.Reason} {found.Third.Reason}"));
    }

    [Fact]
    public void A_key_that_its_log_revoked_signs_no_more()
    {
        OutsideTools.Require();
        using var sample = new SampleLogs(revokedSigns: true);
        using var copies = new PublicCopies(sample);
        var finding = OutsideTools.Sigstore([copies.Good])[0];
        Assert.True(finding.Refused);
        // What it signed before stands.
        Assert.Equal("fail\trevoked\tmx\t279\tdispute", Assert.Single(finding.Lines, static l => l.StartsWith("fail", StringComparison.Ordinal)));
        Assert.Single(finding.Lines, static l => l.StartsWith("ok\trecord\tmx\t267\tdispute\tMX\tobserver", StringComparison.Ordinal));
    }

    [Fact]
    public void A_second_officers_approval_is_told_only_where_it_is_shown()
    {
        OutsideTools.Require();
        using var copies = new PublicCopies(_sample);
        static string Grant(Finding finding) => Assert.Single(finding.Lines, static l => l.StartsWith("ok\trecord\tmx\t258\tclearance-decision", StringComparison.Ordinal));
        Assert.EndsWith("\ttwo", Grant(OutsideTools.Sigstore([copies.Good])[0]), StringComparison.Ordinal);
        var withheld = new Dictionary<string, byte[]?>();
        withheld["index.json"] = Mutation.Edit(_sample.Files["index.json"], index =>
        {
            foreach (var log in index["logs"]!.AsArray())
            {
                var approval = log!["records"]!.AsArray().Single(static r => (int)r!["index"]! == 261)!;
                (withheld[(string)approval["bundle"]!], withheld[(string)approval["opened"]!]) = (null, null);
                log["records"]!.AsArray().Remove(approval);
            }
        });
        var copy = copies.Make(new("omission", "the approval", withheld));
        Assert.False(OutsideTools.Go([copy])[0].Refused);
        var finding = OutsideTools.Sigstore([copy])[0];
        Assert.False(finding.Refused);
        Assert.EndsWith("\tsecond-missing", Grant(finding), StringComparison.Ordinal);
    }

    [Fact]
    public void A_trust_file_inside_the_folder_is_refused()
    {
        var folder = Published();
        File.WriteAllBytes(Path.Combine(folder, "trust"), _sample.Trust);
        var (code, output) = Run(folder, Path.Combine(folder, "trust"));
        Assert.Equal(2, code);
        Assert.Contains("lies inside the folder", output, StringComparison.Ordinal);
    }

    [Fact]
    public void Links_are_not_followed()
    {
        var folder = Published();
        File.CreateSymbolicLink(Path.Combine(folder, "mx", "more"), "/dev/zero");
        var (code, output) = Run(folder, Trust(_sample.Trust));
        Assert.Equal(1, code);
        Assert.Contains("mx/more", output, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_missing_is_named_with_how_to_install_it()
    {
        // A machine with bash and the plain tools only.
        var bin = Directory.CreateDirectory(Path.Combine(_work, "bin")).FullName;
        foreach (var tool in (string[])["bash", "awk", "dirname", "readlink", "find", "tr", "mktemp", "rm", "env"])
            File.CreateSymbolicLink(Path.Combine(bin, tool), TestData.Tool(tool));
        var (code, _, error) = OutsideTools.Run(
            TestData.Tool("bash"), [Script, Published(), "--trust", Trust(_sample.Trust), "--lang", "en"], environment: [("PATH", bin), ("ATALAYA_GO_SOURCES", "/none")]);
        Assert.Equal(2, code);
        Assert.Equal(
            ["go", "golang.org/x/mod", "openssl", "Node.js >= 20.17"],
            error.Split('\n').Where(static l => l.StartsWith("missing: ", StringComparison.Ordinal)).Select(static l => l["missing: ".Length..l.IndexOf(". Install", StringComparison.Ordinal)]).Take(4));
        Assert.Contains("apt-get install golang-go", error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_strangers_folder_does_not_reach_the_terminal_as_it_is()
    {
        OutsideTools.Require();
        var folder = Published();
        File.WriteAllBytes(Path.Combine(folder, "mx", "\u001b[2Jverified"), [1]);
        var (code, output) = Run(folder, Trust(_sample.Trust));
        Assert.Equal(1, code);
        Assert.DoesNotContain('\u001b', output);
    }

    [Fact]
    public void A_folder_is_replaced_as_a_whole()
    {
        var folder = Published();
        PublicFolder.Replace(folder, [new("a/b", "new"u8.ToArray())]);
        Assert.Equal([Path.Combine(folder, "a", "b")], Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories));
        Assert.Throws<ArgumentException>(() => PublicFolder.Replace(folder, [new("../out", default)]));
        Assert.Equal("new", File.ReadAllText(Path.Combine(folder, "a", "b")));
    }

    [Fact]
    public void What_does_not_hold_is_not_published()
    {
        var log = _sample.Mx;
        Assert.Throws<ArgumentException>(() => PublishedFolder.Files([log, log]));
        Assert.Throws<ArgumentException>(() => PublishedFolder.Files([log with { Folder = "../mx" }]));
        AssertRefused(log with { Key = _sample.Us.Key });
        AssertRefused(log with { Tiles = _sample.Us.Tiles });
        AssertRefused(log with { Head = _sample.Us.Head });
        AssertRefused(log with { Records = [log.Records[0] with { Index = 3 }] });
        AssertRefused(log with { Records = [log.Records[0] with { Index = 1_000_000 }] });
        var other = Checkpoint.Create(SampleLogs.MxOrigin, 250, _sample.Us.Head.Checkpoint.Root);
        var signed = SignedNote.Create(other.Text.Span, SampleLogs.Log(SampleLogs.MxOrigin).Sign(other.Text.Span));
        Assert.True(SignedHead.TryParse(signed.Bytes.Span, out var fork, out _));
        AssertRefused(new(log.Folder, log.Key, log.Tiles, log.Head, [fork], []));
    }

    private static void AssertRefused(PublishedLog log) => Assert.Throws<ArgumentException>(() => PublishedFolder.Files([log]).Count());

    private static (int Code, string Output) Run(string folder, string trust, params string[] more)
    {
        var (code, output, error) = OutsideTools.Run(TestData.Tool("bash"), [Script, folder, "--trust", trust, .. more.Length == 0 ? ["--lang", "en"] : more]);
        return (code, output + error);
    }

    private string Published()
    {
        var folder = Path.Combine(_work, "public");
        PublicFolder.Replace(folder, _sample.Files.Select(static f => new PublicFile(f.Key, f.Value)));
        return folder;
    }

    private string Trust(byte[] content)
    {
        var path = Path.Combine(_work, "trust");
        File.WriteAllBytes(path, content);
        return path;
    }
}
