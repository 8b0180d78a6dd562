using System.Globalization;
using Atalaya.Accords.Envelopes;
using Atalaya.Node.Exchange;
using Atalaya.Node.Folders;
using NodaTime;

namespace Atalaya.Node.Http;

/// <summary>An officer's terminal at the node of his own side, on the same machine: every request is signed with his key.</summary>
public sealed class OfficerLink : IDisposable
{
    private readonly HttpLink _link;
    private readonly IOfficerSigner _signer;
    private readonly TimeProvider _clock;

    /// <summary>A way to the node of a folder, which must be running.</summary>
    public OfficerLink(NodeFolder folder, IOfficerSigner signer, TimeProvider clock)
        : this(folder?.File.Listen ?? throw new ArgumentNullException(nameof(folder)), folder.File.Own.Tls, signer, clock)
    {
    }

    /// <summary>A way to a node at an address.</summary>
    /// <param name="address"><c>host:port</c> on this machine.</param>
    /// <param name="pin">Pin of the node's key on the wire.</param>
    /// <param name="signer">The officer.</param>
    /// <param name="clock">The clock.</param>
    public OfficerLink(string address, string pin, IOfficerSigner signer, TimeProvider clock) => (_link, _signer, _clock) = (new(address, pin, null, int.MaxValue), signer, clock);

    /// <summary>Submits a sealed record.</summary>
    /// <exception cref="LinkException">The node is not reached.</exception>
    public Task<LinkAnswer> SubmitAsync(ReadOnlyMemory<byte> sealedRecord, CancellationToken cancellation) => SendAsync(HttpMethod.Post, "/officer/v1/records", sealedRecord, cancellation);

    /// <summary>Every record of both logs: <see cref="RecordListing"/>.</summary>
    /// <exception cref="LinkException">The node is not reached.</exception>
    public Task<LinkAnswer> RecordsAsync(CancellationToken cancellation) => SendAsync(HttpMethod.Get, "/officer/v1/records", default, cancellation);

    /// <summary>How the node is: <see cref="NodeStatus"/>.</summary>
    /// <exception cref="LinkException">The node is not reached.</exception>
    public Task<LinkAnswer> StatusAsync(CancellationToken cancellation) => SendAsync(HttpMethod.Get, "/officer/v1/status", default, cancellation);

    /// <summary>A parcel for an air gap: the log from a leaf on, padded to a signed head first.</summary>
    /// <exception cref="LinkException">The node is not reached.</exception>
    public Task<LinkAnswer> ParcelAsync(ulong after, CancellationToken cancellation) => SendAsync(HttpMethod.Get, string.Create(CultureInfo.InvariantCulture, $"/officer/v1/parcel?after={after}"), default, cancellation);

    /// <summary>A parcel with what the node knows of the other side's log.</summary>
    /// <exception cref="LinkException">The node is not reached.</exception>
    public Task<LinkAnswer> KnownAsync(CancellationToken cancellation) => SendAsync(HttpMethod.Get, "/officer/v1/known", default, cancellation);

    /// <summary>Hands over a file that came across an air gap. Gives the node's receipt, or nothing where there is nothing to acknowledge.</summary>
    /// <exception cref="LinkException">The node is not reached.</exception>
    public Task<LinkAnswer> ImportAsync(ReadOnlyMemory<byte> file, CancellationToken cancellation) => SendAsync(HttpMethod.Post, "/officer/v1/parcel", file, cancellation);

    /// <inheritdoc/>
    public void Dispose() => _link.Dispose();

    private async Task<LinkAnswer> SendAsync(HttpMethod method, string target, ReadOnlyMemory<byte> body, CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(method, target[1..]);
        if (method == HttpMethod.Post)
            request.Content = new ReadOnlyMemoryContent(body);
        var pass = OfficerPass.Sign(_signer, method.Method, target, body.Span, Instant.FromDateTimeOffset(_clock.GetUtcNow()));
        request.Headers.TryAddWithoutValidation("Authorization", pass.ToString());
        return await _link.SendAsync(request, cancellation).ConfigureAwait(false);
    }
}
