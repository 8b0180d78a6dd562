using System.Text.Json;
using System.Text.Json.Serialization;

namespace Atalaya.Node.Folders;

/// <summary>A key that a side begins with.</summary>
/// <param name="Key">64 hexadecimal digits.</param>
/// <param name="Role">Word of the role.</param>
public sealed record FounderEntry(string Key, string Role);

/// <summary>What one side hands the other in person, on paper or a stick: all public.</summary>
/// <param name="State">Two letters.</param>
/// <param name="Log">Verifier key of its log, whose name is the origin.</param>
/// <param name="Witness">Verifier key of its cosignatures.</param>
/// <param name="Receipts">Verifier key of its receipts.</param>
/// <param name="Tls">Pin of its key on the wire.</param>
/// <param name="Address">Where it listens: <c>host:port</c>.</param>
/// <param name="PadTo">Multiple to which it pads; the same on both sides.</param>
/// <param name="Founders">Its founding keys.</param>
public sealed record PartyEntry(string State, string Log, string Witness, string Receipts, string Tls, string Address, int PadTo, IReadOnlyList<FounderEntry> Founders);

/// <summary>A third witness.</summary>
/// <param name="Key">Its verifier key.</param>
/// <param name="Tls">Pin of its key on the wire.</param>
/// <param name="Address">Where it listens: <c>host:port</c>.</param>
public sealed record WitnessEntry(string Key, string Tls, string Address);

/// <summary>The file <c>node.json</c> of a node's folder.</summary>
/// <param name="Own">This node.</param>
/// <param name="Listen">Where it listens: <c>address:port</c>.</param>
/// <param name="Peer">The other side; null before pairing.</param>
/// <param name="Witnesses">Third witnesses.</param>
/// <param name="RevokedTls">Pins that are refused, whoever else names them.</param>
/// <param name="PublishSeconds">How often a head is published.</param>
public sealed record NodeFile(
    PartyEntry Own, string Listen, PartyEntry? Peer, IReadOnlyList<WitnessEntry> Witnesses, IReadOnlyList<string> RevokedTls, int PublishSeconds);

/// <summary>The file <c>witness.json</c> of a witness that runs alone.</summary>
/// <param name="Own">This witness.</param>
/// <param name="Listen">Where it listens.</param>
/// <param name="Logs">Verifier keys of the logs it cosigns.</param>
public sealed record WitnessFile(WitnessEntry Own, string Listen, IReadOnlyList<string> Logs);

/// <summary>Reads and writes these files; an unknown member is refused.</summary>
internal static class FolderJson
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        AllowDuplicateProperties = false,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        PropertyNameCaseInsensitive = false,
    };

    public static byte[] Write<T>(T value) => [.. JsonSerializer.SerializeToUtf8Bytes(value, Options), (byte)'\n'];

    /// <summary>Null where it is not this form.</summary>
    public static T? Read<T>(byte[] json)
        where T : class
    {
        try
        {
            return JsonSerializer.Deserialize<T>(json, Options);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
