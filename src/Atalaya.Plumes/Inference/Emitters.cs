using Atalaya.Plumes.Answers;

namespace Atalaya.Plumes.Inference;

/// <summary>Known emitters beside the sources.</summary>
internal static class Emitters
{
    internal static IReadOnlyList<EmitterNear> Near(IReadOnlyList<KnownEmitter> emitters, IReadOnlyList<SourceEstimate> sources) => sources.Count == 0
        ? []
        : [.. emitters
            .Select(e =>
            {
                var (source, distance) = Enumerable.Range(0, sources.Count).Select(k => (k, Math.Sqrt(Square(sources[k].X - e.X) + Square(sources[k].Y - e.Y)))).MinBy(static p => p.Item2);
                return new EmitterNear(e, source, distance, sources.Any(s => s.Region90.Contains(e.X, e.Y)));
            })
            .OrderBy(static n => n.DistanceMetres)];

    private static double Square(double value) => value * value;
}
