using Atalaya.Accords.Envelopes;

namespace Atalaya.Accords.Records;

/// <summary>A side enrols or revokes a key, from the index at which this stands (an enrolment: its approval) in that side's own log.</summary>
/// <param name="Header">Who says it, to whom, when.</param>
/// <param name="Act">Enrol or revoke.</param>
/// <param name="Key">The key.</param>
/// <param name="Role">What it may sign; of a revocation, what it might.</param>
/// <param name="Note">For people to read, or null.</param>
public sealed record KeyEvent(
    RecordHeader Header, [property: Authorises] KeyAct Act, [property: Authorises] OfficerKey Key, [property: Authorises] OfficerRole Role, [property: Tells] FreeText? Note) : AccordRecord(Header)
{
    /// <inheritdoc/>
    public override RecordKind Kind => RecordKind.KeyEvent;

    internal static KeyEvent Read(RecordHeader header, FieldReader read) =>
        new(header, read.Word<KeyAct>("act"), read.Key("key"), read.Word<OfficerRole>("role"), read.OrNull("note", Values.Free));

    internal override void Write(FieldWriter write)
    {
        write.Word("act", Act);
        write.Text("key", Key.Id);
        write.Word("role", Role);
        write.Free("note", Note);
    }
}
