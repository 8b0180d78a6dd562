using System.Text.Json;
using Atalaya.Flights.Missions;
using Atalaya.Flights.Tempo;
using Atalaya.Flights.Tracks;
using DuckDB.NET.Data;
using NodaTime;

namespace Atalaya.Archive.Storage;

/// <summary>Missions per day, week and month under the default counting rule, which is stored beside every row.</summary>
internal static class TempoTable
{
    public static void Update(DuckDBConnection connection)
    {
        var rule = CountingRule.Default;
        var entries = connection
            .Query("SELECT f.flight_id, m.class, f.basis, f.start, f.\"end\" FROM flights f JOIN judged m USING (flight_number) WHERE m.class <> 'none'")
            .Select(static row => new MissionEntry(
                row.GetString(0), Words.Parse<MissionClass>(row.GetString(1)), Words.Parse<Basis>(row.GetString(2)), row.Time(3), row.Time(4), []))
            .ToList();
        var counts = MissionCounts.Count(entries, rule, SummaryReader.ObservedDays(connection));
        var ruleText = JsonSerializer.Serialize(rule);
        connection.Execute("DELETE FROM tempo");
        using var appender = connection.CreateAppender("tempo");
        Add("day", counts.Days);
        Add("week", counts.Weeks);
        Add("month", counts.Months);

        void Add(string period, IReadOnlyList<PeriodCount> periods)
        {
            foreach (var p in periods)
            {
                appender.CreateRow()
                    .AppendValue(period).AppendValue(Day(p.From)).AppendValue(Day(p.To)).AppendValue(p.Missions).AppendValue((double?)p.ObservedDays)
                    .AppendValue((int?)p.Days).AppendValue(ruleText)
                    .EndRow();
            }
        }
    }

    private static DateOnly? Day(LocalDate day) => day.ToDateOnly();
}
