using System.CommandLine;
using System.Globalization;
using System.Text;
using Atalaya.Cli.Language;
using Atalaya.Cli.Screen;
using Atalaya.Plumes.Simulation;

namespace Atalaya.Cli.Commands;

/// <summary><c>simulate plume</c>: readings and wind of a made-up case whose truth is known.</summary>
internal static class SimulateCommand
{
    private const int MostSources = 5;
    private const int MostMinutes = 1440;

    /// <summary>The command.</summary>
    public static Command Build(CommandContext context)
    {
        var setup = new Option<string>("--setup") { Description = Say(context, "opt.setup"), HelpName = "NAME", DefaultValueFactory = static _ => "beams" };
        setup.AcceptOnlyFromAmong([.. Enum.GetValues<PlumeSetup>().Select(PlumeSetups.NameOf)]);
        var seed = new Option<ulong>("--seed") { Description = Say(context, "opt.seed"), HelpName = "N", DefaultValueFactory = static _ => 1 };
        var rate = new Option<double?>("--rate") { Description = Say(context, "opt.rate"), HelpName = "KG/H" };
        var sources = new Option<int?>("--sources") { Description = Say(context, "opt.sources"), HelpName = "0..5" };
        var minutes = new Option<int?>("--minutes") { Description = Say(context, "opt.minutes"), HelpName = "N" };
        var windFile = new Option<string?>("--wind-file") { Description = Say(context, "opt.wind-file"), HelpName = "F" };
        var beamsFile = new Option<string?>("--beams-file") { Description = Say(context, "opt.beams-file"), HelpName = "F" };
        var output = new Option<string>("--out") { Description = Say(context, "opt.out"), HelpName = "DIR", Required = true };
        var plume = new Command("plume", Say(context, "plume")) { setup, seed, rate, sources, minutes, windFile, beamsFile, output };
        plume.SetAction(parsed =>
        {
            var wishes = new SetupWishes
            {
                Sources = Within(parsed.GetValue(sources), static n => n is >= 0 and <= MostSources, "simulate-bad-sources"),
                KilogramsPerHour = Within(parsed.GetValue(rate), static r => double.IsFinite(r) && r > 0, "simulate-bad-rate"),
                Minutes = Within(parsed.GetValue(minutes), static n => n is >= 1 and <= MostMinutes, "simulate-bad-minutes"),
                Wind = Borrowed(parsed.GetValue(windFile), SiteFiles.ReadWind, "simulate-bad-wind"),
                Beams = Borrowed(parsed.GetValue(beamsFile), SiteFiles.ReadBeams, "simulate-bad-beams"),
            };
            var folder = parsed.GetRequiredValue(output);
            AnalysisRun.RefuseFile(folder);
            var kind = Enum.GetValues<PlumeSetup>().First(s => PlumeSetups.NameOf(s) == parsed.GetValue(setup));
            var made = PlumeSimulator.Run(PlumeSetups.Draw(kind, parsed.GetValue(seed), wishes), context.Cancellation);
            Write(made, folder);
            Tell(context, made, folder);
            return ExitCode.Done;
        });
        return new Command("simulate", Say(context, "simulate")) { plume };
    }

    private static T? Within<T>(T? value, Func<T, bool> isGood, string key)
        where T : struct =>
        value is not { } given || isGood(given) ? value : throw new CommandException(ExitCode.Usage, key, Convert.ToString(given, CultureInfo.InvariantCulture)!);

    private static T? Borrowed<T>(string? path, Func<TextReader, (T? Found, int LeftOut)> read, string key)
        where T : class
    {
        if (path is null)
            return null;
        if (!File.Exists(path))
            throw new CommandException(ExitCode.NothingUsable, "no-such-path", path);
        using var reader = File.OpenText(path);
        return read(reader).Found ?? throw new CommandException(ExitCode.NothingUsable, key, path);
    }

    // Every file is written beside its place and then moved there: a stopped run leaves no half a file. The truth comes last, as the seal.
    private static void Write(SimulatedCase made, string folder)
    {
        Directory.CreateDirectory(folder);
        Place(folder, "readings.csv", made, SimulationFiles.WriteReadings);
        Place(folder, "wind.csv", made, SimulationFiles.WriteWind);
        foreach (var other in new[] { "sensors.csv", "beams.csv" })
        {
            if (SimulationFiles.PlacesName(made) == other)
                Place(folder, other, made, SimulationFiles.WritePlaces);
            else
                RemoveOwn(Path.Combine(folder, other));
        }

        var truth = Path.Combine(folder, "truth.json");
        using (var file = File.Create(truth + ".tmp"))
            SimulationFiles.WriteTruth(made, file);
        File.Move(truth + ".tmp", truth, overwrite: true);
    }

    private static void Place(string folder, string name, SimulatedCase made, Action<SimulatedCase, TextWriter> write)
    {
        var path = Path.Combine(folder, name);
        using (var file = new StreamWriter(path + ".tmp", append: false, new UTF8Encoding(false)))
            write(made, file);
        File.Move(path + ".tmp", path, overwrite: true);
    }

    // Places of an earlier simulation would be taken for this one's; a file of anyone else's stays.
    private static void RemoveOwn(string path)
    {
        if (File.Exists(path) && File.ReadLines(path).Skip(1).FirstOrDefault()?.Contains(",simulated:", StringComparison.Ordinal) == true)
            File.Delete(path);
    }

    private static void Tell(CommandContext context, SimulatedCase made, string folder)
    {
        var (sheet, wording) = (new Sheet(context.Terminal), context.Wording);
        sheet.Say(wording.Text(TextArea.Simulate, "made", made.Plan.Name, made.Plan.Seed, wording.Number(made.Readings.Count), folder));
        foreach (var source in made.Plan.Sources)
            sheet.Say(wording.Text(TextArea.Simulate, "source", wording.Number(source.Place.X, 1), wording.Number(source.Place.Y, 1), wording.Number(source.Place.Z, 1), wording.Figures(source.KilogramsPerHour)));
        if (made.Plan.Sources.Count == 0)
            sheet.Say(wording.Text(TextArea.Simulate, "no-source"));
        sheet.Say(wording.Text(TextArea.Simulate, "strongest", wording.Number(made.PlumePartsPerMillion.DefaultIfEmpty(0).Max(), 3)));
    }

    private static string Say(CommandContext context, string key) => context.Wording.Text(TextArea.Simulate, key);
}
