using System.CommandLine;
using System.Security.Cryptography;
using System.Text;
using Atalaya.Cli.Accords;
using Atalaya.Cli.Language;
using Atalaya.Cli.Screen;
using Atalaya.Node.Engine;
using Atalaya.Node.Exchange;
using Atalaya.Node.Folders;
using Atalaya.Node.Http;

namespace Atalaya.Cli.Commands;

/// <summary>
/// <c>node export</c> and <c>node import</c>: the bytes of the wire as files, across an air gap. A running node is asked, by an officer's signature, for what it
/// was told of its log counts until it stops; the folder of one that does not run is opened.
/// </summary>
internal static class NodeFileCommands
{
    /// <summary><c>node export</c>.</summary>
    public static Command Export(CommandContext context)
    {
        var options = new AccordOptions(context);
        var after = new Option<long>("--after") { Description = NodeCommand.Say(context, "opt.after"), HelpName = "N" };
        var known = new Option<bool>("--known") { Description = NodeCommand.Say(context, "opt.known") };
        var output = new Option<string>("--out") { Description = NodeCommand.Say(context, "opt.out"), HelpName = "F", Required = true };
        var command = options.AddTo(new("export", NodeCommand.Say(context, "export")) { after, known, output });
        command.SetAction(parsed => NodeCommand.Guard(context, () =>
        {
            var first = parsed.GetValue(after) is >= 0 and var number ? (ulong)number : throw new CommandException(ExitCode.Usage, "bad-after", parsed.GetValue(after));
            var answer = Ask(
                context,
                options,
                parsed,
                link => parsed.GetValue(known) ? link.KnownAsync(context.Cancellation) : link.ParcelAsync(first, context.Cancellation),
                engine => (parsed.GetValue(known) ? engine.FileKnown() : engine.FileAfter(first)) is { } file ? new(200, file.ToBytes()) : new(503, "not-confirmed"u8.ToArray()));
            if (answer.Status != 200 || Parcel.Read(answer.Body) is not { } parcel)
                return Refused(context, "not-exported", parsed.GetRequiredValue(output), answer);
            Write(parsed.GetRequiredValue(output), answer.Body);
            new Sheet(context.Terminal).Say(context.Wording.Text(TextArea.Node, "exported", parsed.GetRequiredValue(output), parcel.First, parcel.Frames.Count(static f => f.Kind != FrameKind.Head)));
            return ExitCode.Done;
        }));
        return command;
    }

    /// <summary><c>node import</c>.</summary>
    public static Command Import(CommandContext context)
    {
        var options = new AccordOptions(context);
        var file = new Argument<string>("FILE") { Description = NodeCommand.Say(context, "arg.file") };
        var command = options.AddTo(new("import", NodeCommand.Say(context, "import")) { file });
        command.SetAction(parsed => NodeCommand.Guard(context, () =>
        {
            var path = parsed.GetRequiredValue(file);
            if (!File.Exists(path) || new FileInfo(path).Length > Parcel.MostBytes)
                throw new CommandException(ExitCode.NothingUsable, "no-such-path", path);
            var bytes = File.ReadAllBytes(path);
            var answer = Ask(context, options, parsed, link => link.ImportAsync(bytes, context.Cancellation), engine =>
            {
                // What is known of a log confirms it until the node stops: of no use to one that does not run.
                var taken = engine.Import(bytes);
                return taken is { Status: 200, Body.Length: 0 } && !engine.IsReceipt(bytes) ? new(409, "node-not-running"u8.ToArray()) : new(taken.Status, taken.Body);
            });
            if (answer.Status != 200)
                return Refused(context, "not-imported", path, answer);
            if (answer.Body.Length > 0)
                Write(path + ".receipt", answer.Body);
            new Sheet(context.Terminal).Say(context.Wording.Text(TextArea.Node, answer.Body.Length > 0 ? "imported" : "noted", path, path + ".receipt"));
            return ExitCode.Done;
        }));
        return command;
    }

    private static int Refused(CommandContext context, string key, string path, LinkAnswer answer)
    {
        context.Terminal.Error.WriteLine("atalaya: " + context.Wording.Text(TextArea.Node, key, path, answer.Status, Encoding.ASCII.GetString(answer.Body.Span).Trim()));
        return ExitCode.NothingUsable;
    }

    private static void Write(string path, ReadOnlyMemory<byte> bytes)
    {
        File.WriteAllBytes(path + ".part", bytes.Span);
        File.Move(path + ".part", path, overwrite: true);
    }

    private static LinkAnswer Ask(CommandContext context, AccordOptions options, ParseResult parsed, Func<OfficerLink, Task<LinkAnswer>> running, Func<NodeEngine, LinkAnswer> stopped)
    {
        var node = NodeFolder.Open(options.Folder(parsed));
        _ = node.Settings();
        var passphrase = Passphrase.Get(context, options.PassphraseFile(parsed), isNew: false);
        try
        {
            // Whoever has the folder to himself needs no officer's key: there is no node to ask.
            using var storage = node.OpenStorage();
            using var ring = node.OpenKeys(passphrase);
            return stopped(node.OpenEngine(storage, ring.Keys, context.Terminal.Clock));
        }
        catch (FolderException problem) when (problem.Reason == FolderFault.Running)
        {
            using var signer = node.OpenSigner(options.Officer(parsed), passphrase);
            using var link = new OfficerLink(node, signer, context.Terminal.Clock);
            return OfficerDesk.Ask(node, () => running(link));
        }
        finally
        {
            CryptographicOperations.ZeroMemory(passphrase);
        }
    }
}
