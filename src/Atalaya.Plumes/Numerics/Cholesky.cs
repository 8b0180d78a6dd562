namespace Atalaya.Plumes.Numerics;

/// <summary>Cholesky's factor of small symmetric matrices, in place, row by row in one array: sizes of 3 to 80, called a million times, where a library's objects cost more than the work.</summary>
internal static class Cholesky
{
    /// <summary>Replaces the lower triangle by its factor; false where the matrix is not positive definite.</summary>
    internal static bool Factor(Span<double> matrix, int n)
    {
        for (var i = 0; i < n; i++)
        {
            var rowI = matrix.Slice(i * n, n);
            for (var j = 0; j <= i; j++)
            {
                var rowJ = matrix.Slice(j * n, n);
                var sum = rowI[j];
                for (var k = 0; k < j; k++)
                    sum -= rowI[k] * rowJ[k];
                if (i != j)
                {
                    rowI[j] = sum / rowJ[j];
                }
                else if (sum > 0 && double.IsFinite(sum))
                {
                    rowI[i] = Math.Sqrt(sum);
                }
                else
                {
                    return false;
                }
            }
        }

        return true;
    }

    /// <summary>Solves L·Lᵀ·x = b in place.</summary>
    internal static void Solve(ReadOnlySpan<double> factor, int n, Span<double> b)
    {
        Forward(factor, n, b);
        Backward(factor, n, b);
    }

    /// <summary>Solves L·x = b in place.</summary>
    internal static void Forward(ReadOnlySpan<double> factor, int n, Span<double> b)
    {
        for (var i = 0; i < n; i++)
        {
            var sum = b[i];
            for (var j = 0; j < i; j++)
                sum -= factor[(i * n) + j] * b[j];
            b[i] = sum / factor[(i * n) + i];
        }
    }

    /// <summary>Solves Lᵀ·x = b in place.</summary>
    internal static void Backward(ReadOnlySpan<double> factor, int n, Span<double> b)
    {
        for (var i = n - 1; i >= 0; i--)
        {
            var sum = b[i];
            for (var j = i + 1; j < n; j++)
                sum -= factor[(j * n) + i] * b[j];
            b[i] = sum / factor[(i * n) + i];
        }
    }

    /// <summary>Logarithm of the determinant of the matrix behind a factor.</summary>
    internal static double LogDeterminant(ReadOnlySpan<double> factor, int n)
    {
        var sum = 0.0;
        for (var i = 0; i < n; i++)
            sum += Math.Log(factor[(i * n) + i]);
        return 2 * sum;
    }
}
