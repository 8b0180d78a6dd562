using Atalaya.Flights.Patterns;

namespace Atalaya.Eval.Patterns;

/// <summary>Labels against patterns found, recall of each label and precision of each pattern.</summary>
internal static class ConfusionTable
{
    private static readonly PatternKind[] Kinds = Enum.GetValues<PatternKind>();

    public static void Write(IReadOnlyList<FoundFlight> flights, TextWriter table)
    {
        table.WriteLine("| label | flights | recall | else | none | " + string.Join(" | ", Kinds) + " |");
        table.WriteLine("|---|--:|---|--:|--:|" + string.Concat(Kinds.Select(static _ => "--:|")));
        foreach (var group in flights.GroupBy(static f => f.Label).OrderBy(static g => g.Key))
        {
            var recall = LabelledFlight.Expected(group.Key).Count == 0 ? "" : Proportion.Scored(group.Count(static f => f.IsHit), group.Count());
            var kinds = Kinds.Select(kind => group.Count(f => f.Has(kind)));
            table.WriteLine($"| {group.Key} | {group.Count()} | {recall} | {group.Count(static f => f.HasElse)} | {group.Count(static f => f.Patterns.Count == 0)} | {string.Join(" | ", kinds)} |");
        }

        // What flew over Monterey has no label: a pattern found there is neither right nor wrong.
        var scored = flights.Where(static f => f.Label != Label.AllTraffic).ToList();
        var precision = Kinds.Select(kind =>
        {
            var found = scored.Where(f => f.Has(kind)).ToList();
            return Proportion.Scored(found.Count(f => LabelledFlight.Expected(f.Label).Contains(kind)), found.Count);
        });
        table.WriteLine($"| *precision* | {scored.Count} | | | | {string.Join(" | ", precision)} |");
        table.WriteLine();
    }

    /// <summary>Each aircraft of each source by itself: one airframe with many flights must not pass for many.</summary>
    public static void WriteSources(IReadOnlyList<FoundFlight> flights, TextWriter table)
    {
        table.WriteLine("| label | source | aircraft | used for | flights | hit | else |");
        table.WriteLine("|---|---|---|---|--:|--:|--:|");
        var rows = flights.Where(static f => f.Label is not Label.Transit and not Label.AllTraffic)
            .GroupBy(static f => (f.Label, Source: f.Labelled.Source.Split(' ')[0], f.Labelled.Flight.Track.Aircraft.Identity, f.Labelled.Split)).OrderBy(static g => g.Key);
        foreach (var row in rows)
            table.WriteLine($"| {row.Key.Label} | {row.Key.Source} | {row.Key.Identity} | {Name(row.Key.Split)} | {row.Count()} | {(LabelledFlight.Expected(row.Key.Label).Count == 0 ? "" : row.Count(static f => f.IsHit))} | {row.Count(static f => f.HasElse)} |");
        table.WriteLine();
    }

    public static string Name(Split split) => split switch
    {
        Split.Tuning => "tuning",
        Split.SeenOnce => "reported, seen once",
        _ => "reported, held out",
    };
}
