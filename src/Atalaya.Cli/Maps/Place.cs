using System.Globalization;
using Atalaya.Earth;

namespace Atalaya.Cli.Maps;

/// <summary>What a place name on a map names.</summary>
internal enum PlaceKind
{
    /// <summary>A town or an aerodrome.</summary>
    Town,

    /// <summary>A sea, a gulf, an ocean.</summary>
    Water,

    /// <summary>A state.</summary>
    State,
}

/// <summary>A place that orients the reader of a map.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Rank">1 for the most important; more means drawn only where there is room.</param>
/// <param name="Position">Where, to about 0.1° for towns; the middle of the lettering otherwise.</param>
/// <param name="English">Name in English.</param>
/// <param name="Spanish">Name in Spanish.</param>
internal sealed record Place(PlaceKind Kind, int Rank, Position Position, string English, string Spanish)
{
    private static readonly Lazy<IReadOnlyList<Place>> Table = new(Read);

    /// <summary>The table that ships in <c>Maps/places.tsv</c>, by rank.</summary>
    public static IReadOnlyList<Place> All => Table.Value;

    private static List<Place> Read()
    {
        using var stream = typeof(Place).Assembly.GetManifestResourceStream("Atalaya.Cli.Maps.places.tsv")!;
        using var reader = new StreamReader(stream);
        var places = new List<Place>();
        while (reader.ReadLine() is { } line)
        {
            if (line.Length == 0 || line[0] == '#')
                continue;
            var cells = line.Split('\t');
            places.Add(new(
                Enum.Parse<PlaceKind>(cells[0], ignoreCase: true),
                int.Parse(cells[1], CultureInfo.InvariantCulture),
                new(double.Parse(cells[2], CultureInfo.InvariantCulture), double.Parse(cells[3], CultureInfo.InvariantCulture)),
                cells[4],
                cells.Length > 5 && cells[5].Length > 0 ? cells[5] : cells[4]));
        }

        return [.. places.OrderBy(static p => p.Rank)];
    }
}
