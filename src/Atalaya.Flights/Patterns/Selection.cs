using System.Numerics;

namespace Atalaya.Flights.Patterns;

/// <summary>The value that would stand at a place if all were sorted, without sorting them (C. A. R. Hoare, Algorithm 65: Find, 1961).</summary>
internal static class Selection
{
    // Below so many the library's sort is as quick.
    private const int Few = 32;

    /// <summary>The value of that rank, 0 the least. Changes the order of the values; none may be NaN.</summary>
    public static T Of<T>(Span<T> values, int rank)
        where T : INumber<T>
    {
        var rounds = 2 * BitOperations.Log2((uint)values.Length + 1);
        while (values.Length > Few && rounds-- > 0)
        {
            var pivot = Middle(values[0], values[values.Length / 2], values[^1]);
            int low = 0, high = values.Length - 1;
            while (low <= high)
            {
                while (values[low] < pivot)
                    low++;
                while (values[high] > pivot)
                    high--;
                if (low > high)
                    break;
                (values[low], values[high]) = (values[high], values[low]);
                low++;
                high--;
            }

            // Up to high none is above the pivot, from low on none below it; between them all are it.
            if (rank <= high)
            {
                values = values[..(high + 1)];
            }
            else if (rank >= low)
            {
                values = values[low..];
                rank -= low;
            }
            else
            {
                return pivot;
            }
        }

        // Few are left, or the pivots were as bad as can be: sorting bounds the time.
        values.Sort();
        return values[rank];
    }

    private static T Middle<T>(T a, T b, T c)
        where T : INumber<T>
        => T.Max(T.Min(a, b), T.Min(T.Max(a, b), c));
}
