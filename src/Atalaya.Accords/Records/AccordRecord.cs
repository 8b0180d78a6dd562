using System.Collections.Immutable;
using Atalaya.Accords.Envelopes;
using NodaTime;

namespace Atalaya.Accords.Records;

/// <summary>What every record begins with.</summary>
/// <param name="Side">The state that signs. The fold holds it against the key's enrolment.</param>
/// <param name="Audience">Who may hold the record; nobody where it is empty.</param>
/// <param name="Said">When it was signed, as the signer claims; nothing is decided by it.</param>
public sealed record RecordHeader([property: Authorises] StateCode Side, [property: Authorises] ImmutableArray<StateCode> Audience, [property: Tells] Instant Said);

/// <summary>A record of the coordination: one signed statement of one side.</summary>
/// <param name="Header">Who says it, to whom, when.</param>
public abstract record AccordRecord([property: Authorises] RecordHeader Header)
{
    /// <summary>Which kind.</summary>
    public abstract RecordKind Kind { get; }

    internal abstract void Write(FieldWriter write);
}
