using System.Security.Cryptography;
using Atalaya.Accords.Envelopes;
using Atalaya.Accords.Records;
using Atalaya.Accords.State;
using Atalaya.Cli.Commands;
using Atalaya.Node.Exchange;
using Atalaya.Node.Folders;
using Atalaya.Node.Http;
using Atalaya.Node.Keys;
using NodaTime;

namespace Atalaya.Cli.Accords;

/// <summary>An officer's terminal: his key, the running node of his side, and what the two logs come to, folded here from the records themselves.</summary>
internal sealed class OfficerDesk : IDisposable
{
    private readonly OfficerSigner signer;
    private readonly OfficerLink link;
    private readonly NodeFolder folder;
    private readonly CancellationToken cancellation;
    private IReadOnlyList<(StateCode Log, long Index, SealedRecord Record)>? listing;
    private AccordState? state;

    private OfficerDesk(NodeFolder folder, OfficerSigner signer, TimeProvider clock, CancellationToken cancellation)
    {
        (this.folder, this.signer, this.cancellation) = (folder, signer, cancellation);
        link = new(folder, signer, clock);
        Terms = folder.Settings().Terms;
    }

    public AccordTerms Terms { get; }

    public StateCode Own => folder.State;

    public StateCode Other => Terms.Other(Own);

    /// <summary>The node's time: records are judged by it.</summary>
    public Instant Now => Instant.FromUnixTimeSeconds(NodaTime.Text.InstantPattern.ExtendedIso.Parse(Status.Now).GetValueOrThrow().ToUnixTimeSeconds());

    public NodeStatus Status => field ??= NodeStatus.Read(Ask(() => link.StatusAsync(cancellation)).Body.Span) ?? throw new CommandException(ExitCode.Storage, "accord-answer", folder.File.Listen);

    /// <summary>Every record of both logs, whose signatures were checked again here.</summary>
    public IReadOnlyList<(StateCode Log, long Index, SealedRecord Record)> Records =>
        listing ??= RecordListing.Read(Ask(() => link.RecordsAsync(cancellation)).Body) ?? throw new CommandException(ExitCode.Storage, "accord-answer", folder.File.Listen);

    public AccordState State => state ??= AccordState.Fold(Terms, Records.Select(static r => LoggedRecord.From(r.Log, r.Index, r.Record)));

    public RecordHeader Header => new(Own, [.. new[] { Own, Other }.Order()], Now);

    public RecordContext Context => new(Own, Other, Now, State.GuidanceToName(Own, Now));

    /// <summary>Opens an officer's key and finds the node.</summary>
    /// <param name="context">Where the program runs.</param>
    /// <param name="path">The node's folder.</param>
    /// <param name="officer">Name of a founding officer, or a key file.</param>
    /// <param name="passphraseFile">The file with the passphrase; null for the variable, or to be asked.</param>
    /// <exception cref="CommandException">Folder, key or passphrase cannot be used.</exception>
    public static OfficerDesk Open(CommandContext context, string path, string officer, string? passphraseFile)
    {
        try
        {
            var passphrase = Passphrase.Get(context, passphraseFile, isNew: false);
            var folder = NodeFolder.Open(path);
            var signer = folder.OpenSigner(officer, passphrase);
            CryptographicOperations.ZeroMemory(passphrase);
            return new(folder, signer, context.Terminal.Clock, context.Cancellation);
        }
        catch (FolderException problem)
        {
            throw new CommandException(ExitCode.Usage, "accord-folder", problem.Path, problem.Reason);
        }
        catch (KeyFileException problem)
        {
            throw new CommandException(ExitCode.Usage, problem.Reason == KeyFileFault.WrongPassphrase ? "accord-wrong-passphrase" : "accord-key", problem.Path, problem.Reason);
        }
    }

    /// <summary>Signs a record and hands it to the node.</summary>
    public (RecordDigest Record, SubmissionAnswer Answer) Say(AccordRecord record)
    {
        var signed = RecordCatalogue.Seal(record, signer, RandomNumberGenerator.Fill);
        if (signed.Value is not { } whole)
            throw new AccordFaultException(signed.Fault!);
        var answer = Ask(() => link.SubmitAsync(whole.ToBytes(), cancellation));
        (listing, state) = (null, null);
        return SubmissionAnswer.Read(answer.Body.Span) is { } read ? (whole.Digest, read)
            : throw new CommandException(ExitCode.Storage, answer.Status is 401 or 403 ? "accord-not-let-in" : "accord-answer", folder.File.Listen);
    }

    /// <summary>The one record that a digest, or the beginning of one, names.</summary>
    public RecordDigest Find(string text)
    {
        var found = Records.Select(static r => r.Record.Digest).Distinct().Where(d => text.Length >= 6 && d.Hex.StartsWith(text, StringComparison.Ordinal)).Take(2).ToList();
        return found.Count == 1 ? found[0] : throw new CommandException(ExitCode.Usage, found.Count == 0 ? "accord-no-record" : "accord-many-records", text);
    }

    public void Dispose()
    {
        link.Dispose();
        signer.Dispose();
    }

    /// <summary>Asks a running node; one that is not reached, or lets nobody in, is told in words.</summary>
    /// <exception cref="CommandException">It gave no answer of its own.</exception>
    public static LinkAnswer Ask(NodeFolder folder, Func<Task<LinkAnswer>> ask)
    {
        try
        {
            var answer = ask().GetAwaiter().GetResult();
            return answer.Status is 401 or 403 && answer.Body.Length == 0 ? throw new CommandException(ExitCode.Usage, "accord-not-let-in", folder.File.Listen) : answer;
        }
        catch (LinkException)
        {
            throw new CommandException(ExitCode.Storage, "accord-unreached", folder.File.Listen, folder.Path);
        }
    }

    private LinkAnswer Ask(Func<Task<LinkAnswer>> ask) => Ask(folder, ask);
}

/// <summary>What an officer wrote is not taken.</summary>
internal sealed class AccordFaultException(AccordFault fault) : Exception
{
    public AccordFault Fault => fault;
}
