using System.Collections.Immutable;
using Atalaya.Accords.Envelopes;
using Atalaya.Accords.Matching;
using Atalaya.Accords.Records;
using Atalaya.Accords.State;
using Atalaya.Archive;
using Atalaya.Archive.Observed;
using Atalaya.Archive.Records;
using Atalaya.Earth.Zones;
using NodaTime;

namespace Atalaya.Cli.Accords.Demo;

/// <summary>A flight of the demonstration that was asked for.</summary>
/// <param name="Callsign">Its callsign.</param>
/// <param name="Request">Digest of its request.</param>
/// <param name="Decision">Digest of the grant.</param>
/// <param name="Plan">Its plan.</param>
internal sealed record DemoFlight(string Callsign, RecordDigest Request, RecordDigest Decision, FlightPlan Plan);

/// <summary>A mission that was set against the clearances.</summary>
/// <param name="Record">Digest of the record that tells it.</param>
/// <param name="Callsign">Callsign.</param>
/// <param name="Type">Type of aircraft; null where nothing was heard.</param>
/// <param name="Result">What came of it.</param>
internal sealed record DemoVerdict(RecordDigest Record, string Callsign, string? Type, MatchResult Result);

/// <summary>What is done in the demonstration, in the order in which it is told.</summary>
internal sealed class DemoStory(DemoNetwork network, CancellationToken cancellation)
{
    /// <summary>Callsign of the flight that is cleared and never heard.</summary>
    public const string UnheardCallsign = "CANOPY90";

    public static readonly Instant Begin = Instant.FromUtc(2025, 1, 28, 12, 0);
    private static readonly Instant End = Instant.FromUtc(2025, 2, 8, 12, 0);

    public List<DemoFlight> Flights { get; } = [];

    public List<DemoVerdict> Verdicts { get; } = [];

    public RecordDigest? Dispute { get; private set; }

    private DemoSide Mx => network.Mx;

    private DemoSide Us => network.Us;

    /// <summary>Both sides say what flights may do, two officers each.</summary>
    public void FileGuidance()
    {
        network.Exchange(cancellation);
        foreach (var (side, isHost) in new[] { (Mx, true), (Us, false) })
        {
            var guidance = side.Agree("authority", DemoPlans.Guidance(Header(side), isHost));
            side.Say("authority-1", new Affirmation(Header(side), guidance, network.Clock.Now.InUtc().Date, AffirmationWord.InForceUnchanged));
        }

        network.Exchange(cancellation);
    }

    /// <summary>The United States asks, Mexico grants, and each grant comes to count.</summary>
    public void Clear(IReadOnlyList<(FlightRecord Flight, ObservedTrack Track)> missions)
    {
        var operators = missions.Where(static m => m.Flight.Basis == "operator").ToList();
        foreach (var (flight, track) in operators)
        {
            var (box, time) = DemoPlans.Extent(track);
            // The flight that strays asked for the way of the one that it copies.
            if (flight.Callsigns.Contains(DemoFlights.StrayCallsign))
                box = DemoPlans.Extent(operators[^2].Track).Box;
            Ask(flight.Callsigns[0], box, time);
        }

        Ask(UnheardCallsign, (26.0, -105.5, 26.6, -104.8), new(Instant.FromUtc(2025, 2, 6, 15, 0), Instant.FromUtc(2025, 2, 6, 19, 0)));
        network.Exchange(cancellation);
        for (var i = 0; i < asked.Count; i++)
        {
            // One grant has a condition, which the United States takes on.
            ImmutableArray<Condition> conditions = i == 1 ? [new(ConditionKind.HeightAtLeast, 16_000, null, FreeText.From("Keep clear of crop dusters."))] : [];
            var decision = Mx.Agree("liaison", DemoPlans.Grant(Header(Mx), asked[i].Request, $"MX-2025-{i + 1:0000}", conditions, asked[i].Plan, Pair(Mx)));
            Flights.Add(new(asked[i].Callsign, asked[i].Request, decision, asked[i].Plan));
        }

        network.Exchange(cancellation);
        Us.Say("liaison-1", new Concurrence(Header(Us), Flights[1].Decision, ConcurrenceAnswer.Accept, null));
        network.Settle("clearance", () => Flights.All(f => Us.Node.IsCleared(f.Request, f.Plan.Span.Start).IsCleared), cancellation);
    }

    /// <summary>The operator says when each flight begins and ends, inside its window.</summary>
    public void Fly()
    {
        foreach (var flight in Flights.Where(static f => f.Callsign != UnheardCallsign))
        {
            foreach (var (time, move) in new[] { (flight.Plan.Crossings[0].EntryTime, MissionMove.Activate), (flight.Plan.Crossings[0].ExitTime, MissionMove.End) })
            {
                network.Clock.Set(time);
                network.Exchange(cancellation);
                Us.Say("operator", new MissionState(Header(Us), flight.Decision, move, time, Pair(Us), null));
            }
        }

        network.Exchange(cancellation);
    }

    /// <summary>Mexico sets every mission against the clearances and files what came of it.</summary>
    public void Compare(ArchiveReader archive, IReadOnlyList<(FlightRecord Flight, ObservedTrack Track)> missions)
    {
        network.Clock.Set(End);
        network.Exchange(cancellation);
        List<ClearedFlight> cleared = [.. Mx.Node.State.Flights(Mx.Node.Now).Select(static f => ClearedFlight.Of(f, null)).OfType<ClearedFlight>()];
        foreach (var (flight, track) in missions)
            File(flight.Callsigns.Count > 0 ? flight.Callsigns[0] : flight.Identity, flight.Type, MissionMatcher.Match(track, "MEX", cleared, ZoneMap.Shipped, MatchRules.Default));
        foreach (var unseen in cleared.Where(c => !missions.Any(m => c.IsOf(m.Track))))
            File(unseen.Callsigns[0], null, MissionMatcher.Unseen(unseen, ObservedTracks.CoverageOf(archive, unseen), TrackBasis.Heard, MatchRules.Default));
        network.Exchange(cancellation);
    }

    /// <summary>The United States contests the verdict against it; Mexico answers.</summary>
    public void Contest()
    {
        if (Verdicts.Find(static v => v.Result.IsViolation) is not { } contested)
            throw new DemoException("nobody strayed");
        Dispute = Us.Say("liaison-1", new Dispute(Header(Us), [contested.Record], null, FreeText.From("The detour was round a thunderstorm and was told to the area control centre by voice.")));
        network.Exchange(cancellation);
        Mx.Say("liaison-1", new Dispute(Header(Mx), [contested.Record], Dispute, FreeText.From("El centro de control no tiene constancia de ese aviso. / The control centre has no record of it.")));
        network.Exchange(cancellation);
    }

    /// <summary>Waits until the last head covers every record and bears both cosignatures.</summary>
    public void Conclude() => network.Settle("last heads", () => IsPublished(Mx, Us) && IsPublished(Us, Mx), cancellation);

    private readonly List<(string Callsign, RecordDigest Request, FlightPlan Plan)> asked = [];

    private void Ask(string callsign, (double South, double West, double North, double East) box, Window time)
    {
        var plan = DemoPlans.Plan($"US-2025-{asked.Count + 1:0000}", callsign, Pair(Us), box, time);
        asked.Add((callsign, Us.Agree("liaison", new FlightRequest(Header(Us), plan)), plan));
    }

    private void File(string callsign, string? type, MatchResult result) =>
        Verdicts.Add(new(Mx.Say("observer", result.ToRecord(Header(Mx), null)), callsign, type, result));

    private bool IsPublished(DemoSide side, DemoSide other) =>
        side.Node.Published is { } head && head.Note.TryVerify([other.Party.Witness], out _, out _) && head.Note.TryVerify([network.Third], out _, out _)
        && side.Node.Records().Where(r => r.Log == side.State).All(r => (ulong)r.Index < head.Checkpoint.Size);

    private RecordHeader Header(DemoSide side) => side.Header(side == Mx ? Us.State : Mx.State);

    private static GuidancePair Pair(DemoSide side) => side.Node.State.GuidanceToName(side.State, side.Node.Now) ?? throw new DemoException("no guidance in force");
}
