using System.Collections.Immutable;
using Atalaya.Accords.Envelopes;
using Atalaya.Accords.Records;
using Atalaya.Accords.State;
using NodaTime;

namespace Atalaya.Accords.Matching;

/// <summary>A clearance as observed missions are set against it.</summary>
/// <param name="Decision">Digest of the grant.</param>
/// <param name="Registrations">Of the aircraft and its spares.</param>
/// <param name="Callsigns">Callsigns of the flight.</param>
/// <param name="Volumes">Where and when, cut to the window and to the conditions on height; none where nothing is left.</param>
public sealed record ClearedFlight(RecordDigest Decision, ImmutableArray<string> Registrations, ImmutableArray<string> Callsigns, ImmutableArray<Volume4D> Volumes)
{
    /// <summary>The clearance of a flight.</summary>
    /// <param name="flight">A flight as the fold has it.</param>
    /// <param name="until">When leave was taken away, as who took it claims; null where it was not. A flight before that was cleared all the same.</param>
    /// <returns>Null where it has no grant, or one whose conditions were not accepted.</returns>
    public static ClearedFlight? Of(FlightStatus flight, Instant? until)
    {
        ArgumentNullException.ThrowIfNull(flight);
        if (flight.Grant is not { } grant || grant.Stage is ClearanceStage.ConcurrencePending or ClearanceStage.Declined || (until is null && grant.Stage == ClearanceStage.Revoked))
            return null;
        return new(
            grant.Decision,
            [flight.Plan.Registration.Text, .. flight.Plan.Spares.Select(static s => s.Text)],
            [.. flight.Plan.Callsigns.Select(static c => c.Text)],
            [.. grant.Volumes.Select(v => Until(v, until)).OfType<Volume4D>()]);
    }

    /// <summary>Whether a track is of this flight, by registration where it has one, else by callsign.</summary>
    public bool IsOf(ObservedTrack track)
    {
        ArgumentNullException.ThrowIfNull(track);
        return (track.Registration is { } registration && Registrations.Contains(registration, StringComparer.Ordinal))
            || track.Callsigns.Any(c => Callsigns.Contains(c, StringComparer.Ordinal));
    }

    private static Volume4D? Until(Volume4D volume, Instant? until) =>
        until is not { } end || volume.Time.End <= end ? volume
        : volume.Time.Start < end && Window.IsWindow(volume.Time.Start, end) ? volume with { Time = new(volume.Time.Start, end) }
        : null;
}
