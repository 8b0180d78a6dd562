using System.Globalization;
using Atalaya.Plumes.Inference;

namespace Atalaya.Eval.Plumes;

/// <summary>The table of the real releases.</summary>
internal static class PlumeTable
{
    /// <summary>The sharpest published location error on these beams, in m (Newman et al. 2024, source 1 with all data).</summary>
    private const double PeerPlaceError = 3.0;

    public static void Write(IReadOnlyList<CaseScore> all, string data, TextWriter table)
    {
        table.WriteLine("# Releases with known source and rate");
        table.WriteLine();
        table.WriteLine($"Method `{PlumeLocator.MethodVersion}`. Each case: the readings and wind of one metered release, nothing else, and no area given; the strongest source stated is compared with the truth. Two threads.");
        table.WriteLine("Seen: the constants of calibration rest on every row with a plume that counts here; columns *left out* show each experiment under constants learnt without it.");
        table.WriteLine("An experiment is a day at Chilbolton and Ginninderra, a METEC experiment, a run of Prairie Grass (arcs centred on the source: the place is given and the rate judged).");
        table.WriteLine("Rows *shown only* repeat the gas of other rows (joined, every few seconds, with 20 minutes more on either side) and enter no median or coverage.");
        table.WriteLine("Air: METEC's files hold no temperature or pressure; 290 K and the 83.9 kPa of its height are taken. Prairie Grass: concentrations times the published factors of table 5.4.");
        table.WriteLine();
        Sites(all, table);
        Coverage(all, table);
        Published(all, data, table);
        Controls(all, table);
        foreach (var set in all.Where(static s => s.HasPlume).GroupBy(static s => s.Set))
            Releases(set, table);
        table.WriteLine();
        table.WriteLine("*holds*: of the 50, 80 and 90% bounds, which hold the truth. *level*: share of the draws nearer the middle than the truth. *spread*: the factor by which the 90% bounds must be spread to reach the truth.");
    }

    private static void Sites(IReadOnlyList<CaseScore> all, TextWriter table)
    {
        table.WriteLine("## By site");
        table.WriteLine();
        table.WriteLine("| set | cases | answered | median place error, m (asked: 2) | median abs. rate error (asked: 20%) | median CRPS of log rate | 90% region, median m² (radius) | rate's 90% interval, median factor from middle to end | one source P, median | median s |");
        table.WriteLine("|---|--:|--:|--:|--:|--:|--:|--:|--:|--:|");
        foreach (var set in all.Where(static s => s.HasPlume && s.IsCounted).GroupBy(static s => s.Set).Append(All(all)))
        {
            var area = Weighted.Median(set.Where(static s => !s.RateOnly).Select(static s => s.Areas[2]));
            table.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"| {set.Key} | {set.Count()} | {set.Count(static s => s.IsAnswered)} | {Number(Weighted.Median(set.Select(static s => s.PlaceError)), "F1")} | {Weighted.Median(set.Select(static s => Math.Abs(s.RateError))):P0} | {Weighted.Median(set.Select(static s => s.CrpsLogRate)):F2} | {Area(area)} | {Weighted.Median(set.Select(static s => Math.Sqrt(s.Rate.P95 / s.Rate.P05))):F2} | {Weighted.Median(set.Select(static s => s.POne)):F2} | {Weighted.Median(set.Select(static s => s.Seconds)):F1} |"));
        }

        table.WriteLine();
    }

    private static IGrouping<string, CaseScore> All(IReadOnlyList<CaseScore> all) => all.Where(static s => s.HasPlume && s.IsCounted).GroupBy(static _ => "all").Single();

    private static void Coverage(IReadOnlyList<CaseScore> all, TextWriter table)
    {
        table.WriteLine("## Do the bounds hold");
        table.WriteLine();
        table.WriteLine("Shares of experiments (each weighs the same, its cases share its weight) with Wilson's 95% interval. As stated: with the shipped constants.");
        table.WriteLine();
        table.WriteLine("| set | place 50% | place 80% | place 90% | rate 50% | rate 80% | rate 90% | place 90%, left out | rate 90%, left out |");
        table.WriteLine("|---|---|---|---|---|---|---|---|---|");
        CaseScore[] cases = [.. all.Where(static s => s.HasPlume && s.IsCounted && s.IsAnswered)];
        foreach (var (name, own) in cases.GroupBy(static s => s.Set).Select(static g => (g.Key, g.ToArray())).Append(("pooled", cases)))
        {
            var cells = Enumerable.Range(0, 3).Select(l => Calibration.Text(Calibration.Stated(own, static s => !s.RateOnly, s => s.InRegions[l])))
                .Concat(Enumerable.Range(0, 3).Select(l => Calibration.Text(Calibration.Stated(own, static _ => true, s => s.InRate(l)))))
                .Concat(Calibration.Quantities.Select(q => Calibration.Text(LeftOut(cases, own, q))));
            table.WriteLine($"| {name} | {string.Join(" | ", cells)} |");
        }

        table.WriteLine();
        table.WriteLine("### Factors of calibration, learnt here");
        table.WriteLine();
        Calibration.Write(all, table);
        table.WriteLine();
    }

    /// <summary>Coverage of some cases when each experiment's factor is learnt on all others of every set.</summary>
    private static (double Share, int Experiments) LeftOut(CaseScore[] cases, CaseScore[] own, Calibration.Quantity quantity)
    {
        double[] held = [.. own.Where(quantity.Has).GroupBy(static s => s.Experiment).Select(e =>
        {
            var factor = Calibration.Factor(cases.Where(s => s.Experiment != e.Key), quantity, 2);
            return e.Average(s => quantity.Scores(s)[2] <= factor ? 1.0 : 0);
        })];
        return (held.Length == 0 ? double.NaN : held.Average(), held.Length);
    }

    private static void Published(IReadOnlyList<CaseScore> all, string data, TextWriter table)
    {
        table.WriteLine("## Beside the published figures");
        table.WriteLine();
        table.WriteLine("| set | published | here |");
        table.WriteLine("|---|---|---|");
        foreach (var s in all.Where(static s => s.Release == "joined"))
        {
            table.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| Chilbolton, source 1, 139 minutes | Newman et al. 2024: 3.0 m, +3 to +5%, 27 to 54 min; nominal 90% intervals hold 17% (11 of 66 parameters) | {s.PlaceError:F1} m, {s.RateError:+0%;-0%}, {s.Seconds:F1} s; place 90% {Held(s.InRegions[2])}, rate 90% {Held(s.InRate(2))}; radius of the 90% region {Radius(s.Areas[2]):F1} m = {Radius(s.Areas[2]) / PeerPlaceError:F1} of the peer's error |"));
        }

        CaseScore[] counted = [.. all.Where(static s => s.HasPlume && s.IsCounted)];
        CaseScore[] located = [.. counted.Where(static s => !s.RateOnly)];
        var beams = located.Where(static s => s.Set == ChilboltonSet.Name).ToArray();
        table.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| Chilbolton, releases one by one | pyELQ (19 releases of the 2017 open-path set, of which three are here): < 9 m in 75%, rate within 30% in 70% | < 9 m in {beams.Count(static s => s.PlaceError < 9)} of {beams.Length}, rate within 30% in {beams.Count(static s => Math.Abs(s.RateError) < 0.3)} of {beams.Length}; elsewhere too: {located.Count(static s => s.PlaceError < 9)} and {located.Count(static s => Math.Abs(s.RateError) < 0.3)} of {located.Length} |"));
        table.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| Ginninderra, period 1 | place known: worst median rate within 36% over the instrument groups | place not known: median {Weighted.Median(located.Where(static s => s.Set == GinninderraSet.Name).Select(static s => Math.Abs(s.RateError))):P0}, worst {Worst(located, GinninderraSet.Name):P0} |"));
        table.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| METEC | DLQ, all its events: right equipment 80%, median rate error 34%, 90% interval holds 51%; five places given | no places given: {Metec(all, data)} |"));
        table.WriteLine();
        table.WriteLine("### METEC beside DLQ, release by release");
        table.WriteLine();
        table.WriteLine("| release | metered kg/h | here kg/h (90%) | nearest equipment | DLQ kg/h (90%) | its equipment |");
        table.WriteLine("|---|--:|---|---|---|---|");
        MetecRows(all, data, table);
        table.WriteLine();
    }

    private static double Worst(CaseScore[] cases, string set) => cases.Where(s => s.Set == set && s.IsAnswered).Select(static s => Math.Abs(s.RateError)).DefaultIfEmpty(double.NaN).Max();

    private static string Metec(IReadOnlyList<CaseScore> all, string data)
    {
        CaseScore[] own = [.. all.Where(static s => s.Set == MetecSet.Name && s.HasPlume && s.IsCounted)];
        var equipment = MetecSet.Equipment(Folder(data));
        var right = own.Count(s => s.IsAnswered && s.Release.EndsWith(Nearest(equipment, s), StringComparison.Ordinal));
        return string.Create(CultureInfo.InvariantCulture, $"{own.Count(static s => s.IsDetected)} of {own.Length} detected, nearest equipment right in {right}, median rate error {Weighted.Median(own.Select(static s => Math.Abs(s.RateError))):P0}, 90% interval holds {own.Count(static s => s.InRate(2))}");
    }

    private static string Folder(string data) => Path.Combine(data, "emissions", MetecSet.Name);

    private static string Nearest(Dictionary<string, (double X, double Y)> equipment, CaseScore s) =>
        equipment.MinBy(e => ((e.Value.X - s.X) * (e.Value.X - s.X)) + ((e.Value.Y - s.Y) * (e.Value.Y - s.Y))).Key;

    private static void MetecRows(IReadOnlyList<CaseScore> all, string data, TextWriter table)
    {
        var events = DlqEvents.Read(Folder(data));
        var equipment = MetecSet.Equipment(Folder(data));
        foreach (var s in all.Where(static s => s.Set == MetecSet.Name && s.HasPlume && s.IsCounted))
        {
            var release = MetecSet.Releases(Folder(data)).First(r => "metec " + r.Experiment == s.Experiment);
            var dlq = DlqEvents.Match(events, release.Start, release.End);
            var theirs = dlq is null ? "no event | " : double.IsNaN(dlq.KilogramsPerHour) ? $"no rate | {dlq.Equipment}" : string.Create(CultureInfo.InvariantCulture, $"{dlq.KilogramsPerHour:F2} ({dlq.Low:F2} to {dlq.High:F2}) | {dlq.Equipment}");
            table.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {s.Release} | {s.Truth:F2} | {(s.IsAnswered ? $"{s.Rate.Median:F2} ({s.Rate.P05:F2} to {s.Rate.P95:F2}) | {Nearest(equipment, s)}, {s.PlaceError:F1} m off" : "none |")} | {theirs} |"));
        }
    }

    private static void Controls(IReadOnlyList<CaseScore> all, TextWriter table)
    {
        table.WriteLine("## Without a plume");
        table.WriteLine();
        table.WriteLine("| set | stretches | alarms | share (asked: 0.01) | least p | where |");
        table.WriteLine("|---|--:|--:|---|--:|---|");
        foreach (var set in all.Where(static s => !s.HasPlume).GroupBy(static s => s.Set))
            table.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {set.Key} | {set.Count()} | {set.Count(static s => s.IsDetected)} | {Proportion.Of(set.Count(static s => s.IsDetected), set.Count())} | {set.Min(static s => s.PValue):G2} | {string.Join(", ", set.Where(static s => s.IsDetected).Select(static s => s.Release))} |"));
        table.WriteLine();
    }

    private static void Releases(IGrouping<string, CaseScore> set, TextWriter table)
    {
        table.WriteLine($"## {set.Key}");
        table.WriteLine();
        table.WriteLine("| release | metered kg/h | kg/h (90%) | rate error | holds | spread | place error m | holds | level | spread | regions 50, 80, 90%, m² (radius of 90%, m) | P(1) | sources | p | s | flags |");
        table.WriteLine("|---|--:|---|--:|---|--:|--:|---|--:|--:|---|--:|--:|--:|--:|---|");
        foreach (var s in set)
        {
            var rate = s.IsAnswered ? string.Create(CultureInfo.InvariantCulture, $"{s.Rate.Median:G3} ({s.Rate.P05:G3} to {s.Rate.P95:G3})") : "none";
            var place = s.RateOnly || !s.IsAnswered ? " | | | |" : string.Create(
                CultureInfo.InvariantCulture,
                $"{s.PlaceError:F1} | {Levels(s.InRegions)} | {s.PlaceLevel:F2} | {s.PlaceScores[2]:F2} | {s.Areas[0]:F0}, {s.Areas[1]:F0}, {Area(s.Areas[2])}");
            table.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"| {s.Release}{(s.IsCounted ? "" : " (shown only)")} | {s.Truth:G3} | {rate} | {(s.IsAnswered ? $"{s.RateError:+0%;-0%}" : "")} | {(s.IsAnswered ? Levels([s.InRate(0), s.InRate(1), s.InRate(2)]) : "")} | {Number(s.RateScores[2], "F2")} | {place} | {Number(s.POne, "F2")} | {s.Sources} | {Number(s.PValue, "G2")} | {s.Seconds:F1} | {s.Flags} |"));
        }

        table.WriteLine();
    }

    private static string Levels(bool[] held) => string.Join(' ', held.Select(static (h, i) => h ? (Calibration.Levels[i] * 100).ToString("F0", CultureInfo.InvariantCulture) : "–"));

    private static string Held(bool held) => held ? "holds" : "does not hold";

    private static double Radius(double area) => Math.Sqrt(area / Math.PI);

    private static string Area(double area) => double.IsNaN(area) ? "" : string.Create(CultureInfo.InvariantCulture, $"{area:F0} ({Radius(area):F1})");

    private static string Number(double value, string format) => double.IsNaN(value) ? "" : value.ToString(format, CultureInfo.InvariantCulture);
}
