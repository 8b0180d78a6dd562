using System.Collections.Immutable;
using Atalaya.Accords.Envelopes;
using Atalaya.Accords.Records;
using Atalaya.Accords.State;
using Atalaya.Earth;
using NodaTime;
using Purpose = Atalaya.Accords.Records.Purpose;

namespace Atalaya.Testing;

/// <summary>
/// Two logs in memory and officers who write in them. <see cref="Say"/> seals, reads back what was sealed, and appends to the signer's log;
/// <see cref="Exchange"/> copies what the other log lacks. US asks, MX hosts.
/// </summary>
internal sealed class TwoLogs : IDisposable
{
    public static readonly StateCode Mx = StateCode.From("MX");
    public static readonly StateCode Us = StateCode.From("US");
    public static readonly Instant Start = Instant.FromUtc(2025, 2, 3, 0, 0);
    public static readonly Window Flight = new(Start + Duration.FromHours(38), Start + Duration.FromHours(46));
    public static readonly Window Cleared = new(Start + Duration.FromHours(36), Start + Duration.FromHours(84));

    /// <summary>A moment in which the flight flies.</summary>
    public static readonly Instant InFlight = Start + Duration.FromHours(40);

    private readonly Dictionary<(StateCode, string), OfficerSigner> officers = [];
    private readonly Dictionary<StateCode, List<SealedRecord>> logs = new() { [Mx] = [], [Us] = [] };
    private readonly Dictionary<SealedRecord, LoggedRecord> opened = [];
    private int salt;

    public TwoLogs() => Terms = new(Side(Mx), Side(Us), []);

    public AccordTerms Terms { get; init; }

    public IEnumerable<LoggedRecord> Records => logs.SelectMany(l => l.Value.Select((r, i) => Opened(r) with { Log = l.Key, Index = i }));

    public AccordState State => AccordState.Fold(Terms, Records);

    private LoggedRecord Opened(SealedRecord record) =>
        opened.TryGetValue(record, out var known) ? known : opened[record] = LoggedRecord.From(Mx, 0, record);

    public static RecordHeader Header(StateCode side) => new(side, [Mx, Us], Start);

    public static StateCode Other(StateCode side) => side == Mx ? Us : Mx;

    public OfficerSigner Officer(StateCode side, string name)
    {
        if (!officers.TryGetValue((side, name), out var signer))
            officers[(side, name)] = signer = TestOfficers.Named($"{side} {name}");
        return signer;
    }

    public RecordDigest Say(string officer, AccordRecord record)
    {
        var signed = RecordCatalogue.Seal(record, Officer(record.Header.Side, officer), TestOfficers.Salts(salt++));
        Assert.True(signed.Value is not null, signed.Fault?.ToString());
        logs[record.Header.Side].Add(signed.Value!);
        return signed.Value!.Digest;
    }

    /// <summary>Says and approves by the second officer of the same role.</summary>
    public RecordDigest Agree(string role, AccordRecord record)
    {
        var digest = Say(role + " 1", record);
        Approve(role + " 2", record.Header.Side, digest);
        return digest;
    }

    public RecordDigest Approve(string officer, StateCode side, RecordDigest record) => Say(officer, new Approval(Header(side), record, ApprovalAnswer.Approve));

    /// <summary>Each log takes copies of what only the other has, in its order.</summary>
    public void Exchange()
    {
        Receive(Mx);
        Receive(Us);
    }

    /// <summary>One log takes copies of what only the other has.</summary>
    public void Receive(StateCode side)
    {
        var known = logs[side].Select(static r => (r.Digest, r.Envelope.Signer)).ToHashSet();
        logs[side].AddRange(logs[Other(side)].Where(r => !known.Contains((r.Digest, r.Envelope.Signer))).ToList());
    }

    /// <summary>Puts any sealed record into any log.</summary>
    public void Append(StateCode log, SealedRecord record) => logs[log].Add(record);

    public SealedRecord Sealed(RecordDigest digest) => logs.Values.SelectMany(static l => l).First(r => r.Digest == digest);

    public GuidancePair Pair(StateCode side) => State.GuidanceToName(side, InFlight) ?? throw new InvalidOperationException("no guidance");

    /// <summary>Guidance of both sides, approved and exchanged.</summary>
    public (RecordDigest Mx, RecordDigest Us) FileGuidance()
    {
        var filed = (Agree("authority", Guidance(Mx)), Agree("authority", Guidance(Us)));
        Exchange();
        return filed;
    }

    /// <summary>A request by US, approved and exchanged.</summary>
    public RecordDigest Ask(Func<FlightPlan, FlightPlan>? change = null)
    {
        var request = Agree("liaison", new FlightRequest(Header(Us), (change ?? (static p => p))(Plan(Pair(Us)))));
        Exchange();
        return request;
    }

    /// <summary>A grant by MX, approved and exchanged.</summary>
    public RecordDigest Grant(RecordDigest request, string number = "MX-1", params Condition[] conditions)
    {
        var grant = Agree("liaison", Decision(request, ClearanceOutcome.Grant, Pair(Mx)) with { Clearance = FormCode.From(number), Conditions = [.. conditions], Window = Cleared });
        Exchange();
        return grant;
    }

    public RecordDigest Move(RecordDigest grant, MissionMove move, Instant? at = null) =>
        Say("operator", new MissionState(Header(Us), grant, move, at ?? InFlight, Pair(Us), null));

    /// <summary>Proofs as a requester's node would hold them.</summary>
    public GrantEvidence Evidence(RecordDigest grant, params Cosigner[] cosigners)
    {
        var approval = State.Flights(InFlight).Single(f => f.Grant?.Decision == grant).Grant!.Approval;
        HeldProof Of(RecordDigest record) => new(record, Mx, logs[Mx].FindIndex(r => r.Digest == record), logs[Mx].Count, [.. cosigners]);
        return new(Of(grant), Of(approval));
    }

    public static ClearanceDecision Decision(RecordDigest request, ClearanceOutcome outcome, GuidancePair pair) =>
        new(Header(Mx), request, outcome, null, [], null, pair, null, null);

    public static GuidanceVersion Guidance(StateCode side, RecordDigest? supersedes = null) => new(
        Header(side),
        Lethal.None,
        side == Mx ? [SurveyTask.EmissionSurvey, SurveyTask.WeatherMeasurement] : [SurveyTask.EmissionSurvey, SurveyTask.WeatherMeasurement, SurveyTask.RadioRelay],
        [Purpose.Awareness, Purpose.JudicialSearch],
        [new PolygonArea([new(28, -116), new(28, -106), new(33, -106), new(33, -116)])],
        [new HeightBand(0, 45_000, HeightDatum.Wgs84)],
        new(0, 0),
        new(Start, Start + Duration.FromDays(180)),
        supersedes,
        null);

    public static FlightPlan Plan(GuidancePair pair) => new()
    {
        Reference = FormCode.From("US-2025-0117"),
        Host = Mx,
        Registration = FormCode.From("N422AT"),
        Spares = [],
        AircraftType = FormCode.From("MQ9"),
        Callsigns = [FormCode.From("TROY11")],
        Operator = FreeText.From("Air and Marine Operations"),
        Tasks = [SurveyTask.EmissionSurvey],
        Purpose = Purpose.Awareness,
        Sensors = [Sensor.GasLaser],
        Crossings = [new(Mx, new(31.3, -112), Flight.Start, new(31.3, -112), Flight.End)],
        Volumes = [new(new CircleArea(new Position(31, -112), 30_000), new HeightBand(18_000, 25_000, HeightDatum.Wgs84), Flight)],
        Guidance = pair,
        Overlaps = [],
    };

    public void Dispose()
    {
        foreach (var officer in officers.Values)
            officer.Dispose();
    }

    private AccordSide Side(StateCode side)
    {
        (string Name, OfficerRole Role)[] founders =
        [
            ("authority 1", OfficerRole.Authority), ("authority 2", OfficerRole.Authority), ("liaison 1", OfficerRole.Liaison), ("liaison 2", OfficerRole.Liaison),
            ("operator", OfficerRole.Operator), ("observer", OfficerRole.Observer), ("node", OfficerRole.Node), ("custodian 1", OfficerRole.Custodian), ("custodian 2", OfficerRole.Custodian),
        ];
        return new(side, [.. founders.Select(f => new FoundingKey(Officer(side, f.Name).Key, f.Role))]);
    }
}
