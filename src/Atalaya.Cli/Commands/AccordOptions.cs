using System.CommandLine;
using Atalaya.Cli.Accords;

namespace Atalaya.Cli.Commands;

/// <summary>Which node, which officer, which passphrase: what every command of an officer asks.</summary>
internal sealed class AccordOptions(CommandContext context)
{
    private readonly Option<string> folder = new("--dir") { Description = AccordWords.Say(context.Wording, "opt.dir"), HelpName = "DIR", Required = true };
    private readonly Option<string> officer = new("--as") { Description = AccordWords.Say(context.Wording, "opt.as"), HelpName = "OFFICER|FILE", DefaultValueFactory = static _ => "observer" };
    private readonly Option<string?> passphrase = new("--passphrase-file") { Description = AccordWords.Say(context.Wording, "opt.passphrase"), HelpName = "FILE" };

    public Command AddTo(Command command)
    {
        command.Add(folder);
        command.Add(officer);
        command.Add(passphrase);
        return command;
    }

    public string Folder(ParseResult parsed) => parsed.GetRequiredValue(folder);

    public string Officer(ParseResult parsed) => parsed.GetRequiredValue(officer);

    public string? PassphraseFile(ParseResult parsed) => parsed.GetValue(passphrase);

    public OfficerDesk Open(ParseResult parsed) => OfficerDesk.Open(context, Folder(parsed), Officer(parsed), PassphraseFile(parsed));
}
