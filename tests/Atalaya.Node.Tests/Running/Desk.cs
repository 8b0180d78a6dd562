using System.Security.Cryptography;
using System.Text;
using Atalaya.Accords.Envelopes;
using Atalaya.Accords.Records;
using Atalaya.Accords.State;
using Atalaya.Node.Exchange;
using Atalaya.Node.Folders;
using Atalaya.Node.Http;
using Atalaya.Testing;
using NodaTime;

namespace Atalaya.Node.Tests.Running;

/// <summary>The officers of one side at their running node, by its endpoints.</summary>
internal sealed class Desk : IDisposable
{
    private readonly Dictionary<string, (OfficerSigner Signer, OfficerLink Link)> _officers = [];
    private readonly NodeFolder _folder;
    private int _number;

    public Desk(string folder)
    {
        _folder = NodeFolder.Open(folder);
        Start = Instant.FromUnixTimeSeconds(DateTimeOffset.UtcNow.ToUnixTimeSeconds());
    }

    public Instant Start { get; }

    public StateCode State => _folder.State;

    public List<RecordDigest> Acknowledged { get; } = [];

    private static Instant Now => Instant.FromUnixTimeSeconds(DateTimeOffset.UtcNow.ToUnixTimeSeconds());

    private RecordHeader Header => new(State, [TwoLogs.Mx, TwoLogs.Us], Now);

    public OfficerSigner Signer(string officer) => Officer(officer).Signer;

    /// <summary>Says something, again and again until the node answers that it is acknowledged.</summary>
    public async Task<RecordDigest> Say(string officer, AccordRecord record)
    {
        var bytes = Seal(officer, record);
        var deadline = DateTime.UtcNow.AddSeconds(60);
        while (true)
        {
            try
            {
                var answer = await Officer(officer).Link.SubmitAsync(bytes.ToBytes(), CancellationToken.None);
                if (answer.Status == 200)
                {
                    Acknowledged.Add(bytes.Digest);
                    return bytes.Digest;
                }

                Assert.True(answer.Status == 503 && DateTime.UtcNow < deadline, $"{State} {record.Kind}: {answer.Status} {Encoding.UTF8.GetString(answer.Body.Span)}");
            }
            catch (LinkException) when (DateTime.UtcNow < deadline)
            {
            }

            await Task.Delay(100);
        }
    }

    public async Task<LinkAnswer> Try(string officer, AccordRecord record) => await Officer(officer).Link.SubmitAsync(Seal(officer, record).ToBytes(), CancellationToken.None);

    public async Task<RecordDigest> Agree(string role, AccordRecord record)
    {
        var digest = await Say(role + "-1", record);
        await Say(role + "-2", new Approval(Header, digest, ApprovalAnswer.Approve));
        return digest;
    }

    public Task<RecordDigest> Guide() => Agree("authority", TwoLogs.Guidance(State) with { Header = Header, Validity = new(Start - Duration.FromDays(1), Start + Duration.FromDays(100)) });

    public Task<RecordDigest> Ask(GuidancePair pair) => Agree("liaison", new FlightRequest(Header, Plan(pair)));

    public Task<RecordDigest> Grant(RecordDigest request, GuidancePair pair) => Agree("liaison", new ClearanceDecision(
        Header, request, ClearanceOutcome.Grant, FormCode.From($"MX-{Start.ToUnixTimeSeconds()}-{_number++}"), [], new Window(Start, Start + Duration.FromHours(48)), pair, null, null));

    public ClearanceDecision Revocation(RecordDigest request, RecordDigest grant, GuidancePair pair) => new(Header, request, ClearanceOutcome.Revoke, null, [], null, pair, grant, null);

    public KeyEvent Key(KeyAct act, OfficerKey key, OfficerRole role) => new(Header, act, key, role, null);

    public async Task<NodeStatus> Status() => NodeStatus.Read((await Officer("observer").Link.StatusAsync(CancellationToken.None)).Body.Span)!;

    public async Task<AccordState> Fold()
    {
        var listing = RecordListing.Read((await Officer("observer").Link.RecordsAsync(CancellationToken.None)).Body)!;
        return AccordState.Fold(_folder.Settings().Terms, listing.Select(static r => LoggedRecord.From(r.Log, r.Index, r.Record)));
    }

    /// <summary>Waits until something is so, whoever is down meanwhile.</summary>
    public static async Task<T> Until<T>(string what, Func<Task<T?>> ask)
        where T : class
    {
        var deadline = DateTime.UtcNow.AddSeconds(60);
        while (DateTime.UtcNow < deadline)
        {
            try
            {
                if (await ask() is { } there)
                    return there;
            }
            catch (LinkException)
            {
            }

            await Task.Delay(100);
        }

        throw new TimeoutException(what);
    }

    public void Dispose()
    {
        foreach (var (signer, link) in _officers.Values)
        {
            signer.Dispose();
            link.Dispose();
        }
    }

    private SealedRecord Seal(string officer, AccordRecord record)
    {
        var read = RecordCatalogue.Seal(record, Officer(officer).Signer, RandomNumberGenerator.Fill);
        Assert.True(read.Value is not null, read.Fault?.ToString());
        return read.Value!;
    }

    private FlightPlan Plan(GuidancePair pair)
    {
        var flight = new Window(Start + Duration.FromHours(1), Start + Duration.FromHours(3));
        var plan = TwoLogs.Plan(pair);
        return plan with
        {
            Reference = FormCode.From($"US-{Start.ToUnixTimeSeconds()}-{_number++}"),
            Crossings = [plan.Crossings[0] with { EntryTime = flight.Start, ExitTime = flight.End }],
            Volumes = [plan.Volumes[0] with { Time = flight }],
        };
    }

    private (OfficerSigner Signer, OfficerLink Link) Officer(string name)
    {
        if (!_officers.TryGetValue(name, out var officer))
        {
            var signer = _folder.OpenOfficer(name, Encoding.UTF8.GetBytes(TwoFolders.Passphrase));
            _officers[name] = officer = (signer, new(_folder, signer, TimeProvider.System));
        }

        return officer;
    }
}
