using System.CommandLine;
using System.Text;
using Atalaya.Cli.Language;
using Atalaya.Cli.Screen;
using Atalaya.Node.Engine;
using Atalaya.Node.Exchange;
using Atalaya.Node.Folders;

namespace Atalaya.Cli.Commands;

/// <summary><c>node export</c> and <c>node import</c>: the bytes of the wire as files, across an air gap. The node must not be running.</summary>
internal static class NodeFileCommands
{
    /// <summary><c>node export</c>.</summary>
    public static Command Export(CommandContext context)
    {
        var (folder, phrase) = (NodeCommand.Folder(context), NodeCommand.Phrase(context));
        var after = new Option<long>("--after") { Description = NodeCommand.Say(context, "opt.after"), HelpName = "N" };
        var known = new Option<bool>("--known") { Description = NodeCommand.Say(context, "opt.known") };
        var output = new Option<string>("--out") { Description = NodeCommand.Say(context, "opt.out"), HelpName = "F", Required = true };
        var command = new Command("export", NodeCommand.Say(context, "export")) { folder, after, known, output, phrase };
        command.SetAction(parsed => With(context, parsed.GetRequiredValue(folder), parsed.GetValue(phrase), engine =>
        {
            if (parsed.GetValue(after) < 0)
                throw new CommandException(ExitCode.Usage, "bad-after", parsed.GetValue(after));
            // Only what a signed head covers is taken from a file, so the log is padded to one first.
            engine.PublishNow();
            var parcel = parsed.GetValue(known) ? engine.Known(engine.Settings.Rules.FileLife) : engine.ParcelAfter((ulong)parsed.GetValue(after), engine.Settings.Rules.FileLife);
            Write(parsed.GetRequiredValue(output), parcel.ToBytes());
            new Sheet(context.Terminal).Say(context.Wording.Text(TextArea.Node, "exported", parsed.GetRequiredValue(output), parcel.First, parcel.Frames.Count(static f => f.Kind != FrameKind.Head)));
            return ExitCode.Done;
        }));
        return command;
    }

    /// <summary><c>node import</c>.</summary>
    public static Command Import(CommandContext context)
    {
        var (folder, phrase) = (NodeCommand.Folder(context), NodeCommand.Phrase(context));
        var file = new Argument<string>("FILE") { Description = NodeCommand.Say(context, "arg.file") };
        var command = new Command("import", NodeCommand.Say(context, "import")) { folder, file, phrase };
        command.SetAction(parsed => With(context, parsed.GetRequiredValue(folder), parsed.GetValue(phrase), engine =>
        {
            var path = parsed.GetRequiredValue(file);
            if (!File.Exists(path) || new FileInfo(path).Length > Parcel.MostBytes)
                throw new CommandException(ExitCode.NothingUsable, "no-such-path", path);
            var answer = engine.Import(File.ReadAllBytes(path));
            var sheet = new Sheet(context.Terminal);
            if (answer.Status != 200)
            {
                context.Terminal.Error.WriteLine("atalaya: " + context.Wording.Text(TextArea.Node, "not-imported", path, answer.Status, Encoding.ASCII.GetString(answer.Body.Span).Trim()));
                return ExitCode.NothingUsable;
            }

            if (answer.Body.Length > 0)
                Write(path + ".receipt", answer.Body.ToArray());
            sheet.Say(context.Wording.Text(TextArea.Node, answer.Body.Length > 0 ? "imported" : "noted", path, engine.PeerSizes.Verified, path + ".receipt"));
            return ExitCode.Done;
        }));
        return command;
    }

    private static int With(CommandContext context, string path, string? phrase, Func<NodeEngine, int> act) => NodeCommand.Guard(context, () =>
    {
        var folder = NodeFolder.Open(path);
        _ = folder.Settings();
        using var ring = folder.OpenKeys(Passphrase.Get(context, phrase, isNew: false));
        using var storage = folder.OpenStorage();
        return act(folder.OpenEngine(storage, ring.Keys, context.Terminal.Clock));
    });

    private static void Write(string path, byte[] bytes)
    {
        File.WriteAllBytes(path + ".part", bytes);
        File.Move(path + ".part", path, overwrite: true);
    }
}
