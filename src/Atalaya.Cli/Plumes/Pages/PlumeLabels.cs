using Atalaya.Cli.Maps;
using Atalaya.Cli.Paper;

namespace Atalaya.Cli.Plumes.Pages;

/// <summary>What is taken on a map's sheet, so that labels keep off each other.</summary>
internal sealed class PlumeLabels(PlumeView view)
{
    private const double Edge = 3;

    private static readonly (double X, double Y)[] Sides = [(1, 0), (-1, 0), (0, -1), (0, 1), (1, -1), (1, 1), (-1, -1), (-1, 1)];

    private readonly List<(double Left, double Top, double Right, double Bottom)> taken = [];

    /// <summary>Marks a rectangle as taken.</summary>
    public void Take(double x, double y, double width, double height) => taken.Add((x, y, x + width, y + height));

    /// <summary>Writes a label beside a point where there is room; else none.</summary>
    public void Label(PlumePageContext page, string style, string text, (double X, double Y) point, double size, double distance)
    {
        double width = LabelBoard.WidthOf(text, size), height = size * 1.15;
        foreach (var (sideX, sideY) in Sides)
        {
            var reach = sideX != 0 && sideY != 0 ? distance * 0.7 : distance;
            double left = point.X + (sideX * reach) - (width * (1 - sideX) / 2), top = point.Y + (sideY * reach) - (height * (1 - sideY) / 2);
            if (left < Edge || top < Edge || left + width > view.Width - Edge || top + height > view.Height - Edge
                || taken.Exists(t => left < t.Right && left + width > t.Left && top < t.Bottom && top + height > t.Top))
                continue;
            Take(left, top, width, height);
            page.Label(style, text, left, top + (size * 0.92));
            return;
        }
    }

    /// <summary>The corner, of three, in which a rectangle covers fewest points; the scale bar has the fourth.</summary>
    public (double X, double Y) FreeCorner(IEnumerable<(double X, double Y)> points, double width, double height)
    {
        (double X, double Y)[] corners = [(view.Width - width, 0), (0, 0), (view.Width - width, view.Height - height)];
        var counts = new int[corners.Length];
        foreach (var (x, y) in points)
        {
            for (var i = 0; i < corners.Length; i++)
            {
                if (x >= corners[i].X && x <= corners[i].X + width && y >= corners[i].Y && y <= corners[i].Y + height)
                    counts[i]++;
            }
        }

        return corners[Array.IndexOf(counts, counts.Min())];
    }
}
