using System.Text;
using Atalaya.Flights.Feeds;
using Atalaya.Flights.Missions;
using Atalaya.Flights.Tracks;
using NodaTime;
using Sylvan.Data.Csv;

namespace Atalaya.Flights.Comparison;

/// <summary>Reads a list of missions from CSV: a party's, or our <c>missions.csv</c>. Columns are described in <c>docs/formats/mission-list.md</c>.</summary>
public static class ListCsv
{
    /// <summary>Reads a list. Never throws for what the text holds: rows that cannot be used are faults.</summary>
    /// <param name="csv">UTF-8 text with a header row; not closed.</param>
    /// <param name="source">Name of the list.</param>
    /// <param name="timeZone">Zone of times and days that name none; null where that is not known.</param>
    public static MissionList Read(Stream csv, string source, DateTimeZone? timeZone)
    {
        var missions = new List<ListedMission>();
        var uncounted = new List<ListedMission>();
        var faults = new List<Fault>();
        using var text = new StreamReader(csv, Encoding.UTF8, detectEncodingFromByteOrderMarks: true, leaveOpen: true);
        var line = 0;
        try
        {
            using var reader = CsvDataReader.Create(text, new CsvDataReaderOptions { HasHeaders = false, CsvStyle = CsvStyle.Lax });
            ListColumns? columns = null;
            while (reader.Read())
            {
                line++;
                if (Enumerable.Range(0, reader.RowFieldCount).All(i => string.IsNullOrWhiteSpace(reader.GetString(i))))
                    continue;
                if (columns is null)
                {
                    columns = ListColumns.FromHeader(reader);
                    if (columns is not null)
                        continue;
                    faults.Add(new(source, FaultReason.UnknownFormat, line, Field: "date", Excerpt: Excerpt(reader)));
                    break;
                }

                var row = new ListRow(columns, reader, timeZone);
                if (row.Mission(missions.Count + uncounted.Count + 1, out var fault) is not { } mission)
                    faults.Add(fault! with { Source = source, Line = line });
                else if (mission.Class == MissionClass.Surveillance && mission.Basis != Basis.Operator)
                    missions.Add(mission);
                else if (mission.Class != MissionClass.None)
                    uncounted.Add(mission);
            }
        }
        catch (Exception e) when (e is CsvFormatException or CsvRecordTooLargeException or InvalidDataException)
        {
            faults.Add(new(source, FaultReason.UnknownFormat, line + 1, Excerpt: e.Message));
        }

        if (line == 0 && faults.Count == 0)
            faults.Add(new(source, FaultReason.Empty));
        return new(source, ListKind.Csv, InOrder(missions), InOrder(uncounted), null, false, faults);
    }

    private static List<ListedMission> InOrder(List<ListedMission> missions) => [.. missions.OrderBy(static m => m.Span.Start).ThenBy(static m => m.Number)];

    private static string Excerpt(CsvDataReader reader)
    {
        var text = string.Join(',', Enumerable.Range(0, Math.Min(reader.RowFieldCount, 20)).Select(reader.GetString));
        return text.Length > 500 ? text[..500] : text;
    }
}
