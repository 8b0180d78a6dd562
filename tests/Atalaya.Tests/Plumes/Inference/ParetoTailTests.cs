using Atalaya.Plumes.Inference;
using Atalaya.Plumes.Numerics;

namespace Atalaya.Tests.Plumes.Inference;

public sealed class ParetoTailTests
{
    [Fact]
    public void Even_weights_have_no_tail_and_heavy_ones_have()
    {
        var random = new RandomStream(1);
        var light = Enumerable.Range(0, 2000).Select(_ => random.Uniform()).ToArray();
        var heavy = Enumerable.Range(0, 2000).Select(_ => Math.Pow(random.Uniform(), -1.2)).ToArray();
        Assert.True(ParetoTail.Smooth(light) < 0.4);
        Assert.InRange(ParetoTail.Smooth(heavy), 0.8, 1.6);
    }

    [Fact]
    public void Smoothing_leaves_no_weight_above_the_greatest()
    {
        var random = new RandomStream(2);
        var weights = Enumerable.Range(0, 500).Select(_ => Math.Exp(2 * random.Normal())).ToArray();
        var most = weights.Max();
        ParetoTail.Smooth(weights);
        Assert.True(weights.Max() <= most);
    }
}
