using System.Globalization;
using System.Net;
using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using Atalaya.Accords.Log;
using Atalaya.Node.Exchange;
using Atalaya.Node.Keys;

namespace Atalaya.Node.Http;

/// <summary>The way to another machine over TLS 1.3: its key must be the pinned one, and ours is shown.</summary>
public sealed class HttpLink : IPeerLink, IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);
    private readonly HttpClient _client;

    /// <summary>A way.</summary>
    /// <param name="address"><c>host:port</c>.</param>
    /// <param name="pin">SHA-256 of the other's public key.</param>
    /// <param name="own">The certificate that we show; null for none.</param>
    /// <param name="mostBytes">The longest answer that is taken.</param>
    public HttpLink(string address, string pin, X509Certificate2? own, int mostBytes = Parcel.MostBytes)
    {
        var handler = new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseProxy = false,
            UseCookies = false,
            ConnectTimeout = TimeSpan.FromSeconds(5),
            PooledConnectionLifetime = TimeSpan.FromMinutes(5),
            SslOptions = new()
            {
                EnabledSslProtocols = SslProtocols.Tls13,
                CertificateRevocationCheckMode = X509RevocationMode.NoCheck,
                RemoteCertificateValidationCallback = (_, certificate, _, _) => certificate is X509Certificate2 shown && TlsIdentity.PinOf(shown) == pin,
            },
        };
        if (own is not null)
        {
            handler.SslOptions.ClientCertificates = [own];
            handler.SslOptions.LocalCertificateSelectionCallback = (_, _, _, _, _) => own;
        }

        _client = new(handler) { BaseAddress = new Uri($"https://{address}/"), Timeout = Patience, MaxResponseContentBufferSize = mostBytes, DefaultRequestVersion = HttpVersion.Version11 };
    }

    /// <inheritdoc/>
    public Task<LinkAnswer> PostParcelAsync(ReadOnlyMemory<byte> parcel, CancellationToken cancellation) => PostAsync("peer/v1/envelopes", parcel, cancellation);

    /// <inheritdoc/>
    public Task<LinkAnswer> GetParcelAsync(ulong after, CancellationToken cancellation) => GetAsync(string.Create(CultureInfo.InvariantCulture, $"peer/v1/envelopes?after={after}"), cancellation);

    /// <inheritdoc/>
    public Task<LinkAnswer> GetKnownAsync(CancellationToken cancellation) => GetAsync("peer/v1/known", cancellation);

    /// <inheritdoc/>
    public Task<LinkAnswer> AddCheckpointAsync(ReadOnlyMemory<byte> body, CancellationToken cancellation) => PostAsync("witness/add-checkpoint", body, cancellation);

    /// <inheritdoc/>
    public Task<LinkAnswer> GetCheckpointAsync(string origin, CancellationToken cancellation) => GetAsync($"witness/{WitnessServer.PathName(origin)}/checkpoint", cancellation);

    /// <inheritdoc/>
    public Task<LinkAnswer> GetForksAsync(string origin, CancellationToken cancellation) => GetAsync($"witness/{WitnessServer.PathName(origin)}/forks", cancellation);

    /// <summary>Sends any request.</summary>
    /// <exception cref="LinkException">No answer came.</exception>
    public async Task<LinkAnswer> SendAsync(HttpRequestMessage request, CancellationToken cancellation)
    {
        try
        {
            using var response = await _client.SendAsync(request, HttpCompletionOption.ResponseContentRead, cancellation).ConfigureAwait(false);
            return new((int)response.StatusCode, await response.Content.ReadAsByteArrayAsync(cancellation).ConfigureAwait(false));
        }
        catch (Exception e) when (e is HttpRequestException or IOException || (e is OperationCanceledException && !cancellation.IsCancellationRequested))
        {
            throw new LinkException(e.Message, e);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _client.Dispose();

    private async Task<LinkAnswer> GetAsync(string path, CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        return await SendAsync(request, cancellation).ConfigureAwait(false);
    }

    private async Task<LinkAnswer> PostAsync(string path, ReadOnlyMemory<byte> body, CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new ReadOnlyMemoryContent(body) };
        return await SendAsync(request, cancellation).ConfigureAwait(false);
    }
}
