using Atalaya.Accords.Envelopes;

namespace Atalaya.Accords.Records;

/// <summary>The whole plan anew, in the place of an earlier one. What was decided of the earlier one does not pass to it.</summary>
/// <param name="Header">Who says it, to whom, when.</param>
/// <param name="Amends">Digest of the request, or of the amendment, that is the latest.</param>
/// <param name="Plan">What is asked now.</param>
public sealed record Amendment(RecordHeader Header, [property: Authorises] RecordDigest Amends, [property: Authorises] FlightPlan Plan) : AccordRecord(Header)
{
    /// <inheritdoc/>
    public override RecordKind Kind => RecordKind.Amendment;

    internal static Amendment Read(RecordHeader header, FieldReader read) => new(header, read.Digest("amends"), FlightPlan.Read(read));

    internal override void Write(FieldWriter write)
    {
        write.Digest("amends", Amends);
        Plan.Write(write);
    }
}
