using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using Atalaya.Accords.Envelopes;
using Atalaya.Node.Engine;
using Atalaya.Node.Keys;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using NodaTime;

namespace Atalaya.Node.Http;

/// <summary>Who may use an endpoint.</summary>
public enum Audience
{
    /// <summary>Anybody, with or without a certificate that is not revoked: what is published.</summary>
    Anybody,
    /// <summary>The other side's node, by the pinned key that the connection proved.</summary>
    Peer,
    /// <summary>An officer of this side whose key is in force, from this machine, by a signature on the request.</summary>
    Officer,
}

/// <summary>Marks an endpoint with its audience; every endpoint has one, or nobody is let in.</summary>
/// <param name="Audience">Who may use it.</param>
public sealed record AudienceMark(Audience Audience);

/// <summary>Judges each request before its endpoint is run.</summary>
internal sealed class Access(NodeEngine? engine, string? peerPin, IReadOnlySet<string> revoked, TimeProvider clock)
{
    private static readonly Duration Freshness = Duration.FromMinutes(5);

    public async Task Judge(HttpContext context, RequestDelegate next)
    {
        var endpoint = context.GetEndpoint();
        if (endpoint is null)
        {
            context.Response.StatusCode = 404;
            return;
        }

        var status = await StatusOf(context, endpoint).ConfigureAwait(false);
        if (status == 0)
            await next(context).ConfigureAwait(false);
        else
            context.Response.StatusCode = status;
    }

    private async Task<int> StatusOf(HttpContext context, Endpoint endpoint)
    {
        var certificate = context.Connection.ClientCertificate;
        var pin = certificate is null ? null : TlsIdentity.PinOf(certificate);
        if (pin is not null && revoked.Contains(pin))
            return 403;
        return endpoint.Metadata.GetMetadata<AudienceMark>()?.Audience switch
        {
            Audience.Anybody => 0,
            Audience.Peer => pin is null ? 401 : pin == peerPin ? 0 : 403,
            Audience.Officer => await OfficerStatus(context).ConfigureAwait(false),
            _ => 403,
        };
    }

    private async Task<int> OfficerStatus(HttpContext context)
    {
        if (context.Connection.RemoteIpAddress is not { } address || !IPAddress.IsLoopback(address) || engine is null)
            return 403;
        var request = context.Request;
        if (OfficerPass.Read(request.Headers.Authorization.ToString()) is not { } pass)
            return 401;
        request.EnableBuffering();
        using var body = new MemoryStream();
        await request.Body.CopyToAsync(body, context.RequestAborted).ConfigureAwait(false);
        request.Body.Position = 0;
        var now = Instant.FromDateTimeOffset(clock.GetUtcNow());
        if (now - pass.Time > Freshness || pass.Time - now > Freshness || !pass.Verifies(request.Method, request.Path + request.QueryString.Value, body.GetBuffer().AsSpan(0, (int)body.Length)))
            return 401;
        var state = engine.State;
        return state.Keys(engine.Settings.Own.State).Any(k => k.Key == pass.Key && k.RevokedAt is null) ? 0 : 403;
    }
}

/// <summary>What an officer signs a request with: <c>Authorization: Atalaya KEY SECONDS SIGNATURE</c>.</summary>
/// <param name="Key">The officer's key.</param>
/// <param name="Time">When, whole seconds.</param>
/// <param name="Signature">Over method, path with query, time and the digest of the body.</param>
public sealed record OfficerPass(OfficerKey Key, Instant Time, ReadOnlyMemory<byte> Signature)
{
    private const string Scheme = "Atalaya";

    /// <summary>Signs a request.</summary>
    public static OfficerPass Sign(IOfficerSigner signer, string method, string target, ReadOnlySpan<byte> body, Instant now)
    {
        ArgumentNullException.ThrowIfNull(signer);
        var time = Instant.FromUnixTimeSeconds(now.ToUnixTimeSeconds());
        return new(signer.Key, time, signer.Sign(Message(method, target, time, body)));
    }

    /// <summary>Whether it is of this request.</summary>
    public bool Verifies(string method, string target, ReadOnlySpan<byte> body) => Key.Verifies(Message(method, target, Time, body), Signature.Span);

    /// <summary>Value of the header.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Scheme} {Key.Id} {Time.ToUnixTimeSeconds()} {Convert.ToBase64String(Signature.Span)}");

    internal static OfficerPass? Read(string header)
    {
        var signature = new byte[64];
        return header.Split(' ') is [Scheme, var key, var time, var signed] && OfficerKey.TryParse(key, out var officer)
            && long.TryParse(time, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) && seconds <= Instant.MaxValue.ToUnixTimeSeconds()
            && Convert.TryFromBase64String(signed, signature, out var length) && length == signature.Length
            ? new(officer, Instant.FromUnixTimeSeconds(seconds), signature)
            : null;
    }

    private static byte[] Message(string method, string target, Instant time, ReadOnlySpan<byte> body) => Encoding.UTF8.GetBytes(string.Create(
        CultureInfo.InvariantCulture, $"atalaya-officer/v1\n{method}\n{target}\n{time.ToUnixTimeSeconds()}\n{Convert.ToHexStringLower(SHA256.HashData(body))}\n"));
}
