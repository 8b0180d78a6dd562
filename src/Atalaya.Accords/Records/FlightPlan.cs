using System.Collections.Immutable;
using Atalaya.Accords.Envelopes;
using Atalaya.Earth;
using NodaTime;

namespace Atalaya.Accords.Records;

/// <summary>Where and when a flight enters and leaves a state's airspace.</summary>
/// <param name="State">Whose airspace.</param>
/// <param name="Entry">Where it enters.</param>
/// <param name="EntryTime">When it enters.</param>
/// <param name="Exit">Where it leaves.</param>
/// <param name="ExitTime">When it leaves; later.</param>
public sealed record Crossing(
    [property: Authorises] StateCode State,
    [property: Authorises] Position Entry,
    [property: Authorises] Instant EntryTime,
    [property: Authorises] Position Exit,
    [property: Authorises] Instant ExitTime);

/// <summary>The digests of both sides' guidance that a record rests on.</summary>
/// <param name="Own">Guidance of the side that signs.</param>
/// <param name="Other">Guidance of the other side.</param>
public readonly record struct GuidancePair([property: Authorises] RecordDigest Own, [property: Authorises] RecordDigest Other);

/// <summary>The fields of a diplomatic clearance form, as a request asks and an amendment asks anew.</summary>
public sealed record FlightPlan
{
    /// <summary>The requester's own reference.</summary>
    [Tells]
    public required FormCode Reference { get; init; }

    /// <summary>The state that is asked.</summary>
    [Authorises]
    public required StateCode Host { get; init; }

    /// <summary>Registration of the aircraft.</summary>
    [Tells]
    public required FormCode Registration { get; init; }

    /// <summary>Registrations of spare aircraft, at most 8.</summary>
    [Tells]
    public required ImmutableArray<FormCode> Spares { get; init; }

    /// <summary>ICAO Doc 8643 type designator.</summary>
    [Tells]
    public required FormCode AircraftType { get; init; }

    /// <summary>Callsigns, 1 to 8.</summary>
    [Tells]
    public required ImmutableArray<FormCode> Callsigns { get; init; }

    /// <summary>Who flies it, as a name.</summary>
    [Tells]
    public required FreeText Operator { get; init; }

    /// <summary>Aerodrome of departure (ICAO location indicator), or null.</summary>
    [Tells]
    public FormCode? Departure { get; init; }

    /// <summary>Aerodrome of destination (ICAO location indicator), or null.</summary>
    [Tells]
    public FormCode? Destination { get; init; }

    /// <summary>What the flight does; at least one.</summary>
    [Authorises]
    public required ImmutableArray<SurveyTask> Tasks { get; init; }

    /// <summary>What its findings are for.</summary>
    [Authorises]
    public required Purpose Purpose { get; init; }

    /// <summary>What it senses with.</summary>
    [Authorises]
    public required ImmutableArray<Sensor> Sensors { get; init; }

    /// <summary>None.</summary>
    [Authorises]
    public Armament Armament { get; init; }

    /// <summary>None.</summary>
    [Authorises]
    public Lethal Lethal { get; init; }

    /// <summary>Entry and exit, one for each state whose airspace is used, the host's among them.</summary>
    [Authorises]
    public required ImmutableArray<Crossing> Crossings { get; init; }

    /// <summary>Where it is, when: 1 to 32 volumes, within 72 hours from first to last.</summary>
    [Authorises]
    public required ImmutableArray<Volume4D> Volumes { get; init; }

    /// <summary>The guidance that it rests on.</summary>
    [Authorises]
    public required GuidancePair Guidance { get; init; }

    /// <summary>Digests of requests that the requester knows to overlap it.</summary>
    [Tells]
    public required ImmutableArray<RecordDigest> Overlaps { get; init; }

    /// <summary>Anything else for people to read, or null.</summary>
    [Tells]
    public FreeText? Remarks { get; init; }

    /// <summary>From the start of the first volume to the end of the last.</summary>
    public Window Span => new(Volumes.Min(static v => v.Time.Start), Volumes.Max(static v => v.Time.End));

    internal static FlightPlan Read(FieldReader read)
    {
        var plan = new FlightPlan
        {
            Reference = read.Code("reference"),
            Host = read.State("host"),
            Registration = read.Code("registration"),
            Spares = read.Set("spares", 0, 8, Values.Code),
            AircraftType = read.Code("aircraftType"),
            Callsigns = read.Set("callsigns", 1, 8, Values.Code),
            Operator = read.Free("operator"),
            Departure = read.OrNull("departure", Values.Code),
            Destination = read.OrNull("destination", Values.Code),
            Tasks = read.WordSet<SurveyTask>("tasks", 1),
            Purpose = read.Word<Purpose>("purpose"),
            Sensors = read.WordSet<Sensor>("sensors", 0),
            Armament = read.Word<Armament>("armament"),
            Lethal = read.Word<Lethal>("lethal"),
            Crossings = read.List("crossings", 1, 8, Values.Crossing),
            Volumes = read.List("volumes", 1, 32, Values.Volume),
            Guidance = read.Guidance(),
            Overlaps = read.Set("overlaps", 0, 64, FieldReader.ReadDigest),
            Remarks = read.OrNull("remarks", Values.Free),
        };
        if (read.Slot.Fault is null)
        {
            read.Require(plan.Span.Length <= Window.LongestClearance, "volumes");
            read.Require(plan.Crossings.Select(static c => c.State).Distinct().Count() == plan.Crossings.Length && plan.Crossings.Any(c => c.State == plan.Host), "crossings");
        }

        return plan;
    }

    internal void Write(FieldWriter write)
    {
        write.Code("reference", Reference);
        write.State("host", Host);
        write.Code("registration", Registration);
        write.List("spares", Spares, Values.Write);
        write.Code("aircraftType", AircraftType);
        write.List("callsigns", Callsigns, Values.Write);
        write.Free("operator", Operator);
        write.Code("departure", Departure);
        write.Code("destination", Destination);
        write.Words("tasks", Tasks);
        write.Word("purpose", Purpose);
        write.Words("sensors", Sensors);
        write.Word("armament", Armament);
        write.Word("lethal", Lethal);
        write.List("crossings", Crossings, Values.Write);
        write.List("volumes", Volumes, Values.Write);
        write.Guidance(Guidance);
        write.List("overlaps", Overlaps, static (json, digest) => json.WriteStringValue(digest.Hex));
        write.Free("remarks", Remarks);
    }
}
