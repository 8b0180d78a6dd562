using System.Buffers.Binary;
using System.Text.Json;
using System.Text.Json.Serialization;
using Atalaya.Accords.Envelopes;
using Atalaya.Accords.Records;
using Atalaya.Accords.State;
using Atalaya.Node.Engine;
using NodaTime.Text;

namespace Atalaya.Node.Http;

/// <summary>What an officer is told of a record that he submitted.</summary>
/// <param name="Refusal">Why it was not taken; <c>none</c> where it was.</param>
/// <param name="Record">Its digest.</param>
/// <param name="Index">Where it stands.</param>
/// <param name="Effect">Whether it counts.</param>
/// <param name="Rule">What it breaks or waits for.</param>
/// <param name="Against">The record that stands against it.</param>
/// <param name="Field">The field to blame, where it was not read.</param>
/// <param name="Reason">Why it was not read.</param>
public sealed record SubmissionAnswer(string Refusal, string? Record, ulong? Index, string? Effect, string? Rule, string? Against, string? Field, string? Reason)
{
    internal SubmissionAnswer(Submission submission)
        : this(submission.Refusal.ToString(), submission.Record?.Hex, submission.Index, submission.Ruling?.Effect.ToString(), submission.Ruling?.Rule?.ToString(),
            submission.Ruling?.Against?.Hex, submission.Fault?.Field, submission.Fault?.Reason.ToString())
    {
    }

    internal static JsonSerializerOptions Options { get; } = new(JsonSerializerDefaults.Web) { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };

    /// <summary>Reads the node's answer; null where it is none.</summary>
    public static SubmissionAnswer? Read(ReadOnlySpan<byte> json)
    {
        try
        {
            return JsonSerializer.Deserialize<SubmissionAnswer>(json, Options);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

/// <summary>How a node is.</summary>
/// <param name="Now">Its time.</param>
/// <param name="Size">Leaves of its log.</param>
/// <param name="Published">Leaves under its published head.</param>
/// <param name="PeerVerified">Leaves of the other side's log under a signed head.</param>
/// <param name="Refusal">Why its log signs no more; <c>None</c> where it does.</param>
/// <param name="Confirmed">Whether everybody was asked since the start.</param>
/// <param name="Cosigners">Whose cosignatures the published head bears.</param>
/// <param name="Outbox">Records that the other side has not acknowledged.</param>
/// <param name="Alarms">Alarms.</param>
/// <param name="Forks">How many proofs of forks are kept.</param>
/// <param name="Cleared">Flights that count as cleared now, by digest of the request.</param>
public sealed record NodeStatus(
    string Now, ulong Size, ulong Published, ulong PeerVerified, string Refusal, bool Confirmed, IReadOnlyList<string> Cosigners,
    IReadOnlyList<WaitingEntry> Outbox, IReadOnlyList<AlarmEntry> Alarms, int Forks, IReadOnlyList<string> Cleared)
{
    /// <summary>Reads the node's answer; null where it is none.</summary>
    public static NodeStatus? Read(ReadOnlySpan<byte> json)
    {
        try
        {
            return JsonSerializer.Deserialize<NodeStatus>(json, SubmissionAnswer.Options);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    internal static NodeStatus Of(NodeEngine engine)
    {
        var published = engine.Published;
        return new(
            InstantPattern.ExtendedIso.Format(engine.Now), engine.Size, published?.Checkpoint.Size ?? 0, engine.PeerSizes.Verified, engine.Refusal.ToString(), engine.IsConfirmed,
            [.. engine.Seats.Where(s => published is not null && published.Note.Signatures.Any(g => g.IsBy(s))).Select(static s => s.Name)],
            [.. engine.Outbox.Select(static u => new WaitingEntry(u.Record.Hex, u.Index, u.Kind?.ToString(), u.TakesLeaveAway, InstantPattern.ExtendedIso.Format(u.Since)))],
            [.. engine.Alarms.Select(static a => new AlarmEntry(a.Kind.ToString(), a.Record?.Hex, InstantPattern.ExtendedIso.Format(a.Since)))],
            engine.Forks.Count,
            [.. engine.State.Flights(engine.Now).Where(f => engine.IsCleared(f.Request).IsCleared).Select(static f => f.Request.Hex)]);
    }

    internal byte[] ToJson() => JsonSerializer.SerializeToUtf8Bytes(this, SubmissionAnswer.Options);
}

/// <summary>A record that waits to be acknowledged.</summary>
/// <param name="Record">Digest.</param>
/// <param name="Index">Its sequence; null while it is queued.</param>
/// <param name="Kind">Kind.</param>
/// <param name="TakesLeaveAway">Whether it is a revocation or a withdrawal.</param>
/// <param name="Since">Since when.</param>
public sealed record WaitingEntry(string Record, ulong? Index, string? Kind, bool TakesLeaveAway, string Since);

/// <summary>An alarm.</summary>
/// <param name="Kind">What.</param>
/// <param name="Record">Of which record.</param>
/// <param name="Since">Since when.</param>
public sealed record AlarmEntry(string Kind, string? Record, string Since);

/// <summary>Every record of both logs with its place, for an officer's terminal to fold by itself: state (2 letters), index (8 bytes, big-endian), length (4), sealed record.</summary>
public static class RecordListing
{
    private const int Header = 14;

    /// <summary>Reads a listing: sealed records are checked again. Null where it is none.</summary>
    public static IReadOnlyList<(StateCode Log, long Index, SealedRecord Record)>? Read(ReadOnlyMemory<byte> bytes)
    {
        var records = new List<(StateCode, long, SealedRecord)>();
        while (bytes.Length > 0)
        {
            if (bytes.Length < Header || !StateCode.TryParse(System.Text.Encoding.ASCII.GetString(bytes.Span[..2]), out var log))
                return null;
            var (index, length) = (BinaryPrimitives.ReadInt64BigEndian(bytes.Span[2..]), BinaryPrimitives.ReadInt32BigEndian(bytes.Span[10..]));
            if (length <= 0 || length > bytes.Length - Header || SealedRecord.Read(bytes.Slice(Header, length)).Value is not { } record)
                return null;
            records.Add((log, index, record));
            bytes = bytes[(Header + length)..];
        }

        return records;
    }

    internal static byte[] Write(NodeEngine engine)
    {
        using var bytes = new MemoryStream();
        var header = new byte[Header];
        foreach (var record in engine.Records())
        {
            if (engine.Find(record.Digest)?.ToBytes() is not { } sealedRecord)
                continue;
            System.Text.Encoding.ASCII.GetBytes(record.Log.Text, header);
            BinaryPrimitives.WriteInt64BigEndian(header.AsSpan(2), record.Index);
            BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(10), sealedRecord.Length);
            bytes.Write(header);
            bytes.Write(sealedRecord);
        }

        return bytes.ToArray();
    }
}
