using System.Collections.Immutable;
using Atalaya.Accords.Envelopes;

namespace Atalaya.Accords.Records;

/// <summary>What flights may do under one side's guidance. A version is named by its digest. What both sides' guidance allows is allowed, nothing else.</summary>
/// <param name="Header">Who says it, to whom, when.</param>
/// <param name="Lethal">None.</param>
/// <param name="Tasks">Permitted tasks; none permits no flight.</param>
/// <param name="Purposes">Permitted purposes.</param>
/// <param name="Areas">Where, as a union of 0 to 32 areas.</param>
/// <param name="Bands">Heights, one band for each datum in which a flight may state its own.</param>
/// <param name="Hours">Hours of the day.</param>
/// <param name="Validity">When it is in force, if nothing supersedes it.</param>
/// <param name="Supersedes">Digest of the side's guidance before it; null for its first.</param>
/// <param name="Note">For people to read, or null.</param>
public sealed record GuidanceVersion(
    RecordHeader Header,
    [property: Authorises] Lethal Lethal,
    [property: Authorises] ImmutableArray<SurveyTask> Tasks,
    [property: Authorises] ImmutableArray<Purpose> Purposes,
    [property: Authorises] ImmutableArray<Area> Areas,
    [property: Authorises] ImmutableArray<HeightBand> Bands,
    [property: Authorises] DailyHours Hours,
    [property: Authorises] Window Validity,
    [property: Authorises] RecordDigest? Supersedes,
    [property: Tells] FreeText? Note) : AccordRecord(Header)
{
    /// <inheritdoc/>
    public override RecordKind Kind => RecordKind.GuidanceVersion;

    internal static GuidanceVersion Read(RecordHeader header, FieldReader read)
    {
        var guidance = new GuidanceVersion(
            header,
            read.Word<Lethal>("lethal"),
            read.WordSet<SurveyTask>("tasks", 0),
            read.WordSet<Purpose>("purposes", 0),
            read.List("areas", 0, 32, Values.Area),
            read.List("bands", 0, 3, Values.Band),
            read.Value("hours", Values.Hours),
            read.Value("validity", Values.Window),
            read.OrNone("supersedes", FieldReader.ReadDigest),
            read.OrNull("note", Values.Free));
        if (read.Slot.Fault is null)
            read.Require(guidance.Bands.Select(static b => b.Datum).Distinct().Count() == guidance.Bands.Length, "bands");
        return guidance;
    }

    internal override void Write(FieldWriter write)
    {
        write.Word("lethal", Lethal);
        write.Words("tasks", Tasks);
        write.Words("purposes", Purposes);
        write.List("areas", Areas, Values.Write);
        write.List("bands", Bands, Values.Write);
        write.Value<DailyHours>("hours", Hours, Values.Write);
        write.Value<Window>("validity", Validity, Values.Write);
        write.Digest("supersedes", Supersedes);
        write.Free("note", Note);
    }
}
