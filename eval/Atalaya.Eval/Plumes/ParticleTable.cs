using System.Globalization;
using Atalaya.Plumes.Simulation;

namespace Atalaya.Eval.Plumes;

/// <summary>The simulator's particles against Project Prairie Grass: crosswind-integrated concentrations at 1.5 m, odd runs.</summary>
internal static class ParticleTable
{
    // Mowed grass: 0.6 cm (Barad 1958, as Wilson, Thurtell and Kidd 1981 use it).
    private const double RoughnessMetres = 0.006;
    private const double NoLidMetres = 1000;
    private const int Particles = 4000;
    private static readonly int[] Arcs = [50, 100, 200, 400, 800];

    public static void Run(string data, TextWriter table)
    {
        var folder = Path.Combine(data, "emissions", "prairie_grass1956");
        var runs = Read(Path.Combine(folder, "runs.csv")).Where(static r => r["monin_obukhov_L_m"].Length > 0).ToDictionary(static r => r["run"]);
        var plumes = new Dictionary<string, ParticlePlume>();
        var logs = Arcs.ToDictionary(static a => a, static _ => new List<double>());
        foreach (var arc in Read(Path.Combine(folder, "arcs.csv")).GroupBy(static r => (Run: r["run"], Arc: (int)Number(r, "arc_m"))))
        {
            if (int.Parse(arc.Key.Run, CultureInfo.InvariantCulture) % 2 == 0 || !runs.TryGetValue(arc.Key.Run, out var run))
                continue;
            // Table 5.4 of Barad (1958): the samplers' solution lost water, on hot days most, and so read too strong.
            var thickened = Number(run, "so2corr_" + arc.Key.Arc.ToString(CultureInfo.InvariantCulture));
            var observed = Integral(arc.Select(static r => (Number(r, "azimuth_deg_from_north"), Number(r, "conc_mg_m3"))), arc.Key.Arc) * thickened;
            if (!(observed > 0))
                continue;
            if (!plumes.TryGetValue(arc.Key.Run, out var plume))
                plumes[arc.Key.Run] = plume = Walked(run);
            logs[arc.Key.Arc].Add(Math.Log(1000 * Number(run, "Q_g_s") * plume.At(arc.Key.Arc, 1.5).SecondsPerSquareMetre / observed));
        }

        table.WriteLine("# The simulator's particles against Project Prairie Grass\n");
        table.WriteLine("Odd runs with meteorology; ratio of the simulated to the measured crosswind integral at 1.5 m, the measured one times the published factors for the water that the samplers lost (table 5.4). Nothing was fitted. Wind and turbulence follow u*, L and a roughness of 6 mm.\n");
        table.WriteLine("| arc m | runs | geometric mean | median | geometric spread |\n|--:|--:|--:|--:|--:|");
        foreach (var (arc, ratios) in logs.Where(static l => l.Value.Count > 0))
        {
            ratios.Sort();
            var mean = ratios.Average();
            table.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {arc} | {ratios.Count} | {Math.Exp(mean):F2} | {Math.Exp(ratios[ratios.Count / 2]):F2} | {Math.Exp(Math.Sqrt(ratios.Average(r => (r - mean) * (r - mean)))):F2} |"));
        }
    }

    private static ParticlePlume Walked(Dictionary<string, string> run)
    {
        var obukhov = Number(run, "monin_obukhov_L_m");
        var depth = Number(run, "mixing_height_m");
        var layer = new SimulatedLayer(Number(run, "ustar_m_s"), 1 / obukhov, RoughnessMetres, depth > 0 ? depth : obukhov > 0 ? 300 : NoLidMetres);
        return ParticlePlume.Of(new(layer, 0.3, 4), layer, Number(run, "source_height_m"), 0, 1.1 * Arcs[^1], Particles, new(1));
    }

    // Trapezoids along the arc; a gap of more than a few posts is none of it.
    private static double Integral(IEnumerable<(double Azimuth, double Concentration)> samples, double radius)
    {
        const double WidestDegrees = 30;
        var posts = samples.Where(static p => p.Concentration >= 0).OrderBy(static p => p.Azimuth).ToList();
        double sum = 0;
        for (var i = 1; i < posts.Count; i++)
        {
            var width = posts[i].Azimuth - posts[i - 1].Azimuth;
            if (width < WidestDegrees)
                sum += 0.5 * (posts[i].Concentration + posts[i - 1].Concentration) * width * Math.PI / 180 * radius;
        }

        return sum;
    }

    private static IEnumerable<Dictionary<string, string>> Read(string path)
    {
        var names = File.ReadLines(path).First().Split(',');
        return File.ReadLines(path).Skip(1).Select(l => l.Split(',').Zip(names).ToDictionary(static p => p.Second, static p => p.First));
    }

    private static double Number(Dictionary<string, string> row, string name) => double.TryParse(row[name], CultureInfo.InvariantCulture, out var value) ? value : double.NaN;
}
