using System.CommandLine;
using Atalaya.Archive.Analysis;
using Atalaya.Cli.Screen;
using Atalaya.Flights.Feeds;
using Atalaya.Flights.Missions;

namespace Atalaya.Cli.Commands;

/// <summary><c>analyze PATH... --out DIR</c>: from traces to an archive, a table and a report.</summary>
internal static class AnalyzeCommand
{
    /// <summary>The command.</summary>
    public static Command Build(CommandContext context)
    {
        var paths = new Argument<string[]>("PATH") { Description = context.Say("arg.paths"), Arity = ArgumentArity.OneOrMore };
        var output = new Option<string>("--out") { Description = context.Say("opt.out"), HelpName = "DIR", Required = true };
        var since = Text(context, "--since", "opt.since", "YYYY-MM-DD");
        var until = Text(context, "--until", "opt.until", "YYYY-MM-DD");
        var near = Text(context, "--near", "opt.near", "MEX");
        var watchList = Text(context, "--watchlist", "opt.watchlist", "CSV");
        var keep = Text(context, "--keep", "opt.keep", "missions|all");
        keep.AcceptOnlyFromAmong("missions", "all");
        var columns = Text(context, "--columns", "opt.columns", "time=t,...");
        var units = Text(context, "--units", "opt.units", "altitude=m,...");
        var timeZone = Text(context, "--time-zone", "opt.time-zone", "IANA");
        var basis = Text(context, "--basis", "opt.basis", "heard|radar|operator|reported");
        basis.AcceptOnlyFromAmong("heard", "radar", "operator", "reported");
        var threads = new Option<int>("--threads") { Description = context.Say("opt.threads"), HelpName = "N" };
        var command = new Command("analyze", context.Say("analyze")) { paths, output, since, until, near, watchList, keep, columns, units, timeZone, basis, threads };
        command.SetAction(parsed =>
        {
            var rows = Values.Units("--units", parsed.GetValue(units), RowOptions.Default) with
            {
                Columns = Values.Columns("--columns", parsed.GetValue(columns)),
                TimeZone = Values.TimeZone("--time-zone", parsed.GetValue(timeZone)),
                Basis = Values.BasisOf(parsed.GetValue(basis)),
            };
            var options = new AnalysisOptions
            {
                Paths = Existing(parsed.GetRequiredValue(paths)),
                OutputFolder = parsed.GetRequiredValue(output),
                Since = Values.Moment("--since", parsed.GetValue(since), end: false),
                Until = Values.Moment("--until", parsed.GetValue(until), end: true),
                NearZone = Near(parsed.GetValue(near)),
                WatchList = Watched(context, parsed.GetValue(watchList)),
                KeepAll = parsed.GetValue(keep) == "all",
                Rows = rows,
                Threads = Threads(parsed.GetValue(threads)),
                CommandLine = context.CommandLine,
                Clock = context.Terminal.Clock,
            };
            if (options.Since is { } from && options.Until is { } to && from >= to)
                throw new CommandException(ExitCode.Usage, "empty-span");
            return AnalysisRun.Run(context, options, static (_, _) => { });
        });
        return command;
    }

    /// <summary>An option that takes a text.</summary>
    internal static Option<string?> Text(CommandContext context, string name, string description, string helpName) =>
        new(name) { Description = context.Say(description), HelpName = helpName };

    private static string[] Existing(string[] paths)
    {
        foreach (var path in paths)
        {
            if (!File.Exists(path) && !Directory.Exists(path))
                throw new CommandException(ExitCode.NothingUsable, "no-such-path", path);
        }

        return paths;
    }

    private static string? Near(string? zone) => zone is null || (zone.Length == 3 && zone.All(char.IsAsciiLetter))
        ? zone?.ToUpperInvariant()
        : throw new CommandException(ExitCode.Usage, "bad-zone", zone);

    private static int Threads(int threads) =>
        threads is >= 0 and <= 1024 ? threads : throw new CommandException(ExitCode.Usage, "bad-threads", threads);

    private static WatchList Watched(CommandContext context, string? path)
    {
        if (path is null)
            return WatchList.Empty;
        if (!File.Exists(path))
            throw new CommandException(ExitCode.NothingUsable, "no-such-path", path);
        using var csv = File.OpenRead(path);
        var reading = WatchList.Parse(csv, path);
        if (reading.Faults.Count > 0)
        {
            var first = reading.Faults[0];
            context.Terminal.Error.WriteLine(context.Wording.Count(Language.TextArea.Screen, "watchlist-faults", reading.Faults.Count, $"{first.Source}:{first.Line} {first.Excerpt}"));
        }

        return reading.List.Count > 0 ? reading.List : throw new CommandException(ExitCode.NothingUsable, "empty-watchlist", path);
    }
}
