using System.Security.Cryptography;
using System.Text;
using Atalaya.Archive.Analysis;
using Atalaya.Archive.Inputs;
using Atalaya.Flights.Feeds;
using Atalaya.Flights.Tracks;
using NodaTime;

namespace Atalaya.Archive.Tests.Analysis;

/// <summary>Input made in memory: parts as daily traces would give them.</summary>
internal sealed class MadeInput
{
    public static readonly Instant Day = Instant.FromUtc(2025, 2, 3, 0, 0);

    private readonly List<MadePart> parts = [];

    /// <summary>Reports read from parts so far.</summary>
    public int PartsRead { get; private set; }

    /// <summary>Adds one aircraft's file of one UTC day, cut at midnight as readsb cuts it.</summary>
    public MadeInput AddDay(string identity, int day, IEnumerable<Report> reports, string note = "")
    {
        var start = (Day + Duration.FromDays(day)).ToUnixTimeMilliseconds();
        var end = start + NodaConstants.MillisecondsPerDay;
        var mine = reports.Where(r => r.Time >= start && r.Time < end).ToList();
        parts.Add(new(this, $"day{day}/{identity}{note}.json", identity, mine, [start, end]));
        return this;
    }

    /// <summary>Adds one aircraft's rows, whose own ends are the edges.</summary>
    public MadeInput AddRows(string identity, string name, IReadOnlyList<Report> reports)
    {
        parts.Add(new(this, name, identity, reports, []));
        return this;
    }

    /// <summary>Runs an analysis of it.</summary>
    public AnalysisResult Analyze(string folder, Func<AnalysisOptions, AnalysisOptions>? change = null) => AnalyzeUntil(folder, change, TestContext.Current.CancellationToken);

    /// <summary>The same, until it is stopped.</summary>
    public AnalysisResult AnalyzeUntil(string folder, Func<AnalysisOptions, AnalysisOptions>? change, CancellationToken cancellation)
    {
        var options = new AnalysisOptions { Paths = ["made"], OutputFolder = folder, Threads = 2 };
        return Analyzer.Run(change?.Invoke(options) ?? options, (_, _) => Scan(), null, cancellation);
    }

    private ScannedInput Scan() => new(
        [.. parts.GroupBy(static p => p.Identity).Select(static g => new AircraftInput(g.Key, Basis.Heard, [.. g.OrderBy(static p => p.Hint)]))],
        parts.Count, parts.Count, false, null);

    private sealed class MadePart(MadeInput owner, string name, string identity, IReadOnlyList<Report> reports, IReadOnlyList<long> edges)
        : AircraftPart(new InputFile(name, reports.Count, InputKind.Trace))
    {
        public string Identity => identity;

        public long Hint => edges.Count > 0 ? edges[0] : reports.Count > 0 ? reports[0].Time : 0;

        public override long Bytes => 1;

        public override IReadOnlyList<long> InputEdges => edges;

        public override void ReadAhead(StoredContent content, bool mayBeKnown) =>
            File.Digest = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(name + string.Join('\n', reports))));

        public override Aircraft? Read(TrackBuilder into, IFaultSink faults, FeedScratch scratch)
        {
            into.SetCallsign("CALL" + identity[..2]);
            foreach (var report in reports)
                into.Add(report);
            lock (owner)
                owner.PartsRead++;
            return new Aircraft(identity);
        }
    }
}
