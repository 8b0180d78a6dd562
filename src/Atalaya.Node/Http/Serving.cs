using System.Net;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using System.Threading.RateLimiting;
using Atalaya.Node.Exchange;
using Atalaya.Node.Folders;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Atalaya.Node.Http;

/// <summary>What a node's and a witness's server have in common: TLS 1.3 only, certificates that are read for their key alone, and limits.</summary>
internal static class Serving
{
    // Far above what two nodes need, and low enough that a stranger who hammers does not keep them from it: limits are by address.
    private const int Burst = 400;
    private const int PerSecond = 100;
    private const int MostConnections = 256;

    public static WebApplication Build(string listen, X509Certificate2 certificate, Access access, Action<WebApplication> map, string service)
    {
        if (!Addresses.TryParse(listen, out var host, out var port))
            throw new FolderException(listen, FolderFault.BadAddress);
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { ApplicationName = typeof(Serving).Assembly.GetName().Name });
        builder.Logging.ClearProviders();
        builder.Logging.AddFilter("Microsoft", LogLevel.Warning);
        builder.Logging.AddSimpleConsole(static o => o.SingleLine = true);
        builder.Services.Configure<HostOptions>(static o => o.ShutdownTimeout = TimeSpan.FromSeconds(5));
        builder.Services.AddRoutingCore();
        builder.Services.AddRateLimiter(static o =>
        {
            o.RejectionStatusCode = 429;
            o.GlobalLimiter = PartitionedRateLimiter.Create<HttpContext, IPAddress>(static context => RateLimitPartition.GetTokenBucketLimiter(
                context.Connection.RemoteIpAddress ?? IPAddress.None,
                static _ => new() { TokenLimit = Burst, TokensPerPeriod = PerSecond, ReplenishmentPeriod = TimeSpan.FromSeconds(1), QueueLimit = 0, AutoReplenishment = true }));
        });
        Telemetry.Add(builder.Services, service);
        builder.WebHost.UseKestrelHttpsConfiguration().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = Parcel.MostBytes;
            kestrel.Limits.MaxConcurrentConnections = MostConnections;
            kestrel.Limits.MaxRequestHeadersTotalSize = 16 << 10;
            kestrel.Limits.RequestHeadersTimeout = TimeSpan.FromSeconds(10);
            var address = IPAddress.TryParse(host.Trim('[', ']'), out var parsed) ? parsed : host == "localhost" ? IPAddress.Loopback : IPAddress.Any;
            kestrel.Listen(address, port, endpoint => endpoint.UseHttps(https =>
            {
                https.ServerCertificate = certificate;
                https.SslProtocols = SslProtocols.Tls13;
                https.ClientCertificateMode = ClientCertificateMode.AllowCertificate;
                // The handshake proves that the client has the key; whose it is, pins say for each endpoint.
                https.ClientCertificateValidation = static (_, _, _) => true;
                https.CheckCertificateRevocation = false;
            }));
        });
        var app = builder.Build();
        app.UseRouting();
        app.UseRateLimiter();
        app.Use((context, next) => access.Judge(context, _ => next()));
        map(app);
        return app;
    }

    /// <summary>Where it listens, once it does.</summary>
    public static IPEndPoint EndpointOf(WebApplication app)
    {
        var address = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();
        var uri = new Uri(address);
        return new(IPAddress.TryParse(uri.Host.Trim('[', ']'), out var ip) ? ip : IPAddress.Loopback, uri.Port);
    }

    public static async Task<ReadOnlyMemory<byte>?> BodyOf(HttpContext context, int most)
    {
        if (context.Request.ContentLength > most)
            return null;
        using var bytes = new MemoryStream();
        var buffer = new byte[1 << 16];
        while (await context.Request.Body.ReadAsync(buffer, context.RequestAborted).ConfigureAwait(false) is > 0 and var count)
        {
            if (bytes.Length + count > most)
                return null;
            bytes.Write(buffer, 0, count);
        }

        return bytes.ToArray();
    }

    public static Task Say(HttpContext context, int status, string contentType, ReadOnlyMemory<byte> body)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = contentType;
        context.Response.ContentLength = body.Length;
        return context.Response.Body.WriteAsync(body, context.RequestAborted).AsTask();
    }
}
