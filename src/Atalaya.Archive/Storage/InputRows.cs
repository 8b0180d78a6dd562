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
        // Of an input that is finished here, what this batch took needs no note of its own.
        var reports = finished.Select(static input => input.InputId).Distinct().ToDictionary(static id => id, static _ => 0L);
        using (var partial = new TableAppender(store.Connection, "partial_inputs"))
        {
            foreach (var (part, identity) in parts)
            {
                if (reports.ContainsKey(part.InputId))
                    reports[part.InputId] += part.Reports;
                else
                    partial.Add(part.InputId).Add(part.Sha256).Add(rulesDigest).Add(identity).Add(part.Reports).End();
            }

            partial.Close();
        }

        WriteFaults();
        if (finished.Count > 0)
            WriteFinished(reports);
    }

    private void WriteFinished(Dictionary<long, long> reports)
    {
        store.Connection.Execute("CREATE OR REPLACE TEMP TABLE finished(input_id BIGINT, name VARCHAR, bytes BIGINT, sha256 VARCHAR, reports BIGINT, reconstruction BOOLEAN)");
        using (var rows = new TableAppender(store.Connection, "finished"))
        {
            foreach (var input in finished)
                rows.Add(input.InputId).Add(input.Name).Add(input.Bytes).Add(input.Sha256).Add(reports[input.InputId]).Add(input.Reconstruction).End();
            rows.Close();
        }

        // The same bytes read before under other rules are told of anew, not twice.
        const string Outdated = "(SELECT input_id FROM inputs WHERE sha256 IN (SELECT sha256 FROM finished))";
        store.Connection.Execute($"DELETE FROM faults WHERE input_id IN {Outdated}");
        store.Connection.Execute($"DELETE FROM fault_counts WHERE input_id IN {Outdated}");
        store.Connection.Execute("DELETE FROM inputs WHERE sha256 IN (SELECT sha256 FROM finished)");
        store.Connection.Execute(
            """
            INSERT INTO inputs
            SELECT f.input_id, f.name, f.bytes, f.sha256, ?, ?, f.reports + coalesce(p.reports, 0), f.reconstruction
            FROM finished f LEFT JOIN (SELECT input_id, sum(reports)::BIGINT AS reports FROM partial_inputs GROUP BY input_id) p USING (input_id)
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
