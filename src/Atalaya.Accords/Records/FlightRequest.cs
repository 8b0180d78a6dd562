using Atalaya.Accords.Envelopes;

namespace Atalaya.Accords.Records;

/// <summary>The ask for a clearance. It takes effect with a second officer's approval.</summary>
/// <param name="Header">Who says it, to whom, when.</param>
/// <param name="Plan">What is asked.</param>
public sealed record FlightRequest(RecordHeader Header, [property: Authorises] FlightPlan Plan) : AccordRecord(Header)
{
    /// <inheritdoc/>
    public override RecordKind Kind => RecordKind.FlightRequest;

    internal static FlightRequest Read(RecordHeader header, FieldReader read) => new(header, FlightPlan.Read(read));

    internal override void Write(FieldWriter write) => Plan.Write(write);
}
