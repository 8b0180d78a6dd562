using System.Globalization;
using Atalaya.Eval.Patterns;
using Atalaya.Flights.Missions;
using Atalaya.Flights.Patterns;

namespace Atalaya.Eval.Missions;

/// <summary>How labelled real flights are judged, from positions alone: no type, no register.</summary>
internal static class MissionTable
{
    public static void Run(string dataFolder, TextWriter table)
    {
        foreach (var labelled in LabelledSets.Read(dataFolder))
        {
            var patterns = PatternFinder.Find(labelled.Flight, PatternRules.Default);
            var mission = MissionJudge.Judge(labelled.Flight, patterns, [], RoleTable.Shipped, WatchList.Empty, MissionRules.Default);
            if (mission.Class == MissionClass.None && labelled.Label is Label.Transit or Label.AllTraffic)
                continue;
            var f = labelled.Flight;
            table.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{labelled.Label} {labelled.Source} {(f.End - f.Start).TotalMinutes:0}min {mission.Class} {mission.Activity}/{mission.RunnerUp} {mission.Confidence:0.00} | {string.Join("; ", mission.Reasons.Select(r => $"{r.Code} {r.Weight}({string.Join(",", r.Values.Select(v => v is double d ? Math.Round(d, 1) : v))})"))} | {string.Join(" ", patterns.Select(p => $"{p.Kind}:{(p.End - p.Start).TotalMinutes:0}m"))}"));
        }
    }
}
