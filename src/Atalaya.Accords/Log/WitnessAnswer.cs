using System.Globalization;
using System.Text;

namespace Atalaya.Accords.Log;

/// <summary>What a witness answers to <c>add-checkpoint</c> (C2SP tlog-witness), as an HTTP answer.</summary>
/// <param name="Status">200, 400, 403, 404, 409 or 422.</param>
/// <param name="ContentType">Of the body.</param>
/// <param name="Body">Cosignature lines (200), the size last cosigned (409), else nothing.</param>
/// <param name="Fault">Why not, where not.</param>
/// <param name="Fork">Where the log signed another head of a size that was cosigned: the proof, which the witness keeps too.</param>
public sealed record WitnessAnswer(int Status, string ContentType, ReadOnlyMemory<byte> Body, LogFault Fault = default, ForkProof? Fork = null)
{
    private const string PlainText = "text/plain; charset=utf-8";

    internal static WitnessAnswer Cosigned(NoteSignature signature) => new(200, PlainText, signature.ToLine());

    internal static WitnessAnswer No(int status, LogFault fault, ForkProof? fork = null) => new(status, PlainText, default, fault, fork);

    internal static WitnessAnswer OtherSize(ulong known, ForkProof? fork) =>
        new(409, "text/x.tlog.size", Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{known}\n")), new(LogFaultReason.SizesDiffer, "old", 0), fork);
}
