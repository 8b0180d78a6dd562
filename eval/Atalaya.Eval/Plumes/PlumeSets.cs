namespace Atalaya.Eval.Plumes;

/// <summary>All real sets.</summary>
internal static class PlumeSets
{
    public static IEnumerable<PlumeCase> Read(string data)
    {
        var folder = Path.Combine(data, "emissions");
        return ChilboltonSet.Read(Path.Combine(folder, ChilboltonSet.Name))
            .Concat(GinninderraSet.Read(Path.Combine(folder, GinninderraSet.Name)))
            .Concat(PrairieGrassSet.Read(Path.Combine(folder, PrairieGrassSet.Name)))
            .Concat(MetecSet.Read(Path.Combine(folder, MetecSet.Name)));
    }
}
