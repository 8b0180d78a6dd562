using System.Diagnostics;
using System.Text.Json;
using Atalaya.Cli.Tests.Commands;
using Atalaya.Testing;

namespace Atalaya.Cli.Tests.Accords;

public sealed class AccordDemoTests(AccordDemo demo) : IClassFixture<AccordDemo>
{
    [Fact]
    public void The_demonstration_clears_compares_contests_and_publishes()
    {
        var run = demo.Run;
        Assert.True(run.ExitCode == 0, run.Error);
        Assert.Contains("as cleared: 2;", run.Output, StringComparison.Ordinal);
        Assert.Contains("outside its volume: 1.", run.Output, StringComparison.Ordinal);
        Assert.Contains("Both nodes come to the same state", run.Output, StringComparison.Ordinal);
        Assert.Contains("it is answered", run.Output, StringComparison.Ordinal);
        // Most needed no clearance, and what nobody could hear is no violation.
        var verdicts = run.Output.Split('\n').Where(static l => l.Contains("no clearance required  ", StringComparison.Ordinal)).ToList();
        Assert.True(verdicts.Count >= 11, run.Output);
        Assert.Contains(run.Output.Split('\n'), static l => l.Contains("CANOPY90", StringComparison.Ordinal) && l.Contains("cannot be told", StringComparison.Ordinal) && l.Contains("nobody could have heard it", StringComparison.Ordinal));
        Assert.Contains(run.Output.Split('\n'), static l => l.Contains("CANOPY76", StringComparison.Ordinal) && l.Contains("outside its volume", StringComparison.Ordinal) && l.Contains("km beyond", StringComparison.Ordinal));
        foreach (var side in new[] { "mx", "us" })
            Assert.True(File.Exists(Path.Combine(demo.Folder, "public", side, "checkpoint")));
        Assert.Empty(Directory.EnumerateFiles(Path.Combine(demo.Folder, "public"), "*key*", SearchOption.AllDirectories));
    }

    [Fact]
    public void What_is_published_tells_no_callsign_and_no_place()
    {
        _ = demo.Run;
        var published = Directory.EnumerateFiles(Path.Combine(demo.Folder, "public"), "*", SearchOption.AllDirectories).ToList();
        using var index = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(demo.Folder, "public", "index.json")));
        Assert.Equal(2, index.RootElement.GetProperty("logs").GetArrayLength());
        foreach (var opened in published.Where(static f => f.EndsWith(".opened", StringComparison.Ordinal)))
        {
            var fields = File.ReadAllLines(opened).Select(static line => System.Text.Encoding.UTF8.GetString(System.Buffers.Text.Base64Url.DecodeFromChars(line))).ToList();
            Assert.All(fields, static f => Assert.DoesNotContain("CANOPY", f, StringComparison.Ordinal));
            Assert.All(fields, static f => Assert.False(f.Contains("\"volumes\"", StringComparison.Ordinal) || f.Contains("\"crossings\"", StringComparison.Ordinal), f));
        }
    }

    [Fact]
    public void Strangers_tools_verify_it()
    {
        _ = demo.Run;
        Assert.SkipUnless(Has("go") && Has("node") && Has("openssl"), "go, node or openssl is not on this machine");
        var (code, output) = Start(Path.Combine(TestData.RepositoryRoot, "verify"), Path.Combine(demo.Folder, "public"), "--trust", Path.Combine(demo.Folder, "trust"), "--lang", "en");
        Assert.True(code == 0, output);
        Assert.Contains("VERIFIED", output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_folder_that_holds_something_is_not_begun_again()
    {
        _ = demo.Run;
        var again = CommandLine.Run("demo", "accord", "--out", demo.Folder);
        Assert.Equal(2, again.ExitCode);
        Assert.Contains("never begun twice", again.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Officers_see_the_state_dispute_and_are_refused_by_rules_in_words()
    {
        var cancellation = TestContext.Current.CancellationToken;
        var servers = await demo.StartAsync(cancellation);
        try
        {
            var state = Officer("state", "mx", "observer");
            Assert.True(state.ExitCode == 0, state.Error);
            Assert.Contains("MX-2025-0003", state.Output, StringComparison.Ordinal);
            var other = Officer("state", "us", "observer");
            Assert.Equal(Fingerprint(state.Output), Fingerprint(other.Output));

            var request = state.Output.Split('\n').First(static l => l.Contains("CANOPY76", StringComparison.Ordinal)).Trim().Split(' ')[0];
            var shown = Officer("show", "us", "liaison-1", request);
            Assert.Contains("\"callsigns\": [\n    \"CANOPY76\"", shown.Output.ReplaceLineEndings("\n"), StringComparison.Ordinal);
            Assert.Contains("It stands in both logs.", shown.Output, StringComparison.Ordinal);

            var verified = Officer("verify", "us", "liaison-1", request);
            Assert.Equal(1, verified.ExitCode);
            Assert.Contains("now is not in the window", verified.Output, StringComparison.Ordinal);

            var dispute = Path.Combine(demo.Folder, "dispute.json");
            await File.WriteAllTextAsync(dispute, $$"""{"records":["{{Whole(shown.Output)}}"],"answers":null,"claim":"No strike was asked for, whatever the note says."}""", cancellation);
            var said = Officer("dispute", "us", "liaison-1", dispute);
            Assert.True(said.ExitCode == 0 && said.Output.StartsWith("Taken.", StringComparison.Ordinal), said.Output + said.Error);
            var wrong = Officer("dispute", "us", "operator", dispute);
            Assert.Equal(1, wrong.ExitCode);
            Assert.Contains("The office of this key may not sign a record of this kind.", wrong.Error, StringComparison.Ordinal);

            var approve = Officer("approve", "us", "liaison-2", request);
            Assert.Equal(1, approve.ExitCode);
            Assert.Contains("approved before", approve.Error, StringComparison.Ordinal);
            Assert.Contains("guidance in force", Officer("pending", "us", "observer").Output, StringComparison.Ordinal);
            Assert.Equal(2, Officer("affirm", "us", "authority-1").ExitCode);

            var match = CommandLine.Run("accord", "match", Path.Combine(demo.Folder, "days"), "--dir", demo.Node("mx"), "--as", "observer", "--passphrase-file", demo.PassphraseFile);
            Assert.True(match.ExitCode == 0, match.Error);
            Assert.Contains(match.Output.Split('\n'), static l => l.Contains("CANOPY76", StringComparison.Ordinal) && l.Contains("outside its volume", StringComparison.Ordinal));
        }
        finally
        {
            foreach (var server in servers)
                await server.DisposeAsync();
        }

        var unreached = Officer("state", "mx", "observer");
        Assert.Equal(3, unreached.ExitCode);
        Assert.Contains("node run", unreached.Error, StringComparison.Ordinal);
    }

    private static string Fingerprint(string output) => output.ReplaceLineEndings(" ").Split("comes to: ")[1][..64];

    private static string Whole(string shown) => shown.Split(' ', ',').First(static w => w.Length == 64);

    private CommandLine Officer(string verb, string side, string officer, params string[] more) =>
        CommandLine.Run(["accord", verb, .. more, "--dir", demo.Node(side), "--as", officer, "--passphrase-file", demo.PassphraseFile]);

    private static bool Has(string tool) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Any(folder => File.Exists(Path.Combine(folder, tool)));

    private static (int Code, string Output) Start(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output + error.Result);
    }
}
