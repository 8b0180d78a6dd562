using System.Collections.Immutable;
using System.Text.Json;
using Atalaya.Accords.Envelopes;

namespace Atalaya.Accords.Records;

/// <summary>A limit that comes with a grant.</summary>
/// <param name="Kind">What it limits.</param>
/// <param name="Limit">Feet or minutes where the kind has a number, else null.</param>
/// <param name="Sensor">The sensor where the kind names one, else null.</param>
/// <param name="Note">For people to read, or null.</param>
public sealed record Condition([property: Authorises] ConditionKind Kind, [property: Authorises] int? Limit, [property: Authorises] Sensor? Sensor, [property: Tells] FreeText? Note)
{
    internal static Condition Read(JsonElement value, string path, FaultSlot slot)
    {
        var read = new FieldReader(value, path, slot);
        var condition = new Condition(
            read.Word<ConditionKind>("kind"),
            read.OrNone("limit", Values.Whole(HeightBand.LowestFeet, HeightBand.HighestFeet)),
            read.OrNone("sensor", Values.Word<Sensor>),
            read.OrNull("note", Values.Free));
        read.End();
        read.Require(condition.Limit is not null == condition.Kind is ConditionKind.HeightAtMost or ConditionKind.HeightAtLeast or ConditionKind.ReportEvery, "limit");
        read.Require(condition.Sensor is not null == (condition.Kind is ConditionKind.SensorOff), "sensor");
        read.Require(condition.Kind is not ConditionKind.ReportEvery || condition.Limit is >= 1 and <= 1440, "limit");
        return condition;
    }

    internal static void Write(Utf8JsonWriter json, Condition condition)
    {
        json.WriteStartObject();
        json.WriteString("kind", Words.Of(condition.Kind));
        if (condition.Limit is { } limit)
            json.WriteNumber("limit", limit);
        else
            json.WriteNull("limit");
        json.WriteString("sensor", condition.Sensor is { } sensor ? Words.Of(sensor) : null);
        json.WriteString("note", condition.Note?.Text);
        json.WriteEndObject();
    }
}

/// <summary>What the host decides of one version of a request. A grant or a refusal takes effect with a second officer's approval; a revocation at once.</summary>
/// <param name="Header">Who says it, to whom, when.</param>
/// <param name="Request">Digest of the request or amendment that is decided.</param>
/// <param name="Outcome">Refuse, grant or revoke.</param>
/// <param name="Clearance">Number of the clearance; of a grant only.</param>
/// <param name="Conditions">Limits, at most 16; of a grant only. They need the requester's concurrence.</param>
/// <param name="Window">When it may be used, at most 72 hours; of a grant only.</param>
/// <param name="Guidance">The guidance that it rests on.</param>
/// <param name="Revokes">Digest of the grant that is taken back; of a revocation only.</param>
/// <param name="Note">For people to read, or null.</param>
public sealed record ClearanceDecision(
    RecordHeader Header,
    [property: Authorises] RecordDigest Request,
    [property: Authorises] ClearanceOutcome Outcome,
    [property: Tells] FormCode? Clearance,
    [property: Authorises] ImmutableArray<Condition> Conditions,
    [property: Authorises] Window? Window,
    [property: Authorises] GuidancePair Guidance,
    [property: Authorises] RecordDigest? Revokes,
    [property: Tells] FreeText? Note) : AccordRecord(Header)
{
    /// <inheritdoc/>
    public override RecordKind Kind => RecordKind.ClearanceDecision;

    internal static ClearanceDecision Read(RecordHeader header, FieldReader read)
    {
        var decision = new ClearanceDecision(
            header,
            read.Digest("request"),
            read.Word<ClearanceOutcome>("outcome"),
            read.OrNull("clearance", Values.Code),
            read.List("conditions", 0, 16, Condition.Read),
            read.OrNone("window", Values.Window),
            read.Guidance(),
            read.OrNone("revokes", FieldReader.ReadDigest),
            read.OrNull("note", Values.Free));
        if (read.Slot.Fault is not null)
            return decision;
        var grants = decision.Outcome == ClearanceOutcome.Grant;
        read.Require(grants == decision.Window is not null, "window");
        read.Require(decision.Window is not { } window || window.Length <= Records.Window.LongestClearance, "window");
        read.Require(grants == decision.Clearance is not null, "clearance");
        read.Require(grants || decision.Conditions.IsEmpty, "conditions");
        read.Require(decision.Outcome == ClearanceOutcome.Revoke == decision.Revokes is not null, "revokes");
        return decision;
    }

    internal override void Write(FieldWriter write)
    {
        write.Digest("request", Request);
        write.Word("outcome", Outcome);
        write.Code("clearance", Clearance);
        write.List("conditions", Conditions, Condition.Write);
        write.Value("window", Window, Values.Write);
        write.Guidance(Guidance);
        write.Digest("revokes", Revokes);
        write.Free("note", Note);
    }
}
