using Atalaya.Plumes.Answers;

namespace Atalaya.Cli.Plumes;

/// <summary>The lawful emitters that were named, with where they lie beside the sources.</summary>
internal static class KnownNear
{
    /// <summary>All that were named, nearest first; without sources in the order in which they were named, with -1 as source.</summary>
    public static IReadOnlyList<EmitterNear> All(PlumeFinding finding)
    {
        var (answer, named) = (finding.Answer, finding.Request.KnownEmitters);
        if (answer.KnownEmitters.Count > 0 && answer.Sources.Count > 0)
            return answer.KnownEmitters;
        if (answer.Sources.Count == 0)
            return [.. named.Select(static e => new EmitterNear(e, -1, double.NaN, false))];
        return [.. named.Select(e => Beside(e, answer.Sources)).OrderBy(static e => e.DistanceMetres)];
    }

    private static EmitterNear Beside(KnownEmitter emitter, IReadOnlyList<SourceEstimate> sources)
    {
        var (nearest, least) = (0, double.PositiveInfinity);
        for (var i = 0; i < sources.Count; i++)
        {
            double east = sources[i].X - emitter.X, north = sources[i].Y - emitter.Y;
            var metres = Math.Sqrt((east * east) + (north * north));
            if (metres < least)
                (nearest, least) = (i, metres);
        }

        return new(emitter, nearest, least, sources[nearest].Region90.Contains(emitter.X, emitter.Y));
    }
}
