using Atalaya.ZoneBuilder;

if (args is ["cells", var zones])
{
    CellWriter.Write(zones);
    return 0;
}

if (args is not [var packages, var tables, var output])
{
    Console.Error.WriteLine("usage: Atalaya.ZoneBuilder NODE_MODULES TABLES OUTPUT (run tools/zones/build.sh)");
    return 2;
}

var land = LandPackage.Read(Path.Combine(packages, "@geo-maps", "countries-land-250m", "map.geo.json"), Tables.Sovereigns(tables));
Console.WriteLine($"read: {land.Count} polygons, {land.Sum(p => p.Rings.Sum(r => r.Count))} vertices");
land = LakeFiller.Fill(land);
Console.WriteLine($"lakes filled: {land.Count} polygons, {land.Sum(p => p.Rings.Sum(r => r.Count))} vertices");
land = OverlapSolver.Solve(land, Tables.Keepers(tables));
var arcs = WaterLabeller.Label(ArcBuilder.Build(land), Tables.EnclosedSeas(tables));
arcs = [.. arcs.Select(ArcSimplifier.Simplify), .. GapCloser.Close(arcs)];
Console.WriteLine($"land: {arcs.Count} arcs, {arcs.Sum(a => a.Points.Count)} vertices");
arcs.AddRange(NaturalEarthIslands.Find(Path.Combine(packages, "world-atlas", "countries-10m.json"), land, Tables.NaturalEarthStates(tables)).ToList());
arcs.AddRange([.. LineTables.Islands(tables, arcs), .. LineTables.Baselines(tables), .. LineTables.Boundaries(tables)]);
var shelves = ShelfClasses.Read(tables);
arcs.AddRange(BayFinder.Find(arcs, shelves).ToList());
Console.WriteLine($"bays: {arcs.Count(a => a.Layer == BuiltLayer.BayMouth)} mouths");
arcs = [.. arcs.SelectMany(shelves.Split)];
Console.WriteLine($"split by shelf: {arcs.Count} arcs");
ZoneWriter.Write(output, arcs, Tables.Sources(tables));
Console.WriteLine($"{output}: {new FileInfo(output).Length} bytes");
CellWriter.Write(output);
return 0;
