using Atalaya.Flights.Comparison;
using CsCheck;

namespace Atalaya.Tests.Comparison;

public sealed class AssignmentTests
{
    // Few different scores, zeros among them, so that ties and impossible pairs are common.
    private static readonly Gen<double[,]> Tables = Gen.Select(Gen.Int[0, 5], Gen.Int[0, 5]).SelectMany((rows, columns) =>
        Gen.OneOf([.. new[] { 0, 0, 0.1, 0.25, 0.5, 0.5, 0.7, 1 }.Select(Gen.Const)]).Array[rows * columns].Select(cells =>
        {
            var table = new double[rows, columns];
            for (var i = 0; i < cells.Length; i++)
                table[i / columns, i % columns] = cells[i];
            return table;
        }));

    [Fact]
    public void No_other_assignment_has_a_greater_total() =>
        Tables.Sample(static scores => Assert.Equal(BestByTrying(scores, 0, 0), Assignment.Total(scores, Assignment.Best(scores)), 1e-9));

    [Fact]
    public void Each_column_is_given_once_and_no_impossible_pair_is_made() =>
        Tables.Sample(static scores =>
        {
            var assigned = Assignment.Best(scores);
            Assert.Equal(assigned.Count(static c => c >= 0), assigned.Where(static c => c >= 0).Distinct().Count());
            for (var row = 0; row < assigned.Length; row++)
                Assert.True(assigned[row] < 0 || scores[row, assigned[row]] > 0);
        });

    [Fact]
    public void Turning_the_table_keeps_the_total() =>
        Tables.Sample(static scores =>
        {
            var turned = new double[scores.GetLength(1), scores.GetLength(0)];
            for (var i = 0; i < scores.GetLength(0); i++)
            {
                for (var j = 0; j < scores.GetLength(1); j++)
                    turned[j, i] = scores[i, j];
            }

            Assert.Equal(Assignment.Total(scores, Assignment.Best(scores)), Assignment.Total(turned, Assignment.Best(turned)), 1e-9);
        });

    [Fact]
    public void Two_fair_pairs_go_before_one_good_one()
    {
        var assigned = Assignment.Best(new[,] { { 0.9, 0.6 }, { 0.6, 0 } });
        Assert.Equal([1, 0], assigned);
    }

    private static double BestByTrying(double[,] scores, int row, int usedColumns)
    {
        if (row == scores.GetLength(0))
            return 0;
        var best = BestByTrying(scores, row + 1, usedColumns);
        for (var column = 0; column < scores.GetLength(1); column++)
        {
            if ((usedColumns & (1 << column)) == 0 && scores[row, column] > 0)
                best = Math.Max(best, scores[row, column] + BestByTrying(scores, row + 1, usedColumns | (1 << column)));
        }

        return best;
    }
}
