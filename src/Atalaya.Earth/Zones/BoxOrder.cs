namespace Atalaya.Earth.Zones;

/// <summary>
/// Puts points in space into an order in which each full group of eight, of 64, of 512 ... fills a small box: the whole is halved across its
/// longest side, at a border between groups, and so are the halves (as a kd-tree, Bentley 1975).
/// </summary>
internal static class BoxOrder
{
    private const int Fan = 8;

    /// <summary>The order.</summary>
    /// <param name="axes">x, y and z of each point.</param>
    public static int[] Of(double[][] axes)
    {
        var order = new int[axes[0].Length];
        for (var i = 0; i < order.Length; i++)
            order[i] = i;
        var group = 1;
        while (group * Fan < order.Length)
            group *= Fan;
        Halve(order, axes, group);
        return order;
    }

    private static void Halve(Span<int> order, double[][] axes, int group)
    {
        while (group > 1 && order.Length <= group)
            group /= Fan;
        if (order.Length <= Fan)
            return;
        var middle = ((((order.Length + group - 1) / group) + 1) / 2) * group;
        Select(order, axes[LongestAxis(order, axes)], middle);
        Halve(order[..middle], axes, group);
        Halve(order[middle..], axes, group);
    }

    private static int LongestAxis(ReadOnlySpan<int> order, double[][] axes)
    {
        var (longest, length) = (0, -1.0);
        for (var axis = 0; axis < axes.Length; axis++)
        {
            var values = axes[axis];
            double least = double.MaxValue, greatest = double.MinValue;
            foreach (var point in order)
                (least, greatest) = (Math.Min(least, values[point]), Math.Max(greatest, values[point]));
            if (greatest - least > length)
                (longest, length) = (axis, greatest - least);
        }

        return longest;
    }

    /// <summary>Brings the least <paramref name="count"/> to the front (Hoare 1961). Equal values are ordered by number, so that the order is always the same.</summary>
    private static void Select(Span<int> order, double[] values, int count)
    {
        int low = 0, high = order.Length - 1;
        while (low < high)
        {
            var pivot = order[low + ((high - low) / 2)];
            int i = low, j = high;
            while (i <= j)
            {
                while (IsLess(order[i], pivot))
                    i++;
                while (IsLess(pivot, order[j]))
                    j--;
                if (i > j)
                    break;
                (order[i], order[j]) = (order[j], order[i]);
                i++;
                j--;
            }

            if (count <= j)
                high = j;
            else if (count > i)
                low = i;
            else
                return;
        }

        bool IsLess(int a, int b) => values[a] < values[b] || (values[a] == values[b] && a < b);
    }
}
