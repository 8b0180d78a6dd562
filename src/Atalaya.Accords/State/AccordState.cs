using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Atalaya.Accords.Envelopes;
using Atalaya.Accords.Records;
using NodaTime;

namespace Atalaya.Accords.State;

/// <summary>
/// What two logs come to. It is computed from the records and their places alone: the same set gives the same state on both nodes, in
/// whatever order it arrived. Time is an argument of each question.
/// </summary>
public sealed class AccordState
{
    private readonly AccordTerms terms;
    private readonly AccordFold fold;

    private AccordState(AccordTerms terms, AccordFold fold)
    {
        (this.terms, this.fold) = (terms, fold);
        Rulings = [.. fold.Entries.Select(static e => e.ToRuling()).OrderBy(static r => r.Log).ThenBy(static r => r.Index).ThenBy(static r => r.Record).ThenBy(static r => r.Signer.Id, StringComparer.Ordinal)];
    }

    /// <summary>What became of each record, by log and index.</summary>
    public ImmutableArray<Ruling> Rulings { get; }

    /// <summary>SHA-256 of the rulings and of what follows from them: equal on two nodes that hold the same records.</summary>
    public RecordDigest Fingerprint => RecordDigest.Of(Encoding.UTF8.GetBytes(Describe()));

    /// <summary>Folds records, each at its place; a record that stands in both logs is given twice. Records of a third log are left out.</summary>
    public static AccordState Fold(AccordTerms terms, IEnumerable<LoggedRecord> records) => new(terms, new(terms, records));

    /// <summary>What became of a record; null where it is not here. Where several signed it, the one that counts most.</summary>
    public Ruling? RulingOf(RecordDigest record) => Rulings.Where(r => r.Record == record).MaxBy(static r => r.Effect);

    /// <summary>The keys of a side, with the indices at which they came and went.</summary>
    public ImmutableArray<KeySpan> Keys(StateCode side) => [.. fold.Sides[side].Keys];

    /// <summary>Every guidance version that was validly signed, in the order of each side's log.</summary>
    public ImmutableArray<GuidanceStatus> Guidance(Instant now) =>
    [
        .. from side in fold.Sides.Values
           from entry in side.Signed.Values.Where(static e => e.Record is GuidanceVersion && e.Effect != RecordEffect.Refused).OrderBy(e => e.IndexIn(side.State))
           let guidance = (GuidanceVersion)entry.Record!
           select new GuidanceStatus(entry.Digest, guidance, StageOf(side, entry, guidance, now)),
    ];

    /// <summary>What both sides' guidance in force allows; null where a side has none.</summary>
    public EffectiveGuidance? GuidanceInForce(Instant now)
    {
        var (first, second) = (fold.Sides[terms.Sides[0].State].InForce(now), fold.Sides[terms.Sides[1].State].InForce(now));
        return first is null || second is null ? null : new(first.Digest, (GuidanceVersion)first.Record!, second.Digest, (GuidanceVersion)second.Record!);
    }

    /// <summary>The guidance pair that a record of a side must name now; null where a side has none in force.</summary>
    public GuidancePair? GuidanceToName(StateCode side, Instant now) =>
        GuidanceInForce(now) is { } both ? side == terms.Sides[0].State ? new(both.First, both.Second) : new(both.Second, both.First) : null;

    /// <summary>Every flight that was validly asked for.</summary>
    public ImmutableArray<FlightStatus> Flights(Instant now) => [.. fold.Flights.OrderBy(static f => f.Requester).ThenBy(static f => f.Request.SignedAt).Select(f => StatusOf(f, now))];

    /// <summary>A flight by the digest of its request or of any version; null for none.</summary>
    public FlightStatus? Flight(RecordDigest request, Instant now) => Find(request) is { } flight ? StatusOf(flight, now) : null;

    /// <summary>Every dispute.</summary>
    public ImmutableArray<DisputeStatus> Disputes =>
        [.. fold.Disputes.OrderBy(static d => d.RaisedBy).ThenBy(static d => d.Entry.SignedAt).Select(static d => new DisputeStatus(d.Entry.Digest, d.RaisedBy, d.Stage, d.Answer?.Digest))];

    /// <summary>Whether a flight counts as cleared now: decision, approval, proofs and cosignatures held, window, and the guidance that is in force now.</summary>
    /// <param name="flight">Digest of its request or of any version; the latest is asked.</param>
    /// <param name="now">Now.</param>
    /// <param name="evidence">What the requester holds; null for nothing.</param>
    public ClearanceCheck IsCleared(RecordDigest flight, Instant now, GrantEvidence? evidence)
    {
        if (Find(flight) is not { } asked)
            return new([ClearanceGap.NotRequested], null, null);
        var gaps = new List<ClearanceGap>();
        var grant = asked.Latest.Grant;
        GuidanceBreach? breach = null;
        if (asked.Withdrawal is not null)
            gaps.Add(ClearanceGap.Withdrawn);
        if (grant is null)
            gaps.Add(ClearanceGap.NotGranted);
        else
            gaps.AddRange(GapsOf(grant, now, evidence));
        if (GuidanceInForce(now) is not { } guidance)
            gaps.Add(ClearanceGap.NoGuidance);
        else if ((breach = guidance.BreachOf(asked.Latest.Plan)) is not null)
            gaps.Add(ClearanceGap.OutsideGuidance);
        return new([.. gaps], grant?.Entry.Digest, breach);
    }

    /// <summary>The facts that a rule table may ask of a flight's latest version, from the guidance in force now; null where a side has none.</summary>
    /// <returns>One value a fact, in the order of the list.</returns>
    public ImmutableArray<FactValue>? FactsOf(RecordDigest flight, Instant now)
    {
        if (Find(flight) is not { } asked || GuidanceInForce(now) is not { } guidance)
            return null;
        var others = fold.Flights.Where(f => f != asked && f.StageAt(now) == FlightStage.Cleared).SelectMany(static f => f.Latest.Plan.Volumes).ToList();
        var apart = !asked.Latest.Plan.Volumes.Any(v => others.Any(v.MayMeet));
        return [.. AsideFold.Facts(asked.Latest.Plan, guidance).Append(new(PolicyFact.NoOverlap, apart)).OrderBy(static f => f.Fact)];
    }

    /// <summary>What waits for somebody, both sides' together.</summary>
    public ImmutableArray<PendingItem> Pending(Instant now) =>
        [.. PendingItems.Of(terms, fold, now).Distinct().OrderBy(static i => i.Side).ThenBy(static i => i.Kind).ThenBy(static i => i.Record)];

    private static IEnumerable<ClearanceGap> GapsOf(GrantCase grant, Instant now, GrantEvidence? evidence)
    {
        if (!grant.IsConcurred)
            yield return ClearanceGap.NotConcurred;
        if (grant.Revocation is not null)
            yield return ClearanceGap.Revoked;
        if (!grant.Window.Contains(now))
            yield return ClearanceGap.OutsideWindow;
        if (evidence is null)
        {
            yield return ClearanceGap.NoProof;
            yield break;
        }

        var host = grant.Version.Plan.Host;
        if (!Proves(evidence.Decision, grant.Entry, host) || !Proves(evidence.Approval, grant.Entry.Approval!, host))
            yield return ClearanceGap.ProofOfAnother;
        if (evidence.Decision.Cosigners.IsDefaultOrEmpty || evidence.Approval.Cosigners.IsDefaultOrEmpty)
            yield return ClearanceGap.NotCosigned;
    }

    private static bool Proves(HeldProof proof, Entry entry, StateCode host) =>
        proof.Record == entry.Digest && proof.Log == host && proof.Index == entry.IndexIn(host) && proof.TreeSize > proof.Index;

    private static GuidanceStage StageOf(SideFold side, Entry entry, GuidanceVersion guidance, Instant now)
    {
        if (!entry.Counts || now < guidance.Validity.Start)
            return GuidanceStage.Proposed;
        if (side.InForce(now) == entry)
            return GuidanceStage.InForce;
        var place = side.Guidance.ToList().IndexOf(entry);
        return side.Guidance.Skip(place + 1).Any(g => ((GuidanceVersion)g.Record!).Validity.Start <= now) ? GuidanceStage.Superseded : GuidanceStage.Expired;
    }

    private static FlightStatus StatusOf(FlightCase flight, Instant now) =>
        new(flight.Request.Digest, flight.Latest.Entry.Digest, flight.Latest.Plan, flight.Requester, flight.StageAt(now), flight.Latest.Grant is { } grant ? StatusOf(grant, now) : null);

    private static GrantStatus StatusOf(GrantCase grant, Instant now) =>
        new(grant.Entry.Digest, grant.Entry.Approval!.Digest, grant.Decision.Clearance!, grant.Window, grant.Decision.Conditions, grant.StageAt(now), grant.Mission,
            [.. grant.Version.Plan.Volumes.Select(v => Cut(v, grant)).OfType<Volume4D>()]);

    private static Volume4D? Cut(Volume4D volume, GrantCase grant)
    {
        int Limit(ConditionKind kind, Func<IEnumerable<int>, int> pick, int otherwise) =>
            pick(grant.Decision.Conditions.Where(c => c.Kind == kind).Select(static c => c.Limit!.Value).Append(otherwise));
        var lower = Limit(ConditionKind.HeightAtLeast, Enumerable.Max, volume.Band.LowerFeet);
        var upper = Limit(ConditionKind.HeightAtMost, Enumerable.Min, volume.Band.UpperFeet);
        return volume.Time.Overlaps(grant.Window) && lower < upper
            ? volume with { Band = new(lower, upper, volume.Band.Datum), Time = References.Shared(volume.Time, grant.Window) }
            : null;
    }

    private FlightCase? Find(RecordDigest version) => fold.Flights.FirstOrDefault(f => f.Versions.Any(v => v.Entry.Digest == version));

    private string Describe()
    {
        var text = new StringBuilder();
        foreach (var ruling in Rulings)
            text.Append(CultureInfo.InvariantCulture, $"{ruling.Log} {ruling.Index} {ruling.Record} {ruling.Signer} {ruling.Effect} {ruling.Rule} {ruling.Against} {ruling.Breach} {ruling.IsPaired}\n");
        foreach (var flight in Flights(Instant.MinValue))
            text.Append(CultureInfo.InvariantCulture, $"{flight.Request} {flight.Latest} {flight.Stage} {flight.Grant?.Decision} {flight.Grant?.Stage} {flight.Grant?.Mission}\n");
        foreach (var dispute in Disputes)
            text.Append(CultureInfo.InvariantCulture, $"{dispute.Digest} {dispute.Stage}\n");
        foreach (var key in terms.Sides.SelectMany(s => Keys(s.State)))
            text.Append(CultureInfo.InvariantCulture, $"{key.Key} {key.Role} {key.EnrolledAt} {key.RevokedAt}\n");
        return text.ToString();
    }
}
