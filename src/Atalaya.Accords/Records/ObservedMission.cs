using Atalaya.Accords.Envelopes;

namespace Atalaya.Accords.Records;

/// <summary>What a side saw of a mission, and how it compares with what was cleared. It tells; nothing is allowed or taken by it.</summary>
/// <param name="Header">Who says it, to whom, when.</param>
/// <param name="Track">Digest of the track (<c>docs/formats/track-digest.md</c>); null for a cleared mission of which nothing was heard.</param>
/// <param name="Time">From its first to its last report, or the cleared time of one that was not heard.</param>
/// <param name="Basis">How the track is known.</param>
/// <param name="Coverage">Share of the time in which it would have been heard, 0 to 1.</param>
/// <param name="Matcher">Digest of the matcher's version and rules.</param>
/// <param name="Decision">Digest of the grant it was set against, or null.</param>
/// <param name="Verdict">What became of it.</param>
/// <param name="Doubt">Why it cannot be told; with <see cref="MatchVerdict.Indeterminate"/> only.</param>
/// <param name="OutsideMetres">How far outside, at most; null where it was not outside.</param>
/// <param name="OutsideSeconds">How long outside; null where it was not outside.</param>
/// <param name="Note">For people to read, or null.</param>
public sealed record ObservedMission(
    RecordHeader Header,
    [property: Tells] RecordDigest? Track,
    [property: Tells] Window Time,
    [property: Tells] TrackBasis Basis,
    [property: Tells] double Coverage,
    [property: Tells] RecordDigest Matcher,
    [property: Tells] RecordDigest? Decision,
    [property: Tells] MatchVerdict Verdict,
    [property: Tells] DoubtReason? Doubt,
    [property: Tells] double? OutsideMetres,
    [property: Tells] double? OutsideSeconds,
    [property: Tells] FreeText? Note) : AccordRecord(Header)
{
    /// <inheritdoc/>
    public override RecordKind Kind => RecordKind.ObservedMission;

    internal static ObservedMission Read(RecordHeader header, FieldReader read)
    {
        var seen = new ObservedMission(
            header,
            read.OrNone("track", FieldReader.ReadDigest),
            read.Value("time", Values.Window),
            read.Word<TrackBasis>("basis"),
            read.Value("coverage", Values.Number(0, 1)),
            read.Digest("matcher"),
            read.OrNone("decision", FieldReader.ReadDigest),
            read.Word<MatchVerdict>("verdict"),
            read.OrNone("doubt", Values.Word<DoubtReason>),
            read.OrNone("outsideMetres", Values.Number(0, 50_000_000)),
            read.OrNone("outsideSeconds", Values.Number(0, 1_000_000_000)),
            read.OrNull("note", Values.Free));
        if (read.Slot.Fault is not null)
            return seen;
        read.Require(seen.Verdict is MatchVerdict.Indeterminate == seen.Doubt is not null, "doubt");
        read.Require(seen.Track is not null || seen.Verdict is MatchVerdict.ClearedUnseen or MatchVerdict.Indeterminate, "track");
        read.Require(seen.Decision is not null || seen.Verdict is MatchVerdict.NotRequired or MatchVerdict.Uncleared or MatchVerdict.Indeterminate, "decision");
        return seen;
    }

    internal override void Write(FieldWriter write)
    {
        write.Digest("track", Track);
        write.Value<Window>("time", Time, Values.Write);
        write.Word("basis", Basis);
        write.Number("coverage", (double?)Coverage);
        write.Digest("matcher", Matcher);
        write.Digest("decision", Decision);
        write.Word("verdict", Verdict);
        write.Word("doubt", Doubt);
        write.Number("outsideMetres", OutsideMetres);
        write.Number("outsideSeconds", OutsideSeconds);
        write.Free("note", Note);
    }
}
