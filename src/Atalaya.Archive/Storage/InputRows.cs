using Atalaya.Archive.Analysis;
using Atalaya.Flights.Feeds;

namespace Atalaya.Archive.Storage;

/// <summary>An input of which every aircraft was read.</summary>
/// <param name="InputId">Its number.</param>
/// <param name="Name">Its path as given.</param>
/// <param name="Bytes">Its size as stored.</param>
/// <param name="Sha256">Lower-case hex.</param>
/// <param name="Reconstruction">Whether it says of itself that it is a reconstruction.</param>
internal sealed record FinishedInput(long InputId, string Name, long Bytes, string Sha256, bool Reconstruction);

/// <summary>What a batch has to say of inputs.</summary>
internal sealed class InputRows(ArchiveStore store, string rulesDigest)
{
    private readonly List<(ReadPart Part, string Identity)> parts = [];
    private readonly List<FinishedInput> finished = [];

    public void Add(ReadPart part, string identity) => parts.Add((part, identity));

    public void Finish(FinishedInput input) => finished.Add(input);

    /// <summary>Writes inputs, faults, and which aircraft of unfinished inputs are done.</summary>
    public void Write()
    {
        using (var partial = store.Connection.CreateAppender("partial_inputs"))
        {
            foreach (var (part, identity) in parts)
                partial.CreateRow().AppendValue((long?)part.InputId).AppendValue(part.Sha256).AppendValue(rulesDigest).AppendValue(identity).AppendValue((long?)part.Reports).EndRow();
        }

        WriteFaults();
        if (finished.Count > 0)
            WriteFinished();
    }

    private void WriteFinished()
    {
        store.Connection.Execute("CREATE OR REPLACE TEMP TABLE finished(input_id BIGINT, name VARCHAR, bytes BIGINT, sha256 VARCHAR, reconstruction BOOLEAN)");
        using (var appender = store.Connection.CreateAppender("finished"))
        {
            foreach (var input in finished)
                appender.CreateRow().AppendValue((long?)input.InputId).AppendValue(input.Name).AppendValue((long?)input.Bytes).AppendValue(input.Sha256).AppendValue(input.Reconstruction).EndRow();
        }

        // The same bytes read before under other rules are told of anew, not twice.
        const string Outdated = "(SELECT input_id FROM inputs WHERE sha256 IN (SELECT sha256 FROM finished))";
        store.Connection.Execute($"DELETE FROM faults WHERE input_id IN {Outdated}");
        store.Connection.Execute($"DELETE FROM fault_counts WHERE input_id IN {Outdated}");
        store.Connection.Execute("DELETE FROM inputs WHERE sha256 IN (SELECT sha256 FROM finished)");
        store.Connection.Execute(
            """
            INSERT INTO inputs
            SELECT f.input_id, f.name, f.bytes, f.sha256, ?, ?, coalesce(sum(p.reports), 0), f.reconstruction
            FROM finished f LEFT JOIN partial_inputs p USING (input_id) GROUP BY ALL
            """,
            rulesDigest,
            store.RunId);
        store.Connection.Execute("DELETE FROM partial_inputs WHERE input_id IN (SELECT input_id FROM finished)");
    }

    private void WriteFaults()
    {
        using var rows = store.Connection.CreateAppender("faults");
        using var counts = store.Connection.CreateAppender("fault_counts");
        foreach (var (part, _) in parts)
            Write(part.InputId, part.Faults, part.FaultCounts);

        void Write(long inputId, IReadOnlyList<Fault> faults, IReadOnlyDictionary<FaultReason, long> others)
        {
            foreach (var fault in faults)
                FaultRows.Add(rows, inputId, fault);
            foreach (var (reason, count) in others)
                counts.CreateRow().AppendValue((long?)inputId).AppendNullValue().AppendValue(Words.Of(reason)).AppendValue((long?)count).EndRow();
        }
    }
}
