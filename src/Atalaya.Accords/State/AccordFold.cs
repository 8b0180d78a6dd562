using Atalaya.Accords.Envelopes;
using Atalaya.Accords.Records;
using NodaTime;

namespace Atalaya.Accords.State;

/// <summary>
/// One fold. It is a function of the set of records and their places: first each side's own log in its order, then what refers across the
/// logs, kind by kind, so that no record waits for one of a later step. Nothing depends on when a record arrived.
/// </summary>
internal sealed class AccordFold
{
    private readonly AccordTerms terms;
    private readonly List<Entry> entries = [];
    private readonly SortedDictionary<StateCode, SideFold> sides = [];
    private readonly Dictionary<RecordDigest, Entry> signed = [];
    private readonly Dictionary<RecordDigest, VersionCase> versions = [];
    private readonly Dictionary<RecordDigest, GrantCase> grants = [];
    private readonly References references;

    public AccordFold(AccordTerms terms, IEnumerable<LoggedRecord> records)
    {
        this.terms = terms;
        Collect(records);
        foreach (var side in terms.Sides)
        {
            var home = entries.Where(e => e.Record is not null && e.Record.Header.Side == side.State && e.IndexIn(side.State) is not null);
            sides[side.State] = new(terms, side, home);
            foreach (var (digest, entry) in sides[side.State].Signed)
                signed.TryAdd(digest, entry);
        }

        references = new(terms, sides, signed);
        Requests();
        Decisions();
        Missions();
        new AsideFold(terms, sides, signed, references, versions, grants, Disputes).Run();
    }

    public IReadOnlyList<Entry> Entries => entries;

    public IReadOnlyDictionary<StateCode, SideFold> Sides => sides;

    public List<FlightCase> Flights { get; } = [];

    public IReadOnlyDictionary<RecordDigest, GrantCase> Grants => grants;

    public List<DisputeCase> Disputes { get; } = [];

    private void Collect(IEnumerable<LoggedRecord> records)
    {
        // A record may have come once opened and once sealed; what was opened anywhere is open.
        var known = records.Where(r => terms.Has(r.Log)).ToList();
        var opened = known.Where(static r => r.Record is not null).GroupBy(static r => (r.Digest, r.Signer)).ToDictionary(static g => g.Key, static g => g.First().Record!);
        var found = new Dictionary<(RecordDigest, OfficerKey), Entry>();
        var taken = new List<Entry>();
        foreach (var place in known.GroupBy(static r => (r.Log, r.Index)).OrderBy(static g => g.Key.Log).ThenBy(static g => g.Key.Index))
        {
            var names = place.Select(static r => (r.Digest, r.Signer)).Distinct().OrderBy(static n => n.Digest).ThenBy(static n => n.Signer.Id, StringComparer.Ordinal).ToList();
            foreach (var name in names)
            {
                if (!found.TryGetValue(name, out var entry))
                {
                    entry = found[name] = new(name.Digest, name.Signer, opened.GetValueOrDefault(name));
                    entries.Add(entry);
                    if (entry.Record is not null)
                        entry.Wait(AccordRule.NotInHomeLog);
                }

                entry.Place(place.Key.Log, place.Key.Index);
                // A log that says two things spoils its own side's records, never a copy of the other's.
                if (names.Count > 1 && (entry.Record is null || entry.Record.Header.Side == place.Key.Log))
                    taken.Add(entry);
            }
        }

        foreach (var entry in taken)
            entry.Refuse(AccordRule.IndexTaken);
    }

    private IEnumerable<(Entry Entry, T Record)> Of<T>(StateCode side)
        where T : AccordRecord =>
        sides[side].Signed.Values.Where(static e => e.Counts && e.Record is T).OrderBy(static e => e.SignedAt).Select(static e => (e, (T)e.Record!));

    private void Requests()
    {
        foreach (var side in sides.Keys)
        {
            foreach (var (entry, record) in Of<AccordRecord>(side))
            {
                if (record is FlightRequest request)
                    Ask(entry, request.Plan, side);
                else if (record is Amendment amendment)
                    Amend(entry, amendment, side);
                else if (record is Withdrawal withdrawal)
                    Withdraw(entry, withdrawal, side);
            }
        }
    }

    private void Ask(Entry entry, FlightPlan plan, StateCode side)
    {
        if (plan.Host != terms.Other(side))
        {
            entry.Refuse(AccordRule.HostWrong);
        }
        else if (references.FitsGuidance(entry, plan, plan.Guidance, side, plan.Span))
        {
            var flight = new FlightCase(entry, side);
            Add(flight, entry, plan);
            Flights.Add(flight);
        }
    }

    private void Amend(Entry entry, Amendment amendment, StateCode side)
    {
        if (references.Find(entry, amendment.Amends, versions) is not { } version)
            return;
        if (version.Flight.Requester != side)
            entry.Refuse(AccordRule.ReferenceWrong, amendment.Amends);
        else if (version.Flight.Withdrawal is { } withdrawal)
            entry.Refuse(AccordRule.FlightClosed, withdrawal.Digest);
        else if (version.Flight.Latest != version)
            entry.Refuse(AccordRule.NotLatestVersion, version.Flight.Latest.Entry.Digest);
        else if (amendment.Plan.Host != version.Plan.Host)
            entry.Refuse(AccordRule.HostWrong);
        else if (references.FitsGuidance(entry, amendment.Plan, amendment.Plan.Guidance, side, amendment.Plan.Span))
            Add(version.Flight, entry, amendment.Plan);
    }

    private void Withdraw(Entry entry, Withdrawal withdrawal, StateCode side)
    {
        if (references.Find(entry, withdrawal.Request, versions) is not { } version)
            return;
        if (version.Flight.Requester != side)
            entry.Refuse(AccordRule.ReferenceWrong, withdrawal.Request);
        else if (version.Flight.Withdrawal is { } earlier)
            entry.Refuse(AccordRule.FlightClosed, earlier.Digest);
        else
            version.Flight.Withdrawal = entry;
    }

    private void Add(FlightCase flight, Entry entry, FlightPlan plan)
    {
        var version = new VersionCase(flight, entry, plan);
        flight.Versions.Add(version);
        versions[entry.Digest] = version;
    }

    private void Decisions()
    {
        foreach (var host in sides.Keys)
        {
            var numbers = new HashSet<FormCode>();
            foreach (var (entry, record) in Of<AccordRecord>(host))
            {
                if (record is Counter counter)
                    Offer(entry, counter, host);
                else if (record is ClearanceDecision { Outcome: not ClearanceOutcome.Revoke } decision)
                    Decide(entry, decision, host, numbers);
            }

            // A revocation may stand before the approval of what it revokes, and then that never counts: leave is taken, never given, by being early.
            foreach (var (entry, decision) in Of<ClearanceDecision>(host).Where(static d => d.Record.Outcome == ClearanceOutcome.Revoke))
                Revoke(entry, decision, host);
        }

        foreach (var requester in sides.Keys)
        {
            foreach (var (entry, concurrence) in Of<Concurrence>(requester))
                Concur(entry, concurrence, requester);
        }
    }

    private static bool IsOpen(Entry entry, VersionCase version, StateCode host)
    {
        var flight = version.Flight;
        if (version.Plan.Host != host)
            entry.Refuse(AccordRule.ReferenceWrong, version.Entry.Digest);
        else if (version.Decision is { } earlier)
            entry.Refuse(AccordRule.AlreadyDecided, earlier.Digest);
        else if (flight.Withdrawal is { } withdrawal && withdrawal.StoodIn(host, entry.SignedAt))
            entry.Refuse(AccordRule.FlightClosed, withdrawal.Digest);
        else if (flight.Versions.LastOrDefault(v => v.Entry.StoodIn(host, entry.SignedAt)) is { } seen && flight.Versions.IndexOf(seen) > flight.Versions.IndexOf(version))
            entry.Refuse(AccordRule.NotLatestVersion, seen.Entry.Digest);
        return entry.Counts;
    }

    private void Offer(Entry entry, Counter counter, StateCode host)
    {
        if (references.Find(entry, counter.Request, versions) is { } version && IsOpen(entry, version, host))
            version.Counter = entry;
    }

    private void Decide(Entry entry, ClearanceDecision decision, StateCode host, HashSet<FormCode> numbers)
    {
        if (references.Find(entry, decision.Request, versions) is not { } version || !IsOpen(entry, version, host))
            return;
        if (decision.Outcome == ClearanceOutcome.Grant)
        {
            var (span, window) = (version.Plan.Span, decision.Window!.Value);
            if (!window.Overlaps(span))
                entry.Refuse(AccordRule.WindowMissesFlight, version.Entry.Digest);
            else if (!references.FitsGuidance(entry, version.Plan, decision.Guidance, host, References.Shared(span, window)))
                return;
            else if (!numbers.Add(decision.Clearance!))
                entry.Refuse(AccordRule.ClearanceNumberTaken);
            if (!entry.Counts)
                return;
            version.Grant = grants[entry.Digest] = new(version, entry, decision);
        }

        version.Decision = entry;
    }

    private void Revoke(Entry entry, ClearanceDecision decision, StateCode host)
    {
        if (references.Find(entry, decision.Revokes!.Value, grants) is not { } grant)
            return;
        if (grant.Version.Plan.Host != host || grant.Version.Entry.Digest != decision.Request)
            entry.Refuse(AccordRule.ReferenceWrong, grant.Entry.Digest);
        else if (grant.Revocation is { } earlier)
            entry.Refuse(AccordRule.ClearanceRevoked, earlier.Digest);
        else
            grant.Revocation = entry;
    }

    private void Concur(Entry entry, Concurrence concurrence, StateCode requester)
    {
        if (references.Find(entry, concurrence.Decision, grants) is not { } grant)
            return;
        if (grant.Version.Flight.Requester != requester)
            entry.Refuse(AccordRule.ReferenceWrong, grant.Entry.Digest);
        else if (grant.Decision.Conditions.IsEmpty)
            entry.Refuse(AccordRule.ConcurrenceNotNeeded, grant.Entry.Digest);
        else if (grant.Answer is { } earlier)
            entry.Refuse(AccordRule.AlreadyAnswered, earlier.Digest);
        else if (grant.Revocation is { } revocation && revocation.StoodIn(requester, entry.SignedAt))
            entry.Refuse(AccordRule.ClearanceRevoked, revocation.Digest);
        else
            grant.Answer = entry;
    }

    private void Missions()
    {
        foreach (var side in sides.Keys)
        {
            foreach (var (entry, move) in Of<MissionState>(side))
            {
                if (references.Find(entry, move.Decision, grants) is { } grant)
                    Move(entry, move, grant, side);
            }
        }
    }

    private void Move(Entry entry, MissionState move, GrantCase grant, StateCode side)
    {
        if (grant.Version.Flight.Requester != side)
            entry.Refuse(AccordRule.ReferenceWrong, grant.Entry.Digest);
        else if (MissionMoves.After(grant.Mission, move.Move) is not { } next)
            entry.Refuse(AccordRule.IllegalMove, grant.Entry.Digest);
        else if (move.Move != MissionMove.Activate || MayActivate(entry, move, grant, side))
            grant.Mission = next;
    }

    // Everything is asked as the operator's own log had it, so that the answer cannot depend on what came later.
    private bool MayActivate(Entry entry, MissionState move, GrantCase grant, StateCode side)
    {
        var flight = grant.Version.Flight;
        if (!grant.Entry.StoodIn(side, entry.SignedAt) || !grant.IsConcurred || (grant.Answer is { } answer && !answer.StoodIn(side, entry.SignedAt)))
            entry.Refuse(AccordRule.NotCleared, grant.Entry.Digest);
        else if (grant.Revocation is { } revocation && revocation.StoodIn(side, entry.SignedAt))
            entry.Refuse(AccordRule.ClearanceRevoked, revocation.Digest);
        else if (flight.Withdrawal is { } withdrawal && withdrawal.StoodIn(side, entry.SignedAt))
            entry.Refuse(AccordRule.FlightClosed, withdrawal.Digest);
        else if (flight.Versions.Last(v => v == grant.Version || v.Entry.SignedAt < entry.SignedAt) is var seen && seen != grant.Version)
            entry.Refuse(AccordRule.NotLatestVersion, seen.Entry.Digest);
        else if (!grant.Window.Contains(move.At))
            entry.Refuse(AccordRule.OutsideWindow, grant.Entry.Digest);
        else
            return references.FitsGuidance(entry, grant.Version.Plan, move.Guidance, side, new(move.At, move.At + Duration.FromSeconds(1)));
        return false;
    }
}
