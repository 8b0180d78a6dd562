using System.Globalization;

namespace Atalaya.Node.Folders;

/// <summary>Addresses as <c>host:port</c>.</summary>
internal static class Addresses
{
    public static bool TryParse(string text, out string host, out int port)
    {
        var colon = text.LastIndexOf(':');
        host = colon > 0 ? text[..colon] : "";
        port = 0;
        return colon > 0 && Uri.CheckHostName(host.Trim('[', ']')) != UriHostNameType.Unknown
            && int.TryParse(text.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out port) && port is >= 0 and <= 65_535;
    }
}
