using System.Text;
using Atalaya.Earth;

namespace Atalaya.Cli.Maps;

/// <summary>Areas of the sheet: where an answer is uncertain because a line is nearer than its margin, and where the claims differ.</summary>
internal static class MarginBand
{
    /// <summary>On coarser sheets the bands are finer than a hair.</summary>
    private const double CoarsestMetresPerPixel = 1_000;

    /// <summary>Metres that a sample stands for at least: margins are wider.</summary>
    private const double FinestMetres = 100;

    /// <summary>Where an answer is uncertain, as the data of a path to be filled by the even-odd rule; empty where the sheet has none.</summary>
    /// <param name="view">The sheet.</param>
    /// <param name="ground">Who knows.</param>
    /// <param name="isFine">Whether bands thinner than a sheet unit are wanted: many more samples.</param>
    public static string Uncertain(MapView view, IMapGround ground, bool isFine) =>
        isFine ? Path(view, ground.IsUncertain, Math.Clamp(FinestMetres / view.MetresPerPixel, 0.25, 1))
        : view.MetresPerPixel <= CoarsestMetresPerPixel ? Path(view, ground.IsUncertain, 1) : "";

    /// <summary>Where the claims give different zones, likewise.</summary>
    public static string Differing(MapView view, IMapGround ground) => Path(view, ground.DoClaimsDiffer, 1);

    private static string Path(MapView view, Func<Position, bool> holds, double side)
    {
        var path = new StringBuilder();
        foreach (var ring in Rings(view, holds, side))
            Outline.Append(path, Outline.Thin(ring), close: true);
        return path.ToString();
    }

    private static IEnumerable<List<(double X, double Y)>> Rings(MapView view, Func<Position, bool> holds, double side)
    {
        int columns = (int)Math.Ceiling(view.Width / side), rows = (int)Math.Ceiling(view.Height / side);
        var cells = new bool[columns * rows];
        for (var row = 0; row < rows; row++)
        {
            for (var column = 0; column < columns; column++)
            {
                var place = view.At((column + 0.5) * side, (row + 0.5) * side);
                cells[(row * columns) + column] = holds(place);
            }
        }

        return RasterOutline.Rings(cells, columns).Select(ring => ring.ConvertAll(p => (p.X * side, p.Y * side)));
    }
}
