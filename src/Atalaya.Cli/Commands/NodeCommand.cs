using System.CommandLine;
using Atalaya.Accords.Log;
using Atalaya.Accords.Records;
using Atalaya.Cli.Language;
using Atalaya.Cli.Screen;
using Atalaya.Node.Folders;
using Atalaya.Node.Http;
using Atalaya.Node.Keys;
using Atalaya.Node.Storage;

namespace Atalaya.Cli.Commands;

/// <summary><c>node init|pair|rekey|run|witness|export|import</c>: one side's node, or a witness that runs alone.</summary>
internal static class NodeCommand
{
    private const string Text = "TEXT";

    /// <summary>The command.</summary>
    public static Command Build(CommandContext context) =>
        new("node", Say(context, "node")) { Init(context), Pair(context), Rekey(context), Run(context), Witness(context), NodeFileCommands.Export(context), NodeFileCommands.Import(context) };

    internal static Option<string> Folder(CommandContext context) => new("--dir") { Description = Say(context, "opt.dir"), HelpName = "D", Required = true };

    internal static Option<string?> Phrase(CommandContext context) => new("--passphrase-file") { Description = Say(context, "opt.passphrase-file"), HelpName = "F" };

    internal static string Say(CommandContext context, string key) => context.Wording.Text(TextArea.Node, key);

    /// <summary>Does something with a node's folder; what can be wrong with it is told in the person's language.</summary>
    internal static int Guard(CommandContext context, Func<int> act)
    {
        var key = "";
        object[] values = [];
        try
        {
            return act();
        }
        catch (FolderException problem)
        {
            (key, values) = ("folder." + problem.Reason, [problem.Path]);
        }
        catch (KeyFileException problem)
        {
            (key, values) = ("key." + problem.Reason, [problem.Path]);
        }
        catch (NodeDamageException problem)
        {
            (key, values) = ("damage", [problem.File, problem.Offset]);
        }
        catch (LogDamageException problem)
        {
            (key, values) = ("damage", [problem.Message, 0]);
        }

        context.Terminal.Error.WriteLine("atalaya: " + context.Wording.Text(TextArea.Node, key, values));
        return ExitCode.Storage;
    }

    private static Command Init(CommandContext context)
    {
        var folder = Folder(context);
        var state = new Option<string>("--state") { Description = Say(context, "opt.state"), HelpName = "MX", Required = true };
        var origin = new Option<string?>("--origin") { Description = Say(context, "opt.origin"), HelpName = Text };
        var listen = new Option<string>("--listen") { Description = Say(context, "opt.listen"), HelpName = "HOST:PORT", DefaultValueFactory = static _ => "127.0.0.1:8743" };
        var every = new Option<int>("--publish-every") { Description = Say(context, "opt.publish-every"), HelpName = "S", DefaultValueFactory = static _ => 60 };
        var phrase = Phrase(context);
        var command = new Command("init", Say(context, "init")) { folder, state, origin, listen, every, phrase };
        command.SetAction(parsed => Guard(context, () =>
        {
            if (!StateCode.TryParse(parsed.GetRequiredValue(state), out var side))
                throw new CommandException(ExitCode.Usage, "bad-state", parsed.GetRequiredValue(state));
            if (parsed.GetValue(every) is < 1 or > 3600)
                throw new CommandException(ExitCode.Usage, "bad-publish-every", parsed.GetValue(every));
            var path = parsed.GetRequiredValue(folder);
            var made = NodeFolder.Create(
                path, side, parsed.GetValue(origin) ?? $"atalaya.example/{side.Text.ToLowerInvariant()}", parsed.GetRequiredValue(listen), Passphrase.Get(context, parsed.GetValue(phrase), isNew: true), parsed.GetValue(every));
            var sheet = new Sheet(context.Terminal);
            sheet.Say(context.Wording.Text(TextArea.Node, "made", side, path, made.PairingPath));
            sheet.Say(context.Wording.Text(TextArea.Node, "officers", string.Join(", ", NodeFolder.OfficerNames)));
            return ExitCode.Done;
        }));
        return command;
    }

    private static Command Pair(CommandContext context)
    {
        var folder = Folder(context);
        var with = new Option<string?>("--with") { Description = Say(context, "opt.with"), HelpName = "F" };
        var witness = new Option<string?>("--witness") { Description = Say(context, "opt.witness"), HelpName = "F" };
        var command = new Command("pair", Say(context, "pair")) { folder, with, witness };
        command.SetAction(parsed => Guard(context, () =>
        {
            var (peer, third) = (parsed.GetValue(with), parsed.GetValue(witness));
            if (peer is null && third is null)
                throw new CommandException(ExitCode.Usage, "pair-with-whom");
            foreach (var file in new[] { peer, third }.OfType<string>().Where(static f => !File.Exists(f)))
                throw new CommandException(ExitCode.NothingUsable, "no-such-path", file);
            var node = NodeFolder.Open(parsed.GetRequiredValue(folder));
            if (peer is not null)
                node.Pair(peer);
            if (third is not null)
                node.AddWitness(third);
            new Sheet(context.Terminal).Say(context.Wording.Text(TextArea.Node, "paired", node.State, node.File.Peer?.State ?? "–", node.File.Witnesses.Count));
            return ExitCode.Done;
        }));
        return command;
    }

    private static Command Rekey(CommandContext context)
    {
        var (folder, phrase) = (Folder(context), Phrase(context));
        var command = new Command("rekey", Say(context, "rekey")) { folder, phrase };
        command.SetAction(parsed => Guard(context, () =>
        {
            var node = NodeFolder.Open(parsed.GetRequiredValue(folder));
            // A running node goes on with the old key, and would be shut out by the first who was handed the new one.
            using var storage = node.OpenStorage();
            node.RotateTls(Passphrase.Get(context, parsed.GetValue(phrase), isNew: false));
            new Sheet(context.Terminal).Say(context.Wording.Text(TextArea.Node, "rekeyed", node.PairingPath));
            return ExitCode.Done;
        }));
        return command;
    }

    private static Command Run(CommandContext context)
    {
        var (folder, phrase) = (Folder(context), Phrase(context));
        var command = new Command("run", Say(context, "run")) { folder, phrase };
        command.SetAction(parsed => Guard(context, () =>
        {
            var node = NodeFolder.Open(parsed.GetRequiredValue(folder));
            _ = node.Settings();
            return Serve(context, node, Passphrase.Get(context, parsed.GetValue(phrase), isNew: false)).GetAwaiter().GetResult();
        }));
        return command;
    }

    private static async Task<int> Serve(CommandContext context, NodeFolder folder, byte[] passphrase)
    {
        await using var server = await NodeServer.StartAsync(folder, passphrase, context.Terminal.Clock, context.Cancellation).ConfigureAwait(false);
        context.Terminal.Output.WriteLine(context.Wording.Text(TextArea.Node, "running", folder.State, server.Endpoint));
        context.Terminal.Output.Flush();
        var stopped = new TaskCompletionSource();
        using var stop = context.Cancellation.Register(() => stopped.TrySetResult());
        await (await Task.WhenAny(stopped.Task, server.Ended).ConfigureAwait(false)).ConfigureAwait(false);
        return ExitCode.Done;
    }

    private static Command Witness(CommandContext context)
    {
        var (folder, phrase) = (Folder(context), Phrase(context));
        var name = new Option<string?>("--name") { Description = Say(context, "opt.witness-name"), HelpName = Text };
        var listen = new Option<string>("--listen") { Description = Say(context, "opt.listen"), HelpName = "HOST:PORT", DefaultValueFactory = static _ => "127.0.0.1:8744" };
        var log = new Option<string[]>("--log") { Description = Say(context, "opt.log"), HelpName = "F", AllowMultipleArgumentsPerToken = true };
        var command = new Command("witness", Say(context, "witness")) { folder, name, listen, log, phrase };
        command.SetAction(parsed => Guard(context, () =>
        {
            var (path, called) = (parsed.GetRequiredValue(folder), parsed.GetValue(name));
            var witness = called is null ? WitnessFolder.Open(path) : WitnessFolder.Create(path, called, parsed.GetRequiredValue(listen), Passphrase.Get(context, parsed.GetValue(phrase), isNew: true));
            foreach (var file in parsed.GetValue(log) ?? [])
                witness.AddLog(File.Exists(file) ? file : throw new CommandException(ExitCode.NothingUsable, "no-such-path", file));
            if (called is null && parsed.GetValue(log) is null or [])
                return Stand(context, witness, Passphrase.Get(context, parsed.GetValue(phrase), isNew: false)).GetAwaiter().GetResult();
            new Sheet(context.Terminal).Say(context.Wording.Text(TextArea.Node, "witness-made", path, witness.PublicPath, witness.File.Logs.Count));
            return ExitCode.Done;
        }));
        return command;
    }

    private static async Task<int> Stand(CommandContext context, WitnessFolder folder, byte[] passphrase)
    {
        await using var server = await WitnessServer.StartAsync(folder, passphrase, context.Terminal.Clock, context.Cancellation).ConfigureAwait(false);
        context.Terminal.Output.WriteLine(context.Wording.Text(TextArea.Node, "witnessing", server.Endpoint, folder.File.Logs.Count));
        context.Terminal.Output.Flush();
        var stopped = new TaskCompletionSource();
        using var stop = context.Cancellation.Register(() => stopped.TrySetResult());
        await stopped.Task.ConfigureAwait(false);
        return ExitCode.Done;
    }
}
