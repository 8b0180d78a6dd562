using System.CommandLine;
using System.CommandLine.Help;
using System.Globalization;
using System.Reflection;
using Atalaya.Archive;
using Atalaya.Cli.Language;
using Atalaya.Cli.Screen;

namespace Atalaya.Cli.Commands;

/// <summary>The <c>atalaya</c> command.</summary>
public static class AtalayaCommand
{
    private const string LanguageOption = "--lang";

    /// <summary>Version of the program.</summary>
    public static string Version { get; } =
        (typeof(AtalayaCommand).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "0").Split('+')[0];

    /// <summary>Runs a command line. Never throws for what a user can cause.</summary>
    /// <param name="arguments">The command line.</param>
    /// <param name="terminal">Where it runs.</param>
    /// <param name="cancellation">Ctrl-C: the command stops and leaves a whole archive.</param>
    /// <returns>0 done, 1 no usable input, 2 not understood, 3 archive or disk, 130 interrupted.</returns>
    public static int Run(IReadOnlyList<string> arguments, Terminal terminal, CancellationToken cancellation)
    {
        var named = NamedLanguage(arguments);
        var locale = Wording.OfLocale(terminal.Variable);
        var wording = named is "es" or "en" && named != locale.Code ? Wording.Of(named) : locale;
        var before = (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture);

        // System.CommandLine words its help and errors by the thread's culture.
        (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture) = (wording.Culture, CultureInfo.GetCultureInfo(wording.Code));
        try
        {
            return Run(arguments, new CommandContext(terminal, wording, string.Join(' ', arguments.Select(Quoted).Prepend("atalaya")), cancellation));
        }
        finally
        {
            (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture) = before;
        }
    }

    private static int Run(IReadOnlyList<string> arguments, CommandContext context)
    {
        var error = context.Terminal.Error;
        try
        {
            var parsed = Root(context).Parse(arguments, new ParserConfiguration { ResponseFileTokenReplacer = null });
            if (parsed.Errors.Count > 0 && parsed.Action is not HelpAction)
            {
                foreach (var problem in parsed.Errors)
                    error.WriteLine("atalaya: " + problem.Message);
                error.WriteLine(context.Wording.Text(TextArea.Command, "try-help", CommandPath(parsed.CommandResult)));
                return ExitCode.Usage;
            }

            return parsed.Invoke(new InvocationConfiguration
            {
                Output = context.Terminal.Output,
                Error = error,
                EnableDefaultExceptionHandler = false,
                ProcessTerminationTimeout = null,
            });
        }
        catch (CommandException problem)
        {
            error.WriteLine("atalaya: " + problem.Tell(context.Wording));
            return problem.ExitCode;
        }
        catch (ArchiveException problem)
        {
            error.WriteLine("atalaya: " + ArchiveText(problem, context.Wording));
            return ExitCode.Storage;
        }
        catch (OperationCanceledException)
        {
            error.WriteLine(context.Say("interrupted"));
            return ExitCode.Interrupted;
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            error.WriteLine("atalaya: " + context.Wording.Text(TextArea.Command, "disk", problem.Message));
            return ExitCode.Storage;
        }
    }

    private static RootCommand Root(CommandContext context)
    {
        var root = new RootCommand(context.Say("about"));
        var language = new Option<string?>(LanguageOption) { Description = context.Say("opt.lang"), HelpName = "es|en", Recursive = true };
        language.AcceptOnlyFromAmong("es", "en");
        root.Add(language);
        root.Add(DemoCommand.Build(context));
        root.Add(AnalyzeCommand.Build(context));
        root.Add(MissionsCommand.Build(context));
        root.Add(JudgeCommand.Build(context));
        root.Add(TempoCommand.Build(context));
        root.Add(CompareCommand.Build(context));
        root.Add(ReportCommand.Build(context));
        root.Add(LocateCommand.Build(context));
        root.Add(SimulateCommand.Build(context));
        root.Add(ZoneCommand.Create(context.Wording.Culture));
        root.Add(PlumeCommand.Build(context));
        root.Add(NodeCommand.Build(context));
        root.Add(AccordCommand.Build(context));
        return root;
    }

    private static string ArchiveText(ArchiveException problem, Wording wording) =>
        wording.Find(TextArea.Command, "archive." + problem.Reason) is null
            ? wording.Text(TextArea.Command, "archive", problem.Folder, problem.Reason)
            : wording.Text(TextArea.Command, "archive." + problem.Reason, problem.Folder, problem.InnerException?.Message ?? "");

    private static string CommandPath(System.CommandLine.Parsing.CommandResult result) =>
        result.Command is RootCommand ? "" : result.Command.Name + " ";

    // The help is worded before the line is parsed, so the language is looked up first.
    private static string? NamedLanguage(IReadOnlyList<string> arguments)
    {
        for (var i = 0; i < arguments.Count; i++)
        {
            if (arguments[i] == "--")
                return null;
            if (arguments[i] == LanguageOption)
                return i + 1 < arguments.Count ? arguments[i + 1] : null;
            if (arguments[i].StartsWith(LanguageOption + "=", StringComparison.Ordinal) || arguments[i].StartsWith(LanguageOption + ":", StringComparison.Ordinal))
                return arguments[i][(LanguageOption.Length + 1)..];
        }

        return null;
    }

    private static string Quoted(string argument) =>
        argument.Length > 0 && !argument.Any(static c => char.IsWhiteSpace(c) || c is '"' or '\'') ? argument : "'" + argument.Replace("'", "'\\''", StringComparison.Ordinal) + "'";
}
