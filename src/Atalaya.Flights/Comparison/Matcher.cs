namespace Atalaya.Flights.Comparison;

/// <summary>Pairs two lists of missions one to one, so that the sum of the scores is greatest.</summary>
/// <remarks>
/// Missions that can be paired, directly or by others, form a group; groups are paired apart, which changes nothing in the
/// result. The same lists always give the same pairs: of equal pairings the order of the lists chooses one, and every pair that another
/// pairing could do without is said to be ambiguous.
/// </remarks>
internal sealed class Matcher
{
    private readonly IReadOnlyList<ListedMission> a;
    private readonly IReadOnlyList<ListedMission> b;
    private readonly MatchRules rules;
    private readonly List<(int B, PairScore Score)>[] edges;

    public Matcher(IReadOnlyList<ListedMission> a, IReadOnlyList<ListedMission> b, MatchRules rules)
    {
        (this.a, this.b, this.rules) = (a, b, rules);
        edges = new List<(int, PairScore)>[a.Count];
        for (var i = 0; i < a.Count; i++)
        {
            edges[i] = [];
            for (var j = 0; j < b.Count; j++)
            {
                var score = PairScore.Of(a[i], b[j], rules);
                if (score.Total > 0)
                    edges[i].Add((j, score));
            }
        }
    }

    /// <summary>The pairs, in the order of A, with what is ambiguous in them.</summary>
    public IReadOnlyList<MissionPair> Pairs()
    {
        var pairs = new List<(int Row, MissionPair Pair)>();
        foreach (var (rows, columns) in Groups(static _ => true))
        {
            var scores = Scores(rows, columns);
            var assigned = Assignment.Best(scores);
            for (var i = 0; i < rows.Count; i++)
            {
                if (assigned[i] < 0)
                    continue;
                var (othersOfA, othersOfB) = Others(scores, assigned, i);
                pairs.Add((rows[i], new(
                    a[rows[i]], b[columns[assigned[i]]], edges[rows[i]].Find(e => e.B == columns[assigned[i]]).Score,
                    [.. othersOfA.Select(r => a[rows[r]])], [.. othersOfB.Select(c => b[columns[c]])])));
            }
        }

        return [.. pairs.OrderBy(static p => p.Row).Select(static p => p.Pair)];
    }

    /// <summary>The score of a pair, 0 where it cannot be.</summary>
    public double ScoreOf(int inA, int inB) => edges[inA].Find(e => e.B == inB).Score.Total;

    /// <summary>The partner in B of each of some missions of A, −1 where there is none.</summary>
    /// <param name="takesPart">Which missions of A take part.</param>
    public int[] Partners(Func<int, bool> takesPart)
    {
        var partners = new int[a.Count];
        Array.Fill(partners, -1);
        foreach (var (rows, columns) in Groups(takesPart))
        {
            var assigned = Assignment.Best(Scores(rows, columns));
            for (var i = 0; i < rows.Count; i++)
            {
                if (assigned[i] >= 0)
                    partners[rows[i]] = columns[assigned[i]];
            }
        }

        return partners;
    }

    /// <summary>What could stand in the place of either side of a pair: pair the group anew without the pair, and see who takes it when almost nothing is lost.</summary>
    private (HashSet<int> Rows, HashSet<int> Columns) Others(double[,] scores, int[] assigned, int row)
    {
        var (otherRows, otherColumns) = (new HashSet<int>(), new HashSet<int>());
        var column = assigned[row];
        int rows = scores.GetLength(0), columns = scores.GetLength(1);
        var total = Assignment.Total(scores, assigned);
        for (var other = 0; other < rows; other++)
        {
            if (other != row && scores[other, column] > 0 && LossOf(other, column) <= rules.AmbiguousBelow)
                otherRows.Add(other);
        }

        for (var other = 0; other < columns; other++)
        {
            if (other != column && scores[row, other] > 0 && LossOf(row, other) <= rules.AmbiguousBelow)
                otherColumns.Add(other);
        }

        return (otherRows, otherColumns);

        // What the whole loses where this pair is forced.
        double LossOf(int forcedRow, int forcedColumn)
        {
            if (rows > rules.ExactGroup || columns > rules.ExactGroup)
                return ExchangeLoss(scores, assigned, forcedRow, forcedColumn);
            var rest = (double[,])scores.Clone();
            for (var j = 0; j < columns; j++)
                rest[forcedRow, j] = 0;
            for (var i = 0; i < rows; i++)
                rest[i, forcedColumn] = 0;
            return total - scores[forcedRow, forcedColumn] - Assignment.Total(rest, Assignment.Best(rest));
        }
    }

    private static double ExchangeLoss(double[,] scores, int[] assigned, int row, int column)
    {
        var displaced = Array.IndexOf(assigned, column);
        var freed = assigned[row];
        var before = (freed >= 0 ? scores[row, freed] : 0) + (displaced >= 0 ? scores[displaced, column] : 0);
        return before - scores[row, column] - (displaced >= 0 && freed >= 0 ? Math.Max(0, scores[displaced, freed]) : 0);
    }

    private double[,] Scores(List<int> rows, List<int> columns)
    {
        var scores = new double[rows.Count, columns.Count];
        var place = new Dictionary<int, int>();
        for (var j = 0; j < columns.Count; j++)
            place[columns[j]] = j;
        for (var i = 0; i < rows.Count; i++)
        {
            foreach (var (column, score) in edges[rows[i]])
                scores[i, place[column]] = score.Total;
        }

        return scores;
    }

    private List<(List<int> Rows, List<int> Columns)> Groups(Func<int, bool> takesPart)
    {
        var rowsOf = new List<int>[b.Count];
        for (var i = 0; i < a.Count; i++)
        {
            if (!takesPart(i))
                continue;
            foreach (var (column, _) in edges[i])
                (rowsOf[column] ??= []).Add(i);
        }

        var groups = new List<(List<int>, List<int>)>();
        var seenRows = new bool[a.Count];
        var seenColumns = new bool[b.Count];
        for (var first = 0; first < a.Count; first++)
        {
            if (seenRows[first] || !takesPart(first) || edges[first].Count == 0)
                continue;
            var (rows, columns) = (new List<int>(), new List<int>());
            var waiting = new Stack<int>([first]);
            seenRows[first] = true;
            while (waiting.TryPop(out var row))
            {
                rows.Add(row);
                foreach (var (column, _) in edges[row])
                {
                    if (seenColumns[column])
                        continue;
                    seenColumns[column] = true;
                    columns.Add(column);
                    foreach (var next in rowsOf[column])
                    {
                        if (!seenRows[next])
                            waiting.Push(next);
                        seenRows[next] = true;
                    }
                }
            }

            rows.Sort();
            columns.Sort();
            groups.Add((rows, columns));
        }

        return groups;
    }
}
