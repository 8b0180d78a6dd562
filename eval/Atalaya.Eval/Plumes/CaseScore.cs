using System.Globalization;
using Atalaya.Plumes.Answers;

namespace Atalaya.Eval.Plumes;

/// <summary>How one answer stands beside the truth. NaN where the answer states nothing.</summary>
internal sealed record CaseScore
{
    /// <summary>Columns of <see cref="Line"/>.</summary>
    public const string Header = "set\texperiment\trelease\tcounted\thas_plume\trate_only\tdetected\tp_value\tp_one\tsources\tplace_error_m\trate_error\tarea50\tarea80\tarea90\tin50\tin80\tin90\t"
        + "place_level\tplace_score50\tplace_score80\tplace_score90\trate_level\trate_score50\trate_score80\trate_score90\tcrps_log_rate\tmedian_kg_h\tp05\tp95\ttruth_kg_h\tx\ty\tseconds\tflags";

    public required string Set { get; init; }

    public required string Experiment { get; init; }

    public required string Release { get; init; }

    public required bool IsCounted { get; init; }

    public required bool HasPlume { get; init; }

    public required bool RateOnly { get; init; }

    public bool IsDetected { get; init; }

    public double PValue { get; init; } = double.NaN;

    /// <summary>Posterior probability of exactly one source.</summary>
    public double POne { get; init; } = double.NaN;

    /// <summary>Sources stated.</summary>
    public int Sources { get; init; }

    public double PlaceError { get; init; } = double.NaN;

    /// <summary>Median over truth, less one.</summary>
    public double RateError { get; init; } = double.NaN;

    public double[] Areas { get; init; } = [double.NaN, double.NaN, double.NaN];

    /// <summary>Whether the stated regions of 50, 80 and 90% hold the place.</summary>
    public bool[] InRegions { get; init; } = [false, false, false];

    /// <summary>Smallest level of an elliptic region of the draws that holds the truth.</summary>
    public double PlaceLevel { get; init; } = double.NaN;

    /// <summary>Factor by which the draws must be spread about their mean for the 50, 80 and 90% ellipse to reach the truth: at most 1 where it holds.</summary>
    public double[] PlaceScores { get; init; } = [double.NaN, double.NaN, double.NaN];

    /// <summary>Share of the draws' weight below the true rate.</summary>
    public double RateLevel { get; init; } = double.NaN;

    /// <summary>Factor by which the log rate's 50, 80 and 90% interval must be spread about its median to reach the truth: at most 1 where it holds.</summary>
    public double[] RateScores { get; init; } = [double.NaN, double.NaN, double.NaN];

    public double CrpsLogRate { get; init; } = double.NaN;

    public RateBounds Rate { get; init; } = new(double.NaN, double.NaN, double.NaN);

    public double Truth { get; init; }

    public double X { get; init; } = double.NaN;

    public double Y { get; init; } = double.NaN;

    public double Seconds { get; init; }

    public string Flags { get; init; } = "";

    /// <summary>Whether a source is stated at all.</summary>
    public bool IsAnswered => !double.IsNaN(RateError);

    /// <summary>Whether the rate's interval of that index (50, 80, 90%) holds the truth.</summary>
    public bool InRate(int level) => RateScores[level] <= 1;

    public static CaseScore Of(PlumeCase c, PlumeAnswer answer, double seconds)
    {
        var score = Without(c) with
        {
            IsDetected = answer.Detection.IsDetected,
            PValue = answer.Detection.PValue,
            POne = answer.SourceCount.Count > 1 ? answer.SourceCount[1] : double.NaN,
            Sources = answer.Sources.Count,
            Seconds = seconds,
            Flags = string.Join(' ', answer.Flags),
        };
        if (answer.Sources.Count == 0)
            return score;

        // The strongest is judged: nobody would tell the reader of a real answer which of several is right.
        var source = answer.Sources[0];
        score = score with { X = source.X, Y = source.Y, Rate = source.KilogramsPerHour, Areas = [source.Region50.AreaSquareMetres, source.Region80.AreaSquareMetres, source.Region90.AreaSquareMetres] };
        if (c.TruthSpot is not { } truth)
            return score;
        PosteriorDraw[] draws = [.. answer.Posterior.Where(d => d.SourceCount == answer.Sources.Count && d.Source == 0 && d.Weight > 0)];
        return (draws.Length > 1 ? score.WithDraws(draws, truth.X, truth.Y, c.RateOnly) : score) with
        {
            PlaceError = c.RateOnly ? double.NaN : Math.Sqrt(((source.X - truth.X) * (source.X - truth.X)) + ((source.Y - truth.Y) * (source.Y - truth.Y))),
            InRegions = [source.Region50.Contains(truth.X, truth.Y), source.Region80.Contains(truth.X, truth.Y), source.Region90.Contains(truth.X, truth.Y)],
            RateError = (source.KilogramsPerHour.Median / c.TruthKilogramsPerHour) - 1,
            RateScores =
            [
                RateScore(c.TruthKilogramsPerHour, source.KilogramsPerHour.Median, source.Rate50.P25, source.Rate50.P75),
                RateScore(c.TruthKilogramsPerHour, source.KilogramsPerHour.Median, source.Rate80.P10, source.Rate80.P90),
                RateScore(c.TruthKilogramsPerHour, source.KilogramsPerHour.Median, source.KilogramsPerHour.P05, source.KilogramsPerHour.P95),
            ],
        };
    }

    /// <summary>The score of no answer.</summary>
    public static CaseScore Without(PlumeCase c) => new()
    {
        Set = c.Set,
        Experiment = c.Experiment,
        Release = c.Release,
        IsCounted = c.IsCounted,
        HasPlume = c.HasPlume,
        RateOnly = c.RateOnly,
        Truth = c.TruthKilogramsPerHour,
    };

    public string Line() => string.Join('\t', [
        Set, Experiment, Release, .. Texts(IsCounted, HasPlume, RateOnly, IsDetected), .. Texts(PValue, POne, Sources, PlaceError, RateError), .. Texts(Areas), .. Texts(InRegions),
        .. Texts(PlaceLevel), .. Texts(PlaceScores), .. Texts(RateLevel), .. Texts(RateScores), .. Texts(CrpsLogRate, Rate.Median, Rate.P05, Rate.P95, Truth, X, Y, Seconds), Flags]);

    public static CaseScore Parse(string line)
    {
        var f = line.Split('\t');
        double N(int i) => f[i].Length == 0 ? double.NaN : double.Parse(f[i], CultureInfo.InvariantCulture);
        bool B(int i) => f[i] == "1";
        return new CaseScore
        {
            Set = f[0],
            Experiment = f[1],
            Release = f[2],
            IsCounted = B(3),
            HasPlume = B(4),
            RateOnly = B(5),
            IsDetected = B(6),
            PValue = N(7),
            POne = N(8),
            Sources = (int)N(9),
            PlaceError = N(10),
            RateError = N(11),
            Areas = [N(12), N(13), N(14)],
            InRegions = [B(15), B(16), B(17)],
            PlaceLevel = N(18),
            PlaceScores = [N(19), N(20), N(21)],
            RateLevel = N(22),
            RateScores = [N(23), N(24), N(25)],
            CrpsLogRate = N(26),
            Rate = new RateBounds(N(27), N(28), N(29)),
            Truth = N(30),
            X = N(31),
            Y = N(32),
            Seconds = N(33),
            Flags = f[34],
        };
    }

    private CaseScore WithDraws(PosteriorDraw[] draws, double x, double y, bool rateOnly)
    {
        var weights = Array.ConvertAll(draws, static d => d.Weight);
        var logs = Array.ConvertAll(draws, static d => Math.Log(d.KilogramsPerHour));
        var truth = Math.Log(Truth);
        var score = this with { RateLevel = Weighted.ShareBelow(logs, weights, truth), CrpsLogRate = Weighted.Crps(logs, weights, truth) };
        if (rateOnly)
            return score;
        var (distances, place) = Weighted.Distances(Array.ConvertAll(draws, static d => d.X), Array.ConvertAll(draws, static d => d.Y), weights, x, y);
        return score with
        {
            PlaceLevel = Weighted.ShareBelow(distances, weights, place),
            PlaceScores = [.. Calibration.Levels.Select(level => Math.Sqrt(place / Weighted.Quantile(distances, weights, level)))],
        };
    }

    private static double RateScore(double truth, double median, double low, double high)
    {
        var (t, m) = (Math.Log(truth), Math.Log(median));
        return t >= m ? (t - m) / (Math.Log(high) - m) : (m - t) / (m - Math.Log(low));
    }

    private static IEnumerable<string> Texts(params double[] values) => values.Select(static v => double.IsNaN(v) ? "" : v.ToString("G6", CultureInfo.InvariantCulture));

    private static IEnumerable<string> Texts(params bool[] values) => values.Select(static v => v ? "1" : "0");
}
