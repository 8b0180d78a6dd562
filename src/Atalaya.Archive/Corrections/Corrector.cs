using Atalaya.Archive.Exports;
using Atalaya.Archive.Records;
using Atalaya.Archive.Storage;
using NodaTime;

namespace Atalaya.Archive.Corrections;

/// <summary>What an analyst says of a flight.</summary>
/// <param name="Class"><c>surveillance</c>, <c>possible</c> or <c>none</c>.</param>
/// <param name="Activity">What the flight was for; null: surveillance where the class is, else what the program said unless that is surveillance too.</param>
/// <param name="Because">Why.</param>
/// <param name="By">Who says so.</param>
public sealed record Correction(string Class, string? Activity, string Because, string By);

/// <summary>What came of a correction.</summary>
/// <param name="Made">The correction; null where the name means no flight, or more than one.</param>
/// <param name="Candidates">Flights that the name may mean, ten at most.</param>
public sealed record CorrectionResult(CorrectionRecord? Made, IReadOnlyList<string> Candidates);

/// <summary>Writes corrections into an archive, and the exports anew. Nothing that was written before is changed.</summary>
public static class Corrector
{
    private const string Surveillance = "surveillance", Unknown = "unknown";

    /// <summary>Corrects the judgement of a flight.</summary>
    /// <param name="folder">The archive.</param>
    /// <param name="flight">The flight's name, or a beginning of it that no other has.</param>
    /// <param name="correction">What is said of it.</param>
    /// <param name="now">When.</param>
    /// <exception cref="ArchiveException">There is no archive, or it cannot be written now.</exception>
    public static CorrectionResult Correct(string folder, string flight, Correction correction, Instant now)
    {
        ArgumentNullException.ThrowIfNull(correction);
        ArgumentException.ThrowIfNullOrWhiteSpace(correction.By);
        ArgumentException.ThrowIfNullOrWhiteSpace(correction.Because);
        CorrectionRecord? made = null;
        List<string> candidates = [];
        Change(folder, store =>
        {
            candidates = Named(store, flight);
            if (candidates.Count != 1)
                return false;
            made = Recorded(store, candidates[0], correction, now);
            CorrectionTable.Add(store.Connection, made);
            return true;
        });
        return new(made, candidates);
    }

    /// <summary>Takes over the corrections of another archive, with their names and times; those that are here already are not doubled.</summary>
    /// <param name="folder">The archive.</param>
    /// <param name="lines">Lines of the other one's <c>corrections.jsonl</c>.</param>
    /// <returns>How many were taken over, and how many lines could not be read.</returns>
    /// <exception cref="ArchiveException">There is no archive, or it cannot be written now.</exception>
    public static (int Taken, int Unreadable) TakeOver(string folder, IEnumerable<string> lines)
    {
        var (taken, unreadable) = (0, 0);
        Change(folder, store =>
        {
            var known = CorrectionTable.All(store.Connection).Select(Key).ToHashSet();
            foreach (var line in lines.Where(static l => !string.IsNullOrWhiteSpace(l)))
            {
                if (CorrectionFile.Parse(line) is not { } correction)
                {
                    unreadable++;
                }
                else if (known.Add(Key(correction)))
                {
                    CorrectionTable.Add(store.Connection, correction);
                    taken++;
                }
            }

            return taken > 0;
        });
        return (taken, unreadable);

        static CorrectionRecord Key(CorrectionRecord correction) =>
            correction with { FlightId = null, IsForEarlierVersion = false, ProgramConfidence = Math.Round(correction.ProgramConfidence, 4) };
    }

    private static void Change(string folder, Func<ArchiveStore, bool> change)
    {
        if (!File.Exists(ArchiveStore.DatabaseOf(folder)))
            throw new ArchiveException(folder, "no-archive");
        try
        {
            using var store = ArchiveStore.Open(folder);
            using (var transaction = store.Connection.BeginTransaction())
            {
                if (!change(store))
                    return;
                CorrectionTable.Follow(store.Connection);
                TempoTable.Update(store.Connection);
                transaction.Commit();
            }

            ExportWriter.WriteAll(store);
        }
        catch (Exception error) when (WriteFailure.IsWriteFailure(error))
        {
            throw new ArchiveException(folder, WriteFailure.IsDiskFull(error) ? "disk-full" : "write-failed", error);
        }
    }

    private static List<string> Named(ArchiveStore store, string flight)
    {
        if (store.Connection.Scalar<long>("SELECT count(*) FROM flights WHERE flight_id = ?", flight) > 0)
            return [flight];
        return flight.Length == 0
            ? []
            : [.. store.Connection.Query("SELECT flight_id FROM flights WHERE starts_with(flight_id, ?) ORDER BY flight_id LIMIT 10", flight).Select(static row => row.GetString(0))];
    }

    private static CorrectionRecord Recorded(ArchiveStore store, string flightId, Correction correction, Instant now)
    {
        const string Query = "SELECT f.track_digest, m.class, m.activity, m.confidence FROM flights f JOIN missions m USING (flight_number) WHERE f.flight_id = ?";
        var (digest, programClass, programActivity, confidence) = store.Connection
            .Query(Query, flightId)
            .Select(static row => (row.GetString(0), row.GetString(1), row.GetString(2), row.GetDouble(3)))
            .First();
        var activity = correction.Activity ?? (correction.Class != "none" ? Surveillance : programActivity == Surveillance ? Unknown : programActivity);

        // To the millisecond, as everything that the archive stores.
        var made = Instant.FromUnixTimeMilliseconds(now.ToUnixTimeMilliseconds());
        return new(flightId, digest, made, correction.By.Trim(), correction.Class, activity, correction.Because.Trim(), programClass, programActivity, confidence) { FlightId = flightId };
    }
}
