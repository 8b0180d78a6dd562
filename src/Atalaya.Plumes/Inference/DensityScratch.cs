using Atalaya.Plumes.Blocks;

namespace Atalaya.Plumes.Inference;

/// <summary>Working memory of one thread for <see cref="PosteriorDensity"/>, so that a density costs no allocation.</summary>
internal sealed class DensityScratch
{
    private readonly double[] _logGamma;

    internal DensityScratch(BlockTable table, int columns)
    {
        var blocks = table.Blocks;
        First = new int[blocks.Count];
        FirstSquare = new int[blocks.Count];
        int readings = 0, squares = 0, most = 1;
        for (var b = 0; b < blocks.Count; b++)
        {
            var n = blocks[b].Readings.Length;
            (First[b], FirstSquare[b]) = (readings, squares);
            readings += n;
            squares += n * n;
            most = Math.Max(most, n);
        }

        Signal = new double[readings];
        Slope = new double[readings];
        Inverse = new double[squares];
        LogDeterminant = new double[blocks.Count];
        Fields = new(readings);
        Outer = new double[most * 3];
        Half = new double[most * 3];
        Diagonal = new double[most];
        Clean = new double[most];
        Residual = new double[most];
        Prior = new double[columns * columns];
        Precision = new double[columns * columns];
        Right = new double[columns];
        Background = new double[columns];
        _logGamma = new double[most + 1];
        Array.Fill(_logGamma, double.NaN);
    }

    internal int[] First { get; }
    internal int[] FirstSquare { get; }
    internal double[] Signal { get; }
    internal double[] Slope { get; }
    internal double[] Inverse { get; }
    internal double[] LogDeterminant { get; }
    internal FieldCache Fields { get; }
    internal double[] Outer { get; }
    internal double[] Half { get; }
    internal double[] Diagonal { get; }
    internal double[] Clean { get; }
    internal double[] Residual { get; }
    internal double[] Prior { get; }
    internal double[] Precision { get; }
    internal double[] Right { get; }
    internal double[] Background { get; }

    /// <summary>The constant of a multivariate t of n dimensions.</summary>
    internal double LogGamma(double freedom, int n)
    {
        if (double.IsNaN(_logGamma[n]))
        {
            _logGamma[n] = MathNet.Numerics.SpecialFunctions.GammaLn((freedom + n) / 2) - MathNet.Numerics.SpecialFunctions.GammaLn(freedom / 2)
                - (0.5 * n * Math.Log(freedom * Math.PI));
        }

        return _logGamma[n];
    }
}
