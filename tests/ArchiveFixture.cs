using Atalaya.Archive.Analysis;
using Atalaya.Archive.Exports;
using Atalaya.Archive.Records;
using Atalaya.Archive.Storage;
using Atalaya.Flights.Coverage;
using Atalaya.Flights.Tracks;
using NodaTime;

namespace Atalaya.Testing;

/// <summary>Builds archives from flight records, for tests of what reads them.</summary>
internal sealed class ArchiveFixture : IDisposable
{
    private readonly List<DerivedSpell> spells = [];

    /// <summary>A folder of its own, removed at the end.</summary>
    public string Folder { get; } = Directory.CreateTempSubdirectory("atalaya-fixture-").FullName;

    /// <summary>A flight with sensible values; change it with <c>with</c>.</summary>
    public static FlightRecord Flight(string identity, Instant start, Instant end) => new()
    {
        FlightId = $"{identity}-{NodaTime.Text.InstantPattern.ExtendedIso.Format(start)}",
        TrackDigest = new string('0', 64),
        Basis = "heard",
        Identity = identity,
        Icao24 = identity.Length == 6 ? identity : null,
        Callsigns = ["TEST01"],
        Start = start,
        End = end,
        Departure = "ground",
        Arrival = "ground",
        Points = 2,
        StartLatitude = 32,
        StartLongitude = -117,
        EndLatitude = 32.5,
        EndLongitude = -117.5,
        MaxAltitudeFeet = 25_000,
        Gaps = [],
        Patterns = [],
        Mission = new("none", "transport", null, 0.02, []),
        Stays = [],
    };

    /// <summary>Adds a flight; its positions are kept if given.</summary>
    public ArchiveFixture Add(FlightRecord flight, IReadOnlyList<Report>? positions = null, IReadOnlyList<FlightCell>? cells = null)
    {
        ReportColumns? kept = null;
        if (positions is not null)
        {
            var builder = new TrackBuilder();
            foreach (var report in positions)
                builder.Add(report);
            kept = ReportColumns.CopyOf(builder.Build(new Aircraft(flight.Identity), Basis.Heard));
        }

        spells.Add(new()
        {
            Identity = flight.Identity,
            Basis = Words.Parse<Basis>(flight.Basis),
            Aircraft = new Aircraft(flight.Identity, flight.Registration, flight.Type),
            Span = new(flight.Start.ToUnixTimeMilliseconds(), flight.End.ToUnixTimeMilliseconds(), flight.Points, false, false, false, false),
            Cleaning = new Dictionary<CleaningReason, int>(),
            SetAside = [],
            Flights = [new(flight, cells ?? [], kept)],
            Replaces = [],
        });
        return this;
    }

    /// <summary>Writes the archive with its exports and gives the folder.</summary>
    public string Build(Instant now)
    {
        using var store = ArchiveStore.Open(Folder);
        var log = RunLog.Begin(store, now, "fixture", "fixture");
        using var batch = new ArchiveBatch(store, 1, "fixture");
        foreach (var spell in spells)
            batch.Add(new() { Identity = spell.Identity, Spells = { spell } });
        batch.Commit();
        Aggregates.Update(store.Connection);
        log.End(now, "complete", new(0, 0, spells.Sum(static s => s.Span.Reports), spells.Count, 0));
        ExportWriter.WriteAll(store);
        return Folder;
    }

    public void Dispose()
    {
        if (Directory.Exists(Folder))
            Directory.Delete(Folder, recursive: true);
    }
}
