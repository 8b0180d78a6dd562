using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Atalaya.Node.Keys;

/// <summary>Certificates that carry a public key and nothing that is believed: who is who follows from pinned keys alone.</summary>
public static class TlsIdentity
{
    private static readonly DateTimeOffset From = new(2025, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset Until = new(2125, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>SHA-256 of the public key (SubjectPublicKeyInfo) in lower-case hexadecimal: the pin.</summary>
    public static string PinOf(X509Certificate2 certificate)
    {
        ArgumentNullException.ThrowIfNull(certificate);
        return Convert.ToHexStringLower(SHA256.HashData(certificate.PublicKey.ExportSubjectPublicKeyInfo()));
    }

    /// <summary>A self-made certificate of a key. Its dates and its name are not looked at by anybody.</summary>
    public static X509Certificate2 Certify(ECDsa key, string name)
    {
        var request = new CertificateRequest(new X500DistinguishedName("CN=" + string.Concat(name.Where(static c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-'))), key, HashAlgorithmName.SHA256);
        return request.CreateSelfSigned(From, Until);
    }
}
