using System.Collections.Immutable;
using System.Globalization;
using Atalaya.Accords.Envelopes;
using Atalaya.Accords.Records;
using Atalaya.Earth;
using CsCheck;
using NodaTime;
using Purpose = Atalaya.Accords.Records.Purpose;

namespace Atalaya.Testing;

/// <summary>Lawful records of every kind, drawn at random.</summary>
internal static class LawfulRecords
{
    private static readonly Instant Epoch = Instant.FromUtc(2025, 2, 1, 0, 0);

    public static readonly Gen<RecordDigest> Digest = Gen.Int.Select(static i => RecordDigest.Of(BitConverter.GetBytes(i)));
    public static readonly Gen<Instant> Time = Gen.Int[0, 40_000_000].Select(static s => Epoch + Duration.FromSeconds(s));
    public static readonly Gen<FormCode> Code = Gen.String["ABCXYZ0189-"].Select(static s => FormCode.From("M" + s[..Math.Min(s.Length, 20)]));
    public static readonly Gen<FreeText> Free = Pick("strike", "Se niega: «ataque» es palabra de la disputa.", "weapons free; cleared hot", "x", "línea una\nlínea dos 🙂").Select(FreeText.From);

    public static readonly Gen<Position> Place = Gen.Select(Gen.Double[20, 34], Gen.Double[-118, -95], static (latitude, longitude) => new Position(latitude, longitude));
    public static readonly Gen<HeightBand> Band = Gen.Select(Gen.Int[-2000, 50_000], Gen.Int[1, 50_000], Word<HeightDatum>(), static (low, thick, datum) => new HeightBand(low, low + thick, datum));

    public static readonly Gen<Area> Area = Gen.OneOf(
        Gen.Select(Place, Gen.Double[1, 300_000], static (centre, radius) => (Area)new CircleArea(centre, radius)),
        Gen.Select(Place, Gen.Double[0.01, 2], Gen.Double[0.01, 2], static (corner, high, wide) => (Area)new PolygonArea(
            [corner, new(corner.Latitude, corner.Longitude + wide), new(corner.Latitude + high, corner.Longitude + wide), new(corner.Latitude + high, corner.Longitude)])));

    public static readonly Gen<RecordHeader> Header =
        from side in Pick("MX", "US").Select(StateCode.From)
        from audience in Pick("MX,US", "MX", "US", "").Select(static s => s.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(StateCode.From).ToImmutableArray())
        from said in Time
        select new RecordHeader(side, audience, said);

    private static readonly Gen<GuidancePair> Pair = Gen.Select(Digest, Digest, static (own, other) => new GuidancePair(own, other));
    private static readonly Gen<Window> Short = Gen.Select(Time, Gen.Int[1, 72 * 3600], static (start, length) => new Window(start, start + Duration.FromSeconds(length)));

    private static readonly Gen<ImmutableArray<Volume4D>> Volumes =
        from start in Time
        from parts in Gen.Select(Area, Band, Gen.Int[0, 40_000], Gen.Int[1, 200_000]).Array[1, 4]
        select parts.Select(p => new Volume4D(p.Item1, p.Item2, new(start + Duration.FromSeconds(p.Item3), start + Duration.FromSeconds(p.Item3 + p.Item4)))).ToImmutableArray();

    public static readonly Gen<FlightPlan> Plan =
        from codes in Code.Array[6]
        from name in Free
        from ends in Code.Array[0, 1]
        from tasks in Some<SurveyTask>(1)
        from purpose in Word<Purpose>()
        from sensors in Some<Sensor>(0)
        from times in Gen.Select(Time, Gen.Int[1, 9000])
        from gates in Gen.Select(Place, Place)
        from volumes in Volumes
        from pair in Pair
        from overlaps in Digest.Array[0, 3]
        select new FlightPlan
        {
            Reference = codes[0],
            Host = StateCode.From("MX"),
            Registration = codes[1],
            Spares = [.. codes[2..4].Distinct()],
            AircraftType = codes[4],
            Callsigns = [codes[5]],
            Operator = name,
            Departure = ends.FirstOrDefault(),
            Tasks = tasks,
            Purpose = purpose,
            Sensors = sensors,
            Crossings = [new(StateCode.From("MX"), gates.Item1, times.Item1, gates.Item2, times.Item1 + Duration.FromSeconds(times.Item2))],
            Volumes = volumes,
            Guidance = pair,
            Overlaps = [.. overlaps.Distinct()],
            Remarks = overlaps.Length > 1 ? name : null,
        };

    private static readonly Gen<Condition> Condition =
        from kind in Word<ConditionKind>()
        from limit in Gen.Int[1, 1440]
        from sensor in Word<Sensor>()
        from note in OrNull(Free)
        select new Condition(
            kind, kind is ConditionKind.HeightAtLeast or ConditionKind.HeightAtMost or ConditionKind.ReportEvery ? limit : null, kind is ConditionKind.SensorOff ? sensor : null, note);

    /// <summary>A lawful record of a kind.</summary>
    public static Gen<AccordRecord> Of(RecordKind kind) => Header.SelectMany(header => Body(kind, header));

    /// <summary>A lawful record of any kind.</summary>
    public static Gen<AccordRecord> Any => Word<RecordKind>().SelectMany(Of);

    private static Gen<AccordRecord> Body(RecordKind kind, RecordHeader header) => kind switch
    {
        RecordKind.GuidanceVersion =>
            from tasks in Some<SurveyTask>(0)
            from purposes in Some<Purpose>(0)
            from areas in Area.Array[0, 3]
            from bands in Band.Array[0, 3]
            from hours in Gen.Select(Gen.Int[0, 1439], Gen.Int[0, 1439])
            from validity in Short
            from before in Digest
            from note in OrNull(Free)
            select (AccordRecord)new GuidanceVersion(header, Lethal.None, tasks, purposes, [.. areas], [.. bands.DistinctBy(static b => b.Datum)], new(hours.Item1, hours.Item2), validity, note is null ? null : before, note),
        RecordKind.Affirmation => Gen.Select(Digest, Time).Select(t => (AccordRecord)new Affirmation(header, t.Item1, t.Item2.InUtc().Date, AffirmationWord.InForceUnchanged)),
        RecordKind.FlightRequest => Plan.Select(plan => (AccordRecord)new FlightRequest(header, plan)),
        RecordKind.Amendment => Gen.Select(Digest, Plan).Select(t => (AccordRecord)new Amendment(header, t.Item1, t.Item2)),
        RecordKind.Withdrawal => Gen.Select(Digest, OrNull(Free)).Select(t => (AccordRecord)new Withdrawal(header, t.Item1, t.Item2)),
        RecordKind.Counter => Gen.Select(Digest, Volumes, OrNull(Free)).Select(t => (AccordRecord)new Counter(header, t.Item1, t.Item2, t.Item3)),
        RecordKind.ClearanceDecision =>
            from request in Digest
            from outcome in Word<ClearanceOutcome>()
            from number in Code
            from conditions in Condition.Array[0, 4]
            from window in Short
            from pair in Pair
            from note in OrNull(Free)
            let grants = outcome == ClearanceOutcome.Grant
            select (AccordRecord)new ClearanceDecision(
                header, request, outcome, grants ? number : null, grants ? [.. conditions] : [], grants ? window : null, pair, outcome == ClearanceOutcome.Revoke ? pair.Own : null, note),
        RecordKind.Concurrence => Gen.Select(Digest, Word<ConcurrenceAnswer>(), OrNull(Free)).Select(t => (AccordRecord)new Concurrence(header, t.Item1, t.Item2, t.Item3)),
        RecordKind.Approval => Digest.Select(d => (AccordRecord)new Approval(header, d, ApprovalAnswer.Approve)),
        RecordKind.MissionState => Gen.Select(Digest, Word<MissionMove>(), Time, Pair, OrNull(Free)).Select(t => (AccordRecord)new MissionState(header, t.Item1, t.Item2, t.Item3, t.Item4, t.Item5)),
        RecordKind.ObservedMission =>
            from digests in Digest.Array[3]
            from time in Short
            from basis in Word<TrackBasis>()
            from coverage in Gen.Double[0, 1]
            from verdict in Word<MatchVerdict>()
            from doubt in Word<DoubtReason>()
            from outside in Gen.Double[0, 10_000]
            select (AccordRecord)new ObservedMission(
                header, digests[0], time, basis, coverage, digests[1], digests[2], verdict, verdict == MatchVerdict.Indeterminate ? doubt : null,
                verdict == MatchVerdict.OutsideVolume ? outside : null, verdict == MatchVerdict.OutsideTime ? outside : null, null),
        RecordKind.PolicyDecision =>
            from digests in Digest.Array[2]
            from pair in Pair
            from holds in Gen.Bool.Array[Enum.GetValues<PolicyFact>().Length]
            from rule in Gen.Int[0, 255]
            from outcome in Word<PolicyOutcome>()
            select (AccordRecord)new PolicyDecision(header, digests[0], digests[1], pair, [.. Enum.GetValues<PolicyFact>().Zip(holds, static (f, h) => new FactValue(f, h))], rule, outcome),
        RecordKind.Dispute => Gen.Select(Digest.Array[1, 4], Digest, Gen.Bool, Free).Select(t => (AccordRecord)new Dispute(header, [.. t.Item1.Distinct()], t.Item3 ? t.Item2 : null, t.Item4)),
        RecordKind.KeyEvent =>
            Gen.Select(Gen.Int[0, 50], Word<KeyAct>(), Word<OfficerRole>(), OrNull(Free)).Select(t =>
            {
                using var signer = TestOfficers.Named("key " + t.Item1.ToString(CultureInfo.InvariantCulture));
                return (AccordRecord)new KeyEvent(header, t.Item2, signer.Key, t.Item3, t.Item4);
            }),
        RecordKind.ForkProof => Gen.Select(Gen.Int[0, 1_000_000], Digest, Digest).Where(static t => t.Item2 != t.Item3).Select(t => (AccordRecord)new PublishedFork(
            header, "atalaya.example/mx", t.Item1, FormattableString.Invariant($"atalaya.example/mx\n{t.Item1}\n{t.Item2}\n\n— x y\n"), FormattableString.Invariant($"atalaya.example/mx\n{t.Item1}\n{t.Item3}\n\n— x y\n"))),
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };

    private static Gen<T?> OrNull<T>(Gen<T> gen)
        where T : class => Gen.Bool.SelectMany(there => there ? gen.Select(static v => (T?)v) : Gen.Const(static () => (T?)null));

    private static Gen<T> Word<T>()
        where T : struct, Enum => Gen.Int[0, Enum.GetValues<T>().Length - 1].Select(static i => Enum.GetValues<T>()[i]);

    private static Gen<ImmutableArray<T>> Some<T>(int atLeast)
        where T : struct, Enum => Word<T>().Array[atLeast, 5].Select(static words => words.Distinct().ToImmutableArray());

    private static Gen<string> Pick(params string[] values) => Gen.Int[0, values.Length - 1].Select(i => values[i]);
}
