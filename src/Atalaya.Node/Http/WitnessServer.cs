using System.Net;
using System.Security.Cryptography;
using System.Text;
using Atalaya.Accords.Log;
using Atalaya.Node.Exchange;
using Atalaya.Node.Folders;
using Atalaya.Node.Keys;
using Atalaya.Node.Storage;
using Microsoft.AspNetCore.Builder;
using NodaTime;

namespace Atalaya.Node.Http;

/// <summary>A witness that runs alone (C2SP tlog-witness). Anybody may submit: heads are judged by their signatures.</summary>
public sealed class WitnessServer : IAsyncDisposable
{
    private const string PlainText = "text/plain; charset=utf-8";
    private readonly FileLogStorage _storage;
    private readonly WebApplication _app;

    private WitnessServer(WitnessFolder folder, ReadOnlySpan<byte> passphrase, TimeProvider clock)
    {
        _storage = folder.OpenStorage();
        var (witness, certificate) = folder.Open(_storage, passphrase);
        Witness = witness;
        var origins = folder.File.Logs.Select(static l => NoteVerifierKey.TryParse(l, out var key, out _) ? key.Name : "").ToList();
        _app = Serving.Build(folder.File.Listen, certificate, new Access(null, null, new HashSet<string>(), clock), app =>
        {
            app.MapGet("/healthz", static context => Serving.Say(context, 200, PlainText, "ok\n"u8.ToArray())).WithMetadata(new AudienceMark(Audience.Anybody));
            MapWitness(app, Audience.Anybody, body => witness.AddCheckpoint(body.Span, Instant.FromDateTimeOffset(clock.GetUtcNow())), witness.Latest, origin => witness.Forks.Where(f => f.Origin == origin), origins);
        }, "atalaya-witness");
    }

    /// <summary>The witness.</summary>
    public Witness Witness { get; }

    /// <summary>Where it listens.</summary>
    public IPEndPoint Endpoint => Serving.EndpointOf(_app);

    /// <summary>Opens a witness and lets it run.</summary>
    /// <exception cref="KeyFileException">The passphrase is another.</exception>
    /// <exception cref="FolderException">Another process has the folder.</exception>
    /// <exception cref="IOException">Another process has the port.</exception>
    public static async Task<WitnessServer> StartAsync(WitnessFolder folder, ReadOnlyMemory<byte> passphrase, TimeProvider clock, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(folder);
        var server = new WitnessServer(folder, passphrase.Span, clock);
        await server._app.StartAsync(cancellation).ConfigureAwait(false);
        return server;
    }

    /// <summary>Stops listening, and lets the folder go.</summary>
    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync().ConfigureAwait(false);
        _storage.Dispose();
    }

    /// <summary>SHA-256 of an origin in lower-case hexadecimal: how it is named in a path.</summary>
    public static string PathName(string origin) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(origin)));

    internal static void MapWitness(
        WebApplication app, Audience audience, Func<ReadOnlyMemory<byte>, WitnessAnswer> add, Func<string, SignedHead?> latest, Func<string, IEnumerable<ForkProof>> forks, IReadOnlyList<string> origins)
    {
        var names = origins.ToDictionary(PathName, static o => o, StringComparer.Ordinal);
        app.MapPost("/witness/add-checkpoint", async context =>
        {
            if (await Serving.BodyOf(context, AddCheckpointRequest.MostBytes).ConfigureAwait(false) is not { } body)
            {
                await Serving.Say(context, 413, PlainText, default).ConfigureAwait(false);
                return;
            }

            var answer = add(body);
            await Serving.Say(context, answer.Status, answer.ContentType, answer.Body).ConfigureAwait(false);
        }).WithMetadata(new AudienceMark(audience));
        app.MapGet("/witness/{origin}/checkpoint", (context) =>
            names.TryGetValue((string)context.Request.RouteValues["origin"]!, out var origin) && latest(origin) is { } head
                ? Serving.Say(context, 200, PlainText, head.Note.Bytes)
                : Serving.Say(context, 404, PlainText, default)).WithMetadata(new AudienceMark(audience));
        app.MapGet("/witness/{origin}/forks", (context) =>
            names.TryGetValue((string)context.Request.RouteValues["origin"]!, out var origin)
                ? Serving.Say(context, 200, "application/octet-stream", ForkList.ToBytes(forks(origin)))
                : Serving.Say(context, 404, PlainText, default)).WithMetadata(new AudienceMark(audience));
    }
}
