using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using Atalaya.Accords.Envelopes;
using Atalaya.Accords.Log;
using Atalaya.Accords.Records;
using Atalaya.Bench.Archives;
using Atalaya.Earth;
using Atalaya.Node.Engine;
using Atalaya.Node.Exchange;
using Atalaya.Node.Folders;
using Atalaya.Node.Http;
using Atalaya.Node.Storage;
using NodaTime;
using Purpose = Atalaya.Accords.Records.Purpose;

namespace Atalaya.Bench.Accords;

/// <summary>Two nodes and a witness over TLS on this machine: from a request to a grant that counts, and catching up after a long silence.</summary>
internal static class AccordBench
{
    private const int Flights = 40;
    private const int PublishSeconds = 1;
    private const int Records = 100_000;
    private static readonly byte[] Phrase = "bench bench bench"u8.ToArray();
    private static readonly StateCode Mx = StateCode.From("MX");
    private static readonly StateCode Us = StateCode.From("US");

    /// <summary>Measures and writes <c>bench/results/accord.md</c>.</summary>
    public static void Run()
    {
        var root = Directory.CreateTempSubdirectory("atalaya-accord-bench-").FullName;
        try
        {
            var text = new StringBuilder();
            text.AppendLine("# Two nodes").AppendLine();
            text.AppendLine(CultureInfo.InvariantCulture, $"Made by `bench/run accord`: {Environment.ProcessorCount} cores, load {ArchiveBench.Load()} at the start; two nodes and a third witness in one process, over TLS 1.3 on loopback.").AppendLine();
            var (mx, us) = Grants(root, text).GetAwaiter().GetResult();
            CatchUp(root, mx, us, text);
            File.WriteAllText(Path.Combine(ArchiveBench.Root(), "bench", "results", "accord.md"), text.ToString());
            Console.WriteLine(text);
        }
        finally
        {
            Directory.Delete(root, recursive: true);
        }
    }

    private static async Task<(NodeFolder Mx, NodeFolder Us)> Grants(string root, StringBuilder text)
    {
        var mx = NodeFolder.Create(Path.Combine(root, "MX"), Mx, "bench.example/mx", Address(), Phrase, PublishSeconds);
        var us = NodeFolder.Create(Path.Combine(root, "US"), Us, "bench.example/us", Address(), Phrase, PublishSeconds);
        var witness = WitnessFolder.Create(Path.Combine(root, "W"), "bench.example/witness", Address(), Phrase);
        mx.Pair(us.PairingPath);
        us.Pair(mx.PairingPath);
        foreach (var node in new[] { mx, us })
        {
            node.AddWitness(witness.PublicPath);
            witness.AddLog(node.PairingPath);
        }

        await using var third = await WitnessServer.StartAsync(witness, Phrase, TimeProvider.System, CancellationToken.None).ConfigureAwait(false);
        await using var host = await NodeServer.StartAsync(mx, Phrase, TimeProvider.System, CancellationToken.None).ConfigureAwait(false);
        await using var requester = await NodeServer.StartAsync(us, Phrase, TimeProvider.System, CancellationToken.None).ConfigureAwait(false);
        var start = Instant.FromUnixTimeSeconds(DateTimeOffset.UtcNow.ToUnixTimeSeconds());
        Until(() => host.Engine.IsConfirmed && requester.Engine.IsConfirmed);
        using var officers = new Officers(mx, us);
        officers.Agree(host, Mx, "authority", Guidance(Mx, start));
        officers.Agree(requester, Us, "authority", Guidance(Us, start));
        Until(() => host.Engine.State.GuidanceInForce(start) is not null && requester.Engine.State.GuidanceInForce(start) is not null);
        var times = new List<double>();
        for (var i = 0; i < Flights; i++)
        {
            var clock = Stopwatch.StartNew();
            var pair = requester.Engine.State.GuidanceToName(Us, start)!.Value;
            var request = officers.Agree(requester, Us, "liaison", new FlightRequest(Header(Us, start), Plan(pair, start, i)));
            Until(() => host.Engine.State.Flight(request, start) is not null);
            officers.Agree(host, Mx, "liaison", new ClearanceDecision(
                Header(Mx, start), request, ClearanceOutcome.Grant, FormCode.From($"MX-{i}"), [], new Window(start, start + Duration.FromHours(48)), new(pair.Other, pair.Own), null, null));
            Until(() => requester.Engine.IsCleared(request, start + Duration.FromMinutes(1)).IsCleared);
            times.Add(clock.Elapsed.TotalSeconds);
        }

        times.Sort();
        text.AppendLine("## From a request to a grant that counts").AppendLine();
        text.AppendLine(CultureInfo.InvariantCulture, $"{Flights} flights one after another: request, its approval, decision and its approval (the officers answer at once), decision and proof at the requester under a head that the third witness cosigned. Heads are published every {PublishSeconds} s; the last column is what the way takes beyond that.").AppendLine();
        text.AppendLine("| | s | beyond the interval, s |").AppendLine("|---|---|---|");
        foreach (var (name, at) in new[] { ("p50", 0.5), ("p99", 0.99), ("longest", 1) })
        {
            var value = times[(int)Math.Ceiling(at * times.Count) - 1];
            text.AppendLine(CultureInfo.InvariantCulture, $"| {name} | {value:0.00} | {Math.Max(0, value - PublishSeconds):0.00} |");
        }

        text.AppendLine();
        return (mx, us);
    }

    private static void CatchUp(string root, NodeFolder mx, NodeFolder us, StringBuilder text)
    {
        using var usKeys = us.OpenKeys(Phrase);
        using var mxKeys = mx.OpenKeys(Phrase);
        var start = Instant.FromUnixTimeSeconds(DateTimeOffset.UtcNow.ToUnixTimeSeconds());
        using var signer = us.OpenOfficer("observer", Phrase);
        // The sender's log is made by hand, for its officers would need days.
        using var senderFiles = new FileLogStorage(Path.Combine(root, "sender"));
        var log = AppendLog.Create(senderFiles, usKeys.Keys.Log);
        var padTo = us.File.Own.PadTo;
        var frames = new List<ParcelFrame>();
        long bytes = 0;
        for (var done = 0; done < Records; done += padTo)
        {
            var some = Enumerable.Range(done, padTo).Select(i => RecordCatalogue.Seal(
                new Dispute(Header(Us, start), [RecordDigest.Of(BitConverter.GetBytes(i))], null, FreeText.From("x")), signer, RandomNumberGenerator.Fill).Value!).ToList();
            frames.AddRange(some.Select(static r => new ParcelFrame(FrameKind.Record, r.ToBytes())));
            var head = log.AppendBatch([.. some.Select(static r => (ReadOnlyMemory<byte>)LeafBody.Of(r.Envelope).Bytes.ToArray())]).Head!;
            frames.Add(new(FrameKind.Head, head.Note.Bytes));
            bytes += some.Sum(static r => r.ToBytes().Length);
        }

        using var files = new FileLogStorage(Path.Combine(root, "receiver"));
        var settings = mx.Settings() with { ThirdWitnesses = [] };
        var receiver = NodeEngine.Create(files, settings, mxKeys.Keys, TimeProvider.System, RandomNumberGenerator.Fill);
        var expires = start + Duration.FromDays(1);
        _ = receiver.Import(new Parcel(us.Origin, mx.Origin, 0, expires, []).ToBytes());
        var parcels = new List<byte[]>();
        ulong first = 0;
        foreach (var chunk in frames.Chunk(1000 / (padTo + 1) * (padTo + 1)))
        {
            parcels.Add(new Parcel(us.Origin, mx.Origin, first, expires, chunk).ToBytes());
            first += (ulong)chunk.Count(static f => f.Kind == FrameKind.Record);
        }

        var clock = Stopwatch.StartNew();
        foreach (var parcel in parcels)
        {
            if (receiver.Receive(parcel, ParcelWay.Wire).Status != 200)
                throw new InvalidOperationException("A parcel was not taken.");
        }

        var taken = clock.Elapsed.TotalSeconds;
        new Courier(receiver, null, new Dictionary<NoteVerifierKey, IWitnessLink>()).RunOnceAsync().GetAwaiter().GetResult();
        var copied = clock.Elapsed.TotalSeconds;
        if (receiver.PeerSizes.Verified != Records || receiver.Size < Records)
            throw new InvalidOperationException($"{receiver.PeerSizes.Verified} verified, {receiver.Size} copied.");
        clock.Restart();
        text.AppendLine(CultureInfo.InvariantCulture, $"## Catching up: {Records:N0} records").AppendLine();
        text.AppendLine(CultureInfo.InvariantCulture, $"{bytes / 1048576.0:0} MiB of sealed records in {parcels.Count} parcels: every signature and disclosure checked, every root computed at each multiple of {padTo}, all of it durable, then folded and copied into the receiver's own log (a signed head each {padTo} leaves). The network is left out.").AppendLine();
        text.AppendLine("| | s | records/s |").AppendLine("|---|---|---|");
        text.AppendLine(CultureInfo.InvariantCulture, $"| received and verified, with receipts | {taken:0.0} | {Records / taken:0} |");
        text.AppendLine(CultureInfo.InvariantCulture, $"| folded and copied | {copied - taken:0.0} | {Records / (copied - taken):0} |");
    }

    private static RecordHeader Header(StateCode side, Instant now) => new(side, [Mx, Us], now);

    private static GuidanceVersion Guidance(StateCode side, Instant now) => new(
        Header(side, now), Lethal.None, [SurveyTask.EmissionSurvey], [Purpose.Awareness], [new PolygonArea([new(28, -116), new(28, -106), new(33, -106), new(33, -116)])],
        [new HeightBand(0, 45_000, HeightDatum.Wgs84)], new(0, 0), new(now - Duration.FromDays(1), now + Duration.FromDays(90)), null, null);

    private static FlightPlan Plan(GuidancePair pair, Instant now, int number)
    {
        var flight = new Window(now + Duration.FromHours(1), now + Duration.FromHours(3));
        return new()
        {
            Reference = FormCode.From($"US-{number}"),
            Host = Mx,
            Registration = FormCode.From("N422AT"),
            Spares = [],
            AircraftType = FormCode.From("MQ9"),
            Callsigns = [FormCode.From("TROY11")],
            Operator = FreeText.From("bench"),
            Tasks = [SurveyTask.EmissionSurvey],
            Purpose = Purpose.Awareness,
            Sensors = [Sensor.GasLaser],
            Crossings = [new(Mx, new(31.3, -112), flight.Start, new(31.3, -112), flight.End)],
            Volumes = [new(new CircleArea(new Position(31, -112), 30_000), new HeightBand(18_000, 25_000, HeightDatum.Wgs84), flight)],
            Guidance = pair,
            Overlaps = [],
        };
    }

    private static void Until(Func<bool> condition)
    {
        var clock = Stopwatch.StartNew();
        while (!condition())
        {
            if (clock.Elapsed.TotalSeconds > 120)
                throw new TimeoutException();
            Thread.Sleep(5);
        }
    }

    private static string Address()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return listener.LocalEndpoint.ToString()!;
    }

    /// <summary>Officers who answer at once.</summary>
    private sealed class Officers(NodeFolder mx, NodeFolder us) : IDisposable
    {
        private readonly Dictionary<(StateCode, string), OfficerSigner> _signers = [];

        public RecordDigest Agree(NodeServer node, StateCode side, string role, AccordRecord record)
        {
            var digest = Say(node, side, role + "-1", record);
            Say(node, side, role + "-2", new Approval(record.Header, digest, ApprovalAnswer.Approve));
            return digest;
        }

        public void Dispose()
        {
            foreach (var signer in _signers.Values)
                signer.Dispose();
        }

        private RecordDigest Say(NodeServer node, StateCode side, string officer, AccordRecord record)
        {
            if (!_signers.TryGetValue((side, officer), out var signer))
                _signers[(side, officer)] = signer = (side == Mx ? mx : us).OpenOfficer(officer, Phrase);
            var sealedRecord = RecordCatalogue.Seal(record, signer, RandomNumberGenerator.Fill).Value!;
            var answer = node.Engine.Submit(sealedRecord.ToBytes());
            node.Wake();
            return answer.Refusal == NodeRefusal.None ? sealedRecord.Digest : throw new InvalidOperationException($"{record.Kind}: {answer.Refusal} {answer.Ruling?.Rule}");
        }
    }
}
