using System.Globalization;
using System.Text;
using Atalaya.Accords.Envelopes;
using Atalaya.Accords.Log;
using Atalaya.Accords.Records;

namespace Atalaya.Accords.Publishing;

/// <summary>A log that a verifier knows by its key.</summary>
/// <param name="Folder">Its part of the published folder.</param>
/// <param name="Key">The key, whose name is the log's origin.</param>
public sealed record TrustedLog(string Folder, NoteVerifierKey Key);

/// <summary>A witness that a verifier knows by its key.</summary>
/// <param name="Who">The folder of the side that runs it, or <see cref="TrustFile.Third"/> where neither government does.</param>
/// <param name="Key">The key, of type <see cref="NoteKeyType.Cosignature"/>.</param>
public sealed record TrustedWitness(string Who, NoteVerifierKey Key);

/// <summary>An office's key that a verifier knows.</summary>
/// <param name="State">Whose office.</param>
/// <param name="Role">What it may sign.</param>
/// <param name="Key">The key.</param>
public sealed record TrustedOfficer(StateCode State, OfficerRole Role, OfficerKey Key);

/// <summary>
/// Whom a verifier believes (docs/formats/published.md). It is the verifier's own: keys are compared with what each side and each witness
/// announced elsewhere. Never part of the published folder.
/// </summary>
public static class TrustFile
{
    /// <summary>A witness that neither government runs: a court, a university, the press.</summary>
    public const string Third = "third";

    private const string Heading =
        """
        atalaya-trust/v1
        # Whom you believe when you run ./verify. Compare every key with what its owner announced; delete what you do not trust.
        # A quién cree usted al ejecutar ./verify. Compare cada clave con la que anunció su dueño; borre aquella en la que no confíe.

        """;

    /// <summary>The file's bytes: UTF-8 lines ended by LF.</summary>
    public static byte[] Write(IEnumerable<TrustedLog> logs, IEnumerable<TrustedWitness> witnesses, IEnumerable<TrustedOfficer> officers)
    {
        var text = new StringBuilder(Heading.ReplaceLineEndings("\n"));
        foreach (var log in logs)
            text.Append(CultureInfo.InvariantCulture, $"log {log.Folder} {log.Key}\n");
        foreach (var witness in witnesses)
            text.Append(CultureInfo.InvariantCulture, $"witness {witness.Who} {witness.Key}\n");
        foreach (var officer in officers)
            text.Append(CultureInfo.InvariantCulture, $"officer {officer.State} {Words.Of(officer.Role)}\n{officer.Key.Pem}");
        return Encoding.UTF8.GetBytes(text.ToString());
    }
}
