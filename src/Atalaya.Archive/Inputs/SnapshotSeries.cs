using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Atalaya.Flights.Feeds;
using Atalaya.Flights.Tracks;
using NodaTime;

namespace Atalaya.Archive.Inputs;

/// <summary>
/// The snapshots of one folder and UTC hour, as one input. A day of them is up to 17,280 files of thousands of aircraft with one report each:
/// as inputs of their own they would cost hundreds of bytes a report. By the hour, what is added to a folder changes no input but the last.
/// </summary>
internal sealed class SnapshotSeries(RowSpool spool, string folder, long hour, Basis basis)
{
    private const long HourSeconds = 3600;

    private readonly List<(string Name, string? Digest)> members = [];
    private readonly RepeatFilter repeats = new();

    /// <summary>What stands for all of them; complete once closed.</summary>
    public InputFile File { get; } = new(folder, 0, InputKind.Rows);

    /// <summary>The aircraft.</summary>
    public Dictionary<(string Identity, Basis Basis), RowPart> Parts { get; } = [];

    /// <summary>Takes one snapshot; positions that an earlier one gave are counted.</summary>
    public void Add(InputFile member, IReadOnlyList<RowReport> rows, IFaultSink faults)
    {
        // The same snapshot by two names is one.
        if (member.Digest is not null && members.Exists(one => one.Digest == member.Digest))
        {
            faults.Count(member.Name, FaultReason.Repeated, rows.Count);
            return;
        }

        members.Add((member.Name, member.Digest));
        File.Bytes += member.Bytes;
        var repeated = 0L;
        foreach (var row in rows)
        {
            var key = (row.Identity, row.Basis ?? basis);
            if (repeats.IsRepeated(InputKey(key), row.Report.Time, row.Report.Latitude, row.Report.Longitude))
            {
                repeated++;
                continue;
            }

            if (!Parts.TryGetValue(key, out var part))
                Parts[key] = part = spool.Begin(File);
            part.Add(row);
        }

        if (repeated > 0)
            faults.Count(member.Name, FaultReason.Repeated, repeated);
    }

    /// <summary>Names the input by its members: a single one is itself.</summary>
    public void Close()
    {
        if (members.Count == 1)
        {
            (File.Name, File.Digest) = members[0];
            return;
        }

        var start = Instant.FromUnixTimeSeconds(hour * HourSeconds).InUtc();
        File.Name = Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"{start:uuuu-MM-dd'T'HH}Z ({members.Count} snapshots)"));
        File.Digest = members.Exists(static one => one.Digest is null)
            ? null
            : Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes(string.Join('\n', members.Select(static one => one.Digest).Order(StringComparer.Ordinal)))));
    }

    private static string InputKey((string Identity, Basis Basis) key) => key.Basis == Basis.Heard ? key.Identity : $"{key.Identity} {key.Basis}";
}
