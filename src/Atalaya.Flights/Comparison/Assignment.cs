namespace Atalaya.Flights.Comparison;

/// <summary>The one-to-one assignment of the greatest total score; what has no partner stays alone.</summary>
/// <remarks>
/// The Hungarian method in its form with shortest augmenting paths, O(n³): H. W. Kuhn, Naval Research Logistics Quarterly 2 (1955) 83–97;
/// R. Jonker and A. Volgenant, Computing 38 (1987) 325–340. A row may stay alone at the cost of nothing.
/// </remarks>
internal static class Assignment
{
    /// <summary>Assigns rows to columns.</summary>
    /// <param name="scores">Scores by row and column; 0 or less means that the pair cannot be.</param>
    /// <returns>The column of each row, −1 for a row that stays alone.</returns>
    public static int[] Best(double[,] scores)
    {
        int rows = scores.GetLength(0), columns = scores.GetLength(1);

        // Each row has a column of its own besides, which stands for staying alone.
        var width = columns + rows;
        var rowPrices = new double[rows + 1];
        var columnPrices = new double[width + 1];
        var rowOf = new int[width + 1];
        var way = new int[width + 1];
        for (var row = 1; row <= rows; row++)
        {
            rowOf[0] = row;
            var column = 0;
            var least = new double[width + 1];
            Array.Fill(least, double.PositiveInfinity);
            var used = new bool[width + 1];
            do
            {
                used[column] = true;
                var current = rowOf[column];
                var delta = double.PositiveInfinity;
                var next = 0;
                for (var j = 1; j <= width; j++)
                {
                    if (used[j])
                        continue;
                    var reduced = Cost(current - 1, j - 1) - rowPrices[current] - columnPrices[j];
                    if (reduced < least[j])
                        (least[j], way[j]) = (reduced, column);
                    if (least[j] < delta)
                        (delta, next) = (least[j], j);
                }

                for (var j = 0; j <= width; j++)
                {
                    if (used[j])
                    {
                        rowPrices[rowOf[j]] += delta;
                        columnPrices[j] -= delta;
                    }
                    else
                    {
                        least[j] -= delta;
                    }
                }

                column = next;
            }
            while (rowOf[column] != 0);

            while (column != 0)
            {
                var before = way[column];
                rowOf[column] = rowOf[before];
                column = before;
            }
        }

        var assigned = new int[rows];
        Array.Fill(assigned, -1);
        for (var j = 1; j <= columns; j++)
        {
            if (rowOf[j] > 0 && scores[rowOf[j] - 1, j - 1] > 0)
                assigned[rowOf[j] - 1] = j - 1;
        }

        return assigned;

        double Cost(int row, int column) => column >= columns || scores[row, column] <= 0 ? 0 : -scores[row, column];
    }

    /// <summary>The total score of an assignment.</summary>
    public static double Total(double[,] scores, int[] assigned)
    {
        var total = 0.0;
        for (var row = 0; row < assigned.Length; row++)
        {
            if (assigned[row] >= 0)
                total += scores[row, assigned[row]];
        }

        return total;
    }
}
