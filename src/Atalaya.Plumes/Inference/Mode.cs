using MathNet.Numerics.LinearAlgebra;

namespace Atalaya.Plumes.Inference;

/// <summary>A peak of a posterior with its spread: what draws are proposed from.</summary>
/// <param name="Centre">Parameters of the peak.</param>
/// <param name="Root">L of the covariance L·Lᵀ, in the parameters' own units, by rows.</param>
/// <param name="LogMass">Logarithm of the mass under it: Laplace's estimate at first.</param>
internal sealed record Mode(double[] Centre, double[] Root, double LogMass)
{
    internal int Dimensions => Centre.Length;

    /// <summary>A mode from the curvature in units of the scales. Directions that the data hardly bend are given the width of their scale.</summary>
    internal static Mode OfCurvature(double[] centre, double[] curvature, double[] scale, double logDensity)
    {
        const double LeastCurvature = 0.08;
        var n = centre.Length;
        var split = Matrix<double>.Build.Dense(n, n, (i, j) => curvature[(i * n) + j]).Evd(Symmetricity.Symmetric);
        var covariance = new double[n * n];
        var logDeterminant = 0.0;
        for (var k = 0; k < n; k++)
        {
            var value = Math.Max(split.EigenValues[k].Real, LeastCurvature);
            logDeterminant -= Math.Log(value);
            for (var i = 0; i < n; i++)
            {
                for (var j = 0; j < n; j++)
                    covariance[(i * n) + j] += split.EigenVectors[i, k] * split.EigenVectors[j, k] / value * scale[i] * scale[j];
            }
        }

        for (var i = 0; i < n; i++)
            logDeterminant += 2 * Math.Log(scale[i]);
        return OfCovariance(centre, covariance, logDensity + (0.5 * n * Math.Log(2 * Math.PI)) + (0.5 * logDeterminant)) ?? throw new InvalidOperationException("A floored spectrum has a root.");
    }

    /// <summary>A mode from a covariance; null where it has no root.</summary>
    internal static Mode? OfCovariance(double[] centre, double[] covariance, double logMass)
    {
        var root = (double[])covariance.Clone();
        var n = centre.Length;
        for (var i = 0; i < n; i++)
            root[(i * n) + i] *= 1 + 1e-9;
        return Numerics.Cholesky.Factor(root, n) ? new(centre, root, logMass) : null;
    }

    /// <summary>Log density of a t of that centre and spread, the spread widened by a factor.</summary>
    internal double LogDensity(ReadOnlySpan<double> at, double widen, double freedom)
    {
        var n = Dimensions;
        Span<double> off = stackalloc double[n];
        for (var i = 0; i < n; i++)
            off[i] = (at[i] - Centre[i]) / widen;
        Numerics.Cholesky.Forward(Root, n, off);
        var distance = 0.0;
        for (var i = 0; i < n; i++)
            distance += off[i] * off[i];
        return MathNet.Numerics.SpecialFunctions.GammaLn((freedom + n) / 2) - MathNet.Numerics.SpecialFunctions.GammaLn(freedom / 2) - (0.5 * n * Math.Log(freedom * Math.PI))
            - (0.5 * Numerics.Cholesky.LogDeterminant(Root, n)) - (n * Math.Log(widen)) - (0.5 * (freedom + n) * Math.Log(1 + (distance / freedom)));
    }

    /// <summary>A draw of that t.</summary>
    internal double[] Draw(Numerics.RandomStream random, double widen, int freedom)
    {
        var n = Dimensions;
        var normal = new double[n];
        for (var i = 0; i < n; i++)
            normal[i] = random.Normal();
        var stretch = widen * Math.Sqrt(freedom / random.ChiSquare(freedom));
        var draw = new double[n];
        for (var i = 0; i < n; i++)
        {
            var sum = 0.0;
            for (var j = 0; j <= i; j++)
                sum += Root[(i * n) + j] * normal[j];
            draw[i] = Centre[i] + (stretch * sum);
        }

        return draw;
    }
}
