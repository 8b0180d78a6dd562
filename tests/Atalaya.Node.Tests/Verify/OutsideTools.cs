using System.Diagnostics;
using Atalaya.Testing;

namespace Atalaya.Node.Tests.Verify;

/// <summary>What a tool said of one folder: its lines, and whether it refused.</summary>
internal sealed record Finding(IReadOnlyList<string> Lines, bool Refused)
{
    /// <summary>The first reason of a refusal.</summary>
    public string? Reason => Lines.FirstOrDefault(static l => l.StartsWith("fail\t", StringComparison.Ordinal));
}

/// <summary>The glue of docs/verify around strangers' tools, run as processes. A test that needs a tool that is missing is skipped by name.</summary>
internal static class OutsideTools
{
    private const string GoSources = "/usr/share/gocode";

    public static string Glue { get; } = Path.Combine(TestData.RepositoryRoot, "docs", "verify");

    private static readonly Lazy<string> GoProgram = new(BuildGo);

    /// <summary>Skips the test unless Go with x/mod, Node.js with the Sigstore libraries and openssl are here.</summary>
    public static void Require()
    {
        foreach (var program in (string[])["go", "node", "openssl", "bash"])
            _ = TestData.Tool(program);
        TestData.Need(Directory.Exists(Path.Combine(GoSources, "src/golang.org/x/mod/sumdb")), "the Debian package golang-golang-x-mod-dev");
        TestData.Need(Directory.Exists(Path.Combine(Glue, "node", "node_modules", "@sigstore", "verify")), "the npm package @sigstore/verify");
    }

    public static IReadOnlyList<Finding> Go(IEnumerable<(string Folder, string Trust)> cases) => Batch(GoProgram.Value, [], cases);

    public static IReadOnlyList<Finding> Sigstore(IEnumerable<(string Folder, string Trust)> cases) =>
        Batch(TestData.Tool("node"), [Path.Combine(Glue, "node", "verify.mjs")], cases);

    public static IReadOnlyList<Finding> OpenSsl(IEnumerable<(string Folder, string Trust)> cases) =>
        Batch(TestData.Tool("bash"), [Path.Combine(Glue, "openssl.sh")], cases);

    /// <summary>Runs a program to its end.</summary>
    public static (int Code, string Output, string Error) Run(string program, IEnumerable<string> arguments, string? folder = null, params IEnumerable<(string Name, string Value)> environment)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = folder ?? "" };
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output, error.Result);
    }

    private static List<Finding> Batch(string program, string[] arguments, IEnumerable<(string Folder, string Trust)> cases)
    {
        var list = Path.GetTempFileName();
        try
        {
            var all = cases.ToList();
            File.WriteAllLines(list, all.Select(static c => $"{c.Folder}\t{c.Trust}"));
            var (code, output, error) = Run(program, [.. arguments, "--batch", list]);
            Assert.True(code == 0, error);
            var findings = new List<Finding>();
            var lines = new List<string>();
            foreach (var line in output.Split('\n', StringSplitOptions.RemoveEmptyEntries))
            {
                if (!line.StartsWith("= ", StringComparison.Ordinal))
                {
                    lines.Add(line);
                    continue;
                }

                // A head without a third witness's cosignature is not verified, though nothing is wrong with it.
                findings.Add(new(lines, line != "= 0" || lines.Exists(static l => l.StartsWith("note\tno-third", StringComparison.Ordinal)
                    || l.StartsWith("note\topenssl-no-third", StringComparison.Ordinal))));
                lines = [];
            }

            Assert.Equal(all.Count, findings.Count);
            return findings;
        }
        finally
        {
            File.Delete(list);
        }
    }

    private static string BuildGo()
    {
        var program = Path.Combine(Directory.CreateTempSubdirectory("atalaya-verify-log-").FullName, "verify-log");
        var (code, _, error) = Run(
            TestData.Tool("go"), ["build", "-o", program, "."], Path.Combine(Glue, "go"), ("GO111MODULE", "off"), ("GOFLAGS", ""), ("GOPATH", GoSources));
        Assert.True(code == 0, error);
        return program;
    }
}
