using System.Runtime.Intrinsics;
using Atalaya.Plumes.Numerics;
using CsCheck;

namespace Atalaya.Tests.Plumes.Numerics;

public sealed class VectorFunctionsTests
{
    private const double Units = 6 * 2.220446049250313e-16;

    [Fact]
    public void Four_exponentials_are_those_of_the_framework() => Gen.Double[-690, 690].Array[4].Sample(static powers =>
    {
        var made = VectorFunctions.Exp(Vector256.Create(powers));
        for (var i = 0; i < 4; i++)
            Assert.InRange(made[i] / Math.Exp(powers[i]), 1 - Units, 1 + Units);
    });

    [Fact]
    public void Four_logarithms_are_those_of_the_framework() => Gen.Double[-600, 600].Array[4].Sample(static powers =>
    {
        var values = powers.Select(Math.Exp).ToArray();
        var made = VectorFunctions.Log(Vector256.Create(values));
        for (var i = 0; i < 4; i++)
            Assert.InRange(made[i] - Math.Log(values[i]), -Units * Math.Max(1, Math.Abs(powers[i])), Units * Math.Max(1, Math.Abs(powers[i])));
    });

    [Fact]
    public void Powers_beyond_what_a_number_holds_are_the_least_and_the_greatest_that_are_asked()
    {
        var made = VectorFunctions.Exp(Vector256.Create(-1e9, -701, 701, 1e9));
        Assert.True(made[0] is > 0 and < 1e-300);
        Assert.Equal(made[0], made[1]);
        Assert.True(double.IsFinite(made[3]));
        Assert.Equal(made[2], made[3]);
    }

    [Fact]
    public void Near_one_a_logarithm_loses_nothing()
    {
        var made = VectorFunctions.Log(Vector256.Create(1, 1 + 1e-12, 1 - 1e-9, Math.BitDecrement(Math.Sqrt(0.5))));
        Assert.Equal(0, made[0]);
        Assert.Equal(Math.Log(1 + 1e-12), made[1], 1e-26);
        Assert.Equal(Math.Log(1 - 1e-9), made[2], 1e-23);
        Assert.Equal(Math.Log(Math.BitDecrement(Math.Sqrt(0.5))), made[3], 1e-15);
    }
}
