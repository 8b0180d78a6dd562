using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Atalaya.Accords.Log;

namespace Atalaya.Accords.Envelopes;

/// <summary>One opened field: a salt, its name and its value, and the digest that the envelope holds of them (SD-JWT, RFC 9901, section 4.2).</summary>
public sealed class Disclosure
{
    /// <summary>Bytes of a salt: 128 bits, as the standard advises.</summary>
    public const int SaltSize = 16;

    /// <summary>The longest disclosure that is read, in characters.</summary>
    public const int LongestText = 131_072;

    // 128 bits in base64url; other programs may draw longer ones.
    private const int ShortestSalt = 22;
    private const int LongestSalt = 64;
    private readonly byte[] value;

    private Disclosure(string text, string name, byte[] value)
    {
        (Text, Name, this.value) = (text, name, value);
        Digest = Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes(text)));
    }

    /// <summary>base64url of <c>[salt, name, value]</c>: what travels.</summary>
    public string Text { get; }

    /// <summary>Name of the field.</summary>
    public string Name { get; }

    /// <summary>The field's JSON value, byte for byte as it was sealed.</summary>
    public ReadOnlySpan<byte> Value => value;

    /// <summary>base64url of the SHA-256 of <see cref="Text"/>: what stands in the envelope.</summary>
    public string Digest { get; }

    internal static Disclosure Make(string name, ReadOnlySpan<byte> value, ReadOnlySpan<byte> salt)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartArray();
            json.WriteStringValue(Base64Url.EncodeToString(salt));
            json.WriteStringValue(name);
            json.WriteRawValue(value, skipInputValidation: true);
            json.WriteEndArray();
        }

        return new(Base64Url.EncodeToString(buffer.ToArray()), name, value.ToArray());
    }

    /// <summary>Reads a disclosure that may be anybody's.</summary>
    public static Parsed<Disclosure> Read(string text)
    {
        if (text.Length > LongestText)
            return Parsed<Disclosure>.Not(FaultPlace.Disclosure, "", AccordFaultReason.TooLarge);
        if (!StrictBase64.TryDecodeUrl(text, out var bytes))
            return Parsed<Disclosure>.Not(FaultPlace.Disclosure, "", AccordFaultReason.BadBase64);
        using var document = StrictJson.Read(bytes, FaultPlace.Disclosure, LongestText, out var fault);
        if (document is null)
            return Parsed<Disclosure>.Not(fault!);
        var root = document.RootElement;
        if (root.ValueKind != JsonValueKind.Array || root.GetArrayLength() != 3 || root[0].ValueKind != JsonValueKind.String || root[1].ValueKind != JsonValueKind.String)
            return Parsed<Disclosure>.Not(FaultPlace.Disclosure, "", AccordFaultReason.WrongType);
        // A short salt would let a stranger try the few values that a field can have.
        if (root[0].GetString()!.Length is < ShortestSalt or > LongestSalt || !StrictBase64.IsUrl(root[0].GetString()))
            return Parsed<Disclosure>.Not(FaultPlace.Disclosure, "[0]", AccordFaultReason.BadForm);
        return Parsed<Disclosure>.Of(new(text, root[1].GetString()!, Encoding.UTF8.GetBytes(root[2].GetRawText())));
    }
}
