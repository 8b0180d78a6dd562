using System.Text;
using System.Text.Json.Nodes;
using Atalaya.Accords.Envelopes;
using Atalaya.Accords.Records;
using Atalaya.Cli.Accords;
using Atalaya.Cli.Tests.Commands;
using Atalaya.Testing;
using NodaTime;

namespace Atalaya.Cli.Tests.Accords;

/// <summary>What officers write is read as strictly as what strangers send.</summary>
public sealed class RecordInputTests
{
    private static readonly GuidancePair Pair = new(RecordDigest.Of("own"u8), RecordDigest.Of("other"u8));
    private static readonly RecordContext Context = new(StateCode.From("US"), StateCode.From("MX"), Instant.FromUtc(2025, 2, 3, 12, 0) + Duration.FromMilliseconds(250), Pair);

    private static readonly Dictionary<RecordKind, string> Verbs = new()
    {
        [RecordKind.GuidanceVersion] = "guidance",
        [RecordKind.FlightRequest] = "request",
        [RecordKind.Amendment] = "amend",
        [RecordKind.Withdrawal] = "withdraw",
        [RecordKind.Counter] = "counter",
        [RecordKind.ClearanceDecision] = "decide",
        [RecordKind.Dispute] = "dispute",
        [RecordKind.ObservedMission] = "observed",
        [RecordKind.PolicyDecision] = "policy",
        [RecordKind.KeyEvent] = "key",
    };

    [Fact]
    public void Every_unlawful_record_is_refused_with_a_reason_before_a_key_or_a_node_is_touched()
    {
        using var folder = new Scratch();
        var (file, node) = (Path.Combine(folder.Path, "record.json"), Path.Combine(folder.Path, "no-node"));
        var tried = 0;
        foreach (var unlawful in UnlawfulRecords.All.Where(static u => Verbs.ContainsKey(u.Kind)))
        {
            File.WriteAllBytes(file, unlawful.Json);
            var run = CommandLine.Run("accord", Verbs[unlawful.Kind], file, "--dir", node);
            Assert.True(run.ExitCode == 1, $"{unlawful}: {run.ExitCode} {run.Output}{run.Error}");
            Assert.StartsWith("atalaya: " + file, run.Error, StringComparison.Ordinal);
            Assert.Empty(run.Output);
            tried++;
        }

        Assert.True(tried >= 300, $"{tried} were tried");
        Assert.All(UnlawfulRecords.All, static u => Assert.Null(RecordInput.Read(u.Kind, u.Json, Context).Value));
    }

    [Fact]
    public void A_lawful_record_gets_as_far_as_the_node()
    {
        using var folder = new Scratch();
        var file = Path.Combine(folder.Path, "record.json");
        foreach (var (kind, verb) in Verbs)
        {
            File.WriteAllBytes(file, UnlawfulRecords.Lawful(kind));
            File.WriteAllText(Path.Combine(folder.Path, "passphrase"), "a long enough passphrase");
            var run = CommandLine.Run("accord", verb, file, "--dir", folder.Path, "--passphrase-file", Path.Combine(folder.Path, "passphrase"));
            Assert.True(run.ExitCode == 2 && run.Error.Contains("node init", StringComparison.Ordinal), run.Error);
        }
    }

    [Fact]
    public void What_the_node_knows_may_be_left_out_and_nothing_else()
    {
        var whole = JsonNode.Parse(UnlawfulRecords.Lawful(RecordKind.FlightRequest))!.AsObject();
        string[] known = ["side", "audience", "said", "ownGuidance", "otherGuidance"];
        foreach (var name in whole.Select(static m => m.Key).ToList())
        {
            var part = whole.DeepClone().AsObject();
            part.Remove(name);
            var read = RecordInput.Read(RecordKind.FlightRequest, Encoding.UTF8.GetBytes(part.ToJsonString()), Context);
            Assert.True(read.Value is not null == known.Contains(name), $"{name}: {read.Fault}");
            // Before the node is asked the answer is the same.
            Assert.Equal(read.Value is null, RecordInput.Read(RecordKind.FlightRequest, Encoding.UTF8.GetBytes(part.ToJsonString()), null).Value is null);
        }

        var bare = whole.DeepClone().AsObject();
        foreach (var name in known)
            bare.Remove(name);
        var request = Assert.IsType<FlightRequest>(RecordInput.Read(RecordKind.FlightRequest, Encoding.UTF8.GetBytes(bare.ToJsonString()), Context).Value);
        Assert.Equal(("US", Instant.FromUtc(2025, 2, 3, 12, 0), Pair), (request.Header.Side.Text, request.Header.Said, request.Plan.Guidance));
        Assert.Equal(["MX", "US"], request.Header.Audience.Select(static s => s.Text));
    }

    [Fact]
    public void Without_guidance_in_force_a_request_is_not_filled_in()
    {
        var bare = JsonNode.Parse(UnlawfulRecords.Lawful(RecordKind.FlightRequest))!.AsObject();
        bare.Remove("ownGuidance");
        var read = RecordInput.Read(RecordKind.FlightRequest, Encoding.UTF8.GetBytes(bare.ToJsonString()), Context with { Guidance = null });
        Assert.Equal((AccordFaultReason.Missing, "ownGuidance"), (read.Fault!.Reason, read.Fault.Field));
    }

    [Fact]
    public void What_stands_in_the_file_is_never_changed()
    {
        var read = RecordInput.Read(RecordKind.FlightRequest, UnlawfulRecords.Lawful(RecordKind.FlightRequest), Context);
        Assert.Equal(UnlawfulRecords.Lawful(RecordKind.FlightRequest), RecordCatalogue.Write(read.Value!));
    }
}

/// <summary>A folder of a test's own.</summary>
internal sealed class Scratch : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("accord").FullName;

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
