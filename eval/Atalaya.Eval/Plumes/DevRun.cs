#pragma warning disable
using Atalaya.Plumes.Inference;
using System.Diagnostics;
namespace Atalaya.Eval.Plumes;
internal static class DevRun
{
    internal static void Run(IEnumerable<PlumeCase> cases, string filter)
    {
        foreach (var c in cases.Where(c => (c.Set + "/" + c.Release).Contains(filter, StringComparison.OrdinalIgnoreCase)))
        {
            var clock = Stopwatch.StartNew();
            var stages = new List<string>();
            var last = 0.0;
            var a = PlumeLocator.Locate(c.Readings, c.Wind, c.Request, new Prog(p => { lock (stages) { stages.Add($"{clock.Elapsed.TotalSeconds - last:0.00}"); last = clock.Elapsed.TotalSeconds; } }));
            var s = a.Sources.Count > 0 ? a.Sources[0] : null;
            var t = c.TruthSpot;
            var err = s is null || t is null ? double.NaN : Math.Sqrt(Math.Pow(s.X - t.Value.X, 2) + Math.Pow(s.Y - t.Value.Y, 2));
            Console.WriteLine(FormattableString.Invariant($"{c.Set}/{c.Release} n={c.Readings.Count} {clock.Elapsed.TotalSeconds:0.0}s [{string.Join(' ', stages)}] p={a.Detection.PValue:0.0000} K={string.Join(",", a.SourceCount.Select(v => v.ToString("0.00")))} err={err:0.00} dx={s?.X - t?.X:0.0} dy={s?.Y - t?.Y:0.0} in90={(s is not null && t is not null ? s.Region90.Contains(t.Value.X, t.Value.Y) : false)} in50={(s is not null && t is not null ? s.Region50.Contains(t.Value.X, t.Value.Y) : false)} area={s?.Region90.AreaSquareMetres:0.0} Q={s?.KilogramsPerHour.Median:0.00}({s?.KilogramsPerHour.P05:0.00}-{s?.KilogramsPerHour.P95:0.00}) true={c.TruthKilogramsPerHour:0.00} h={s?.Height:0.00} flags={string.Join(",", a.Flags)} {PlumeLocator.Debug}"));
        }
    }
    private sealed class Prog(Action<LocateProgress> f) : IProgress<LocateProgress> { public void Report(LocateProgress value) => f(value); }
}
