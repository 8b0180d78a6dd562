namespace Atalaya.ZoneBuilder;

/// <summary>The tables kept beside the tool: tab separated, # begins a comment.</summary>
internal static class Tables
{
    /// <summary>Territory code to the code of the state that is sovereign there.</summary>
    public static Dictionary<string, string> Sovereigns(string folder) =>
        Rows(folder, "sovereigns.tsv").ToDictionary(r => r[0], r => r[1], StringComparer.Ordinal);

    /// <summary>The sources of lines, each also for every class of shelf that it is used on.</summary>
    public static List<LineSource> Sources(string folder)
    {
        var sources = new List<LineSource>();
        foreach (var row in Rows(folder, "sources.tsv"))
        {
            var isShore = row[2] == "shelf";
            var margin = int.Parse(row[1], System.Globalization.CultureInfo.InvariantCulture);
            sources.Add(new LineSource(row[0], margin, isShore ? ShelfClasses.WidestMetres : margin, row[3]));
            if (!isShore)
                continue;
            foreach (var shelf in ShelfClasses.Read(folder).Classes)
                sources.Add(new LineSource($"{row[0]}-{shelf.Name}", margin, shelf.SeawardMetres, $"{row[3]}; limit: {shelf.Why}"));
        }

        return sources;
    }

    /// <summary>For two states whose land overlaps in the package: who keeps it.</summary>
    public static Dictionary<(string One, string Other), string> Keepers(string folder) =>
        Rows(folder, "overlaps.tsv").ToDictionary(r => (r[0], r[1]), r => r[2]);

    /// <summary>A point in each enclosed water that is sea.</summary>
    public static List<Vertex> EnclosedSeas(string folder) =>
        [.. Rows(folder, "enclosed-seas.tsv").Select(r => new Vertex(Micro(r[1]), Micro(r[0])))];

    private static int Micro(string degrees) => (int)Math.Round(double.Parse(degrees, System.Globalization.CultureInfo.InvariantCulture) * 1e6);

    /// <summary>Country name of Natural Earth to the code of the sovereign.</summary>
    public static Dictionary<string, string> NaturalEarthStates(string folder) =>
        Rows(folder, "natural-earth-states.tsv").ToDictionary(r => r[0], r => r[1], StringComparer.Ordinal);

    public static IEnumerable<string[]> Rows(string folder, string file) =>
        File.ReadLines(Path.Combine(folder, file)).Where(l => l.Length > 0 && l[0] != '#').Select(l => l.Split('\t'));
}
