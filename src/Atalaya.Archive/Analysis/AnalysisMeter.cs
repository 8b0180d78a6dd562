using Atalaya.Flights.Missions;

namespace Atalaya.Archive.Analysis;

/// <summary>Counts what is done and says so ten times a second at most. Thread safe.</summary>
internal sealed class AnalysisMeter(IProgress<AnalysisProgress>? progress, TimeProvider clock)
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(100);
    private readonly Lock saying = new();
    private long lastSaid = clock.GetTimestamp();
    private long bytes;
    private long reports;
    private long flights;
    private int missions;
    private string stage = "scan";

    public long BytesTotal { get; set; }

    public void Add(long partBytes, long partReports)
    {
        Interlocked.Add(ref bytes, partBytes);
        Interlocked.Add(ref reports, partReports);
        Say(always: false);
    }

    public void Add(DerivedAircraft aircraft)
    {
        foreach (var flight in aircraft.Spells.SelectMany(static s => s.Flights))
        {
            Interlocked.Increment(ref flights);
            if (flight.Record.Mission.Class == SurveillanceWord)
                Interlocked.Increment(ref missions);
        }
    }

    public void Enter(string next)
    {
        stage = next;
        Say(always: true);
    }

    private static readonly string SurveillanceWord = Storage.Words.Of(MissionClass.Surveillance);

    private void Say(bool always)
    {
        if (progress is null)
            return;
        lock (saying)
        {
            if (!always && clock.GetElapsedTime(lastSaid) < Interval)
                return;
            lastSaid = clock.GetTimestamp();
        }

        progress.Report(new(Interlocked.Read(ref bytes), BytesTotal, Interlocked.Read(ref reports), Interlocked.Read(ref flights), missions, stage));
    }
}
