using System.Globalization;

namespace Atalaya.Eval.Plumes;

/// <summary>What one simulated case says of one of its true sources; a plume-free case has one row with no truth.</summary>
internal sealed record SbcRow
{
    // NaN where a figure does not apply.
    private const string Columns =
        "method,seed,source,true_sources,x_m,y_m,kg_h,detected,p_value,p_true_count,likeliest_count,rank_x,rank_y,rank_log_rate,in50,in80,in90,rate50,rate80,rate90,area90_m2,error_m,rate_ratio,matched,seconds,flags,failure,model_rank_x,model_rank_y,model_rank_log_rate,seen";

    public required string Method { get; init; }

    public required ulong Seed { get; init; }

    public int Source { get; init; }

    public int TrueSources { get; init; }

    public double X { get; init; } = double.NaN;

    public double Y { get; init; } = double.NaN;

    public double KilogramsPerHour { get; init; } = double.NaN;

    public bool Detected { get; init; }

    public double PValue { get; init; } = double.NaN;

    /// <summary>Posterior probability of the true number of sources.</summary>
    public double TrueCountProbability { get; init; } = double.NaN;

    public int LikeliestCount { get; init; } = -1;

    /// <summary>Weighted ranks of the truth among the draws, 0 to 1.</summary>
    public double RankX { get; init; } = double.NaN;

    public double RankY { get; init; } = double.NaN;

    public double RankLogRate { get; init; } = double.NaN;

    /// <summary>The same within the model's own posterior, before calibration.</summary>
    public double ModelRankX { get; init; } = double.NaN;

    public double ModelRankY { get; init; } = double.NaN;

    public double ModelRankLogRate { get; init; } = double.NaN;

    /// <summary>Readings that the source alone raises by more than three times the noise; −1 where that was not counted.</summary>
    public int Seen { get; init; } = -1;

    public bool In50 { get; init; }

    public bool In80 { get; init; }

    public bool In90 { get; init; }

    public bool Rate50 { get; init; }

    public bool Rate80 { get; init; }

    public bool Rate90 { get; init; }

    public double Area90 { get; init; } = double.NaN;

    public double ErrorMetres { get; init; } = double.NaN;

    /// <summary>Median of the rate over the true rate.</summary>
    public double RateRatio { get; init; } = double.NaN;

    /// <summary>An estimate of its own was matched to this source.</summary>
    public bool Matched { get; init; }

    public double Seconds { get; init; }

    public string Flags { get; init; } = "";

    public string Failure { get; init; } = "";

    public static string Header => Columns;

    public string ToLine() => string.Join(',',
        Clean(Method), Seed.ToString(CultureInfo.InvariantCulture), Source, TrueSources, Text(X), Text(Y), Text(KilogramsPerHour), Bit(Detected), Text(PValue), Text(TrueCountProbability), LikeliestCount,
        Text(RankX), Text(RankY), Text(RankLogRate), Bit(In50), Bit(In80), Bit(In90), Bit(Rate50), Bit(Rate80), Bit(Rate90), Text(Area90), Text(ErrorMetres), Text(RateRatio), Bit(Matched), Text(Seconds), Clean(Flags), Clean(Failure),
        Text(ModelRankX), Text(ModelRankY), Text(ModelRankLogRate), Seen);

    /// <summary>A row of a file; null for a line that a stopped run left half written.</summary>
    public static SbcRow? Parse(string line)
    {
        var f = line.Split(',');
        if (f.Length != Columns.Split(',').Length || !ulong.TryParse(f[1], out var seed) || !int.TryParse(f[2], out var source) || !int.TryParse(f[3], out var sources) || !int.TryParse(f[10], out var likeliest))
            return null;
        return new()
        {
            Method = f[0],
            Seed = seed,
            Source = source,
            TrueSources = sources,
            X = Number(f[4]),
            Y = Number(f[5]),
            KilogramsPerHour = Number(f[6]),
            Detected = f[7] == "1",
            PValue = Number(f[8]),
            TrueCountProbability = Number(f[9]),
            LikeliestCount = likeliest,
            RankX = Number(f[11]),
            RankY = Number(f[12]),
            RankLogRate = Number(f[13]),
            In50 = f[14] == "1",
            In80 = f[15] == "1",
            In90 = f[16] == "1",
            Rate50 = f[17] == "1",
            Rate80 = f[18] == "1",
            Rate90 = f[19] == "1",
            Area90 = Number(f[20]),
            ErrorMetres = Number(f[21]),
            RateRatio = Number(f[22]),
            Matched = f[23] == "1",
            Seconds = Number(f[24]),
            Flags = f[25],
            Failure = f[26],
            ModelRankX = Number(f[27]),
            ModelRankY = Number(f[28]),
            ModelRankLogRate = Number(f[29]),
            Seen = int.TryParse(f[30], out var seen) ? seen : -1,
        };
    }

    private static string Bit(bool value) => value ? "1" : "0";

    private static string Text(double value) => double.IsFinite(value) ? value.ToString("G6", CultureInfo.InvariantCulture) : "";

    private static double Number(string text) => double.TryParse(text, CultureInfo.InvariantCulture, out var value) ? value : double.NaN;

    private static string Clean(string text) => text.Replace(',', ';').Replace('\n', ' ').Replace('\r', ' ');
}
