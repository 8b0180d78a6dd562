using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using Atalaya.Cli.Tests.Commands;

namespace Atalaya.Cli.Tests.Accords;

/// <summary>A node's life by its commands alone: made, paired, run, asked, across an air gap.</summary>
public sealed class NodeCommandTests : IDisposable
{
    private readonly Scratch scratch = new();
    private readonly string phrase;

    public NodeCommandTests()
    {
        phrase = Path.Combine(scratch.Path, "phrase");
        File.WriteAllText(phrase, "correct horse battery staple\n");
    }

    public void Dispose() => scratch.Dispose();

    [Fact]
    public async Task Two_nodes_that_never_reach_each_other_come_to_one_state_by_files_alone()
    {
        Made("MX");
        Made("US");
        Done("node", "pair", "--dir", At("MX"), "--with", At("US", "pairing.json"));
        Done("node", "pair", "--dir", At("US"), "--with", At("MX", "pairing.json"));
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        var running = Task.Run(() => CommandLine.RunUntil("C.UTF-8", Words("node", "run", "--dir", At("MX")), stop.Token), CancellationToken.None);
        await Until(() => Try("accord", "pending", "--dir", At("MX")).ExitCode == 0);

        // Nothing is signed before the other side's word has come.
        var guidance = Guidance();
        var early = Try("accord", "guidance", guidance, "--dir", At("MX"), "--as", "authority-1");
        Assert.NotEqual(0, early.ExitCode);
        Done("node", "export", "--dir", At("US"), "--known", "--out", At("known.bin"));
        Done("node", "import", "--dir", At("MX"), At("known.bin"));
        var said = Done("accord", "guidance", guidance, "--dir", At("MX"), "--as", "authority-1");
        var digest = said.Output.Split(' ', '\n', '.').First(static w => w.Length == 64);
        Done("accord", "approve", digest, "--dir", At("MX"), "--as", "authority-2");

        // The running node is asked; the other side's folder is opened, for nothing runs there.
        Done("node", "export", "--dir", At("MX"), "--out", At("parcel.bin"));
        Done("node", "import", "--dir", At("US"), At("parcel.bin"));
        Assert.True(File.Exists(At("parcel.bin.receipt")));
        Assert.Contains("Not delivered", Try("accord", "pending", "--dir", At("MX")).Output, StringComparison.Ordinal);
        Done("node", "import", "--dir", At("MX"), At("parcel.bin.receipt"));
        Assert.DoesNotContain("Not delivered", Try("accord", "pending", "--dir", At("MX")).Output, StringComparison.Ordinal);

        // A second process never has the folder, and what could not be taken is said.
        Assert.Contains("is running", Failed(3, "node", "run", "--dir", At("MX")), StringComparison.Ordinal);
        Assert.Contains("is running", Failed(3, "node", "rekey", "--dir", At("MX")), StringComparison.Ordinal);
        var bytes = await File.ReadAllBytesAsync(At("parcel.bin"), CancellationToken.None);
        bytes[^200] ^= 1;
        await File.WriteAllBytesAsync(At("changed.bin"), bytes, CancellationToken.None);
        Assert.Contains("was not taken", Failed(1, "node", "import", "--dir", At("US"), At("changed.bin")), StringComparison.Ordinal);
        await File.WriteAllBytesAsync(At("noise.bin"), new byte[500], CancellationToken.None);
        Assert.Contains("was not taken: 400 malformed", Failed(1, "node", "import", "--dir", At("MX"), At("noise.bin")), StringComparison.Ordinal);
        Assert.Contains("was not taken: 403 audience", Failed(1, "node", "import", "--dir", At("MX"), At("parcel.bin")), StringComparison.Ordinal);

        await stop.CancelAsync();
        var ended = await running;
        Assert.True(ended.ExitCode == 0, ended.Error);
        Assert.Contains("MX", ended.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_asked_wrongly_is_refused_in_words_and_changes_nothing()
    {
        Made("MX");
        Assert.Contains("already", Failed(3, "node", "init", "--state", "MX", "--dir", At("MX")), StringComparison.Ordinal);
        Failed(2, "node", "init", "--state", "Mexico", "--dir", At("other"));
        Failed(2, "node", "init", "--state", "MX", "--publish-every", "0", "--dir", At("other"));
        Assert.False(Directory.Exists(At("other")));
        Failed(2, "node", "pair", "--dir", At("MX"));
        Failed(1, "node", "pair", "--dir", At("MX"), "--with", At("nobody.json"));
        Assert.Contains("not paired", Failed(3, "node", "run", "--dir", At("MX")), StringComparison.Ordinal);
        Assert.Contains("not paired", Failed(3, "node", "export", "--dir", At("MX"), "--out", At("x")), StringComparison.Ordinal);
        Assert.Contains("no node", Failed(3, "node", "run", "--dir", At("nowhere")), StringComparison.Ordinal);
        Assert.Contains("same state", Failed(3, "node", "pair", "--dir", At("MX"), "--with", At("MX", "pairing.json")), StringComparison.Ordinal);
        Assert.Contains("no está emparejado", CommandLine.Run(Words("node", "run", "--dir", At("MX"), "--lang", "es")).Error, StringComparison.Ordinal);
        File.WriteAllText(phrase, "another phrase altogether\n");
        Assert.Contains("passphrase", Failed(3, "node", "rekey", "--dir", At("MX")), StringComparison.Ordinal);
        File.WriteAllText(phrase, "short\n");
        Failed(2, "node", "init", "--state", "US", "--dir", At("US"));
        Assert.False(Directory.Exists(At("US")));
    }

    [Fact]
    public void A_new_key_for_the_wire_is_handed_over_by_a_new_pairing_file()
    {
        Made("MX");
        Made("US");
        Done("node", "pair", "--dir", At("MX"), "--with", At("US", "pairing.json"));
        var before = Tls();
        Done("node", "rekey", "--dir", At("US"));
        Assert.NotEqual(before, Tls());
        Done("node", "pair", "--dir", At("MX"), "--with", At("US", "pairing.json"));
        Assert.Contains(before, File.ReadAllText(At("MX", "node.json")).Split("revokedTls")[1], StringComparison.Ordinal);
    }

    private string Tls()
    {
        using var json = JsonDocument.Parse(File.ReadAllBytes(At("US", "pairing.json")));
        return json.RootElement.GetProperty("tls").GetString()!;
    }

    private string Guidance()
    {
        var now = DateTime.UtcNow;
        string At(double days) => now.AddDays(days).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
        var path = Path.Combine(scratch.Path, "guidance.json");
        File.WriteAllText(path, $$"""
            {
              "lethal": "none", "tasks": ["emission-survey"], "purposes": ["awareness"],
              "areas": [{"shape": "polygon", "corners": [{"latitude": 28, "longitude": -116}, {"latitude": 28, "longitude": -106}, {"latitude": 33, "longitude": -106}, {"latitude": 33, "longitude": -116}]}],
              "bands": [{"lowerFeet": 0, "upperFeet": 45000, "datum": "wgs84"}], "hours": {"fromMinute": 0, "untilMinute": 0},
              "validity": {"start": "{{At(0)}}", "end": "{{At(30)}}"}, "supersedes": null, "note": null
            }
            """);
        return path;
    }

    private void Made(string state)
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var address = listener.LocalEndpoint.ToString()!;
        listener.Stop();
        var made = Done("node", "init", "--state", state, "--dir", At(state), "--listen", address, "--publish-every", "1");
        Assert.Contains(At(state, "pairing.json"), made.Output.ReplaceLineEndings("").Replace(" ", "", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    private string[] Words(params string[] words) => [.. words, "--passphrase-file", phrase];

    private CommandLine Try(params string[] words) => CommandLine.Run(words is ["node", "pair", ..] ? words : Words(words));

    private CommandLine Done(params string[] words)
    {
        var run = Try(words);
        Assert.True(run.ExitCode == 0, string.Join(' ', words) + "\n" + run.Output + run.Error);
        return run;
    }

    private string Failed(int code, params string[] words)
    {
        var run = Try(words);
        Assert.True(run.ExitCode == code && run.Error.Length > 10, $"{run.ExitCode}: {string.Join(' ', words)}\n{run.Output}{run.Error}");
        return run.Error;
    }

    private static async Task Until(Func<bool> condition)
    {
        for (var i = 0; i < 300; i++)
        {
            if (condition())
                return;
            await Task.Delay(100, TestContext.Current.CancellationToken);
        }

        Assert.Fail("it did not come");
    }

    private string At(params string[] names) => Path.Combine([scratch.Path, .. names]);
}
