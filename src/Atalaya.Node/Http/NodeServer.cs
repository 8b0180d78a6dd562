using System.Diagnostics.Metrics;
using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;
using Atalaya.Accords.Envelopes;
using Atalaya.Accords.Log;
using Atalaya.Node.Engine;
using Atalaya.Node.Exchange;
using Atalaya.Node.Folders;
using Atalaya.Node.Keys;
using Atalaya.Node.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using NodaTime.Text;

namespace Atalaya.Node.Http;

/// <summary>A node as it runs: its folder, its engine, its courier and its endpoints.</summary>
public sealed class NodeServer : IAsyncDisposable
{
    private const string Bytes = "application/octet-stream";
    private const string PlainText = "text/plain; charset=utf-8";
    private static readonly TimeSpan Round = TimeSpan.FromMilliseconds(250);
    private readonly NodeFolder _folder;
    private readonly NodeKeyRing _ring;
    private readonly FileLogStorage _storage;
    private readonly List<HttpLink> _links = [];
    private readonly CancellationTokenSource _stop = new();
    private readonly SemaphoreSlim _wake = new(0, 1);
    private readonly Meter _meter;
    private readonly WebApplication _app;
    private Task _rounds = Task.CompletedTask;

    private NodeServer(NodeFolder folder, ReadOnlySpan<byte> passphrase, TimeProvider clock)
    {
        _folder = folder;
        _ring = folder.OpenKeys(passphrase);
        _storage = folder.OpenStorage();
        Engine = folder.OpenEngine(_storage, _ring.Keys, clock);
        _meter = Telemetry.Of(Engine);
        var access = new Access(Engine, folder.File.Peer?.Tls, folder.File.RevokedTls.ToHashSet(StringComparer.Ordinal), clock);
        _app = Serving.Build(folder.File.Listen, _ring.Certificate, access, Map, "atalaya-node");
    }

    /// <summary>The engine; it may be used beside the server.</summary>
    public NodeEngine Engine { get; }

    /// <summary>Where it listens.</summary>
    public IPEndPoint Endpoint => Serving.EndpointOf(_app);

    /// <summary>Completes with what stopped the node from within: a write that failed. It must be started again.</summary>
    public Task Ended => _rounds;

    /// <summary>Opens a node and lets it run.</summary>
    /// <exception cref="FolderException">The folder is not a paired node's, or another process has it.</exception>
    /// <exception cref="KeyFileException">The passphrase is another.</exception>
    /// <exception cref="IOException">Another process has the port.</exception>
    public static async Task<NodeServer> StartAsync(NodeFolder folder, ReadOnlyMemory<byte> passphrase, TimeProvider clock, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(folder);
        var server = new NodeServer(folder, passphrase.Span, clock);
        try
        {
            await server._app.StartAsync(cancellation).ConfigureAwait(false);
        }
        catch
        {
            await server.DisposeAsync().ConfigureAwait(false);
            throw;
        }

        server._rounds = Task.Run(server.RunRoundsAsync, CancellationToken.None);
        return server;
    }

    /// <summary>Lets the courier go at once instead of in its next round.</summary>
    public void Wake()
    {
        lock (_wake)
        {
            if (_wake.CurrentCount == 0)
                _wake.Release();
        }
    }

    /// <summary>Stops listening and carrying, and lets the folder go.</summary>
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync().ConfigureAwait(false);
        await _app.DisposeAsync().ConfigureAwait(false);
        await _rounds.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        foreach (var link in _links)
            link.Dispose();
        _meter.Dispose();
        _storage.Dispose();
        _ring.Dispose();
        _wake.Dispose();
        _stop.Dispose();
    }

    private async Task RunRoundsAsync()
    {
        var peer = _folder.File.Peer!;
        var peerLink = Link(peer.Address, peer.Tls);
        var thirds = new Dictionary<NoteVerifierKey, IWitnessLink>();
        foreach (var witness in _folder.File.Witnesses)
        {
            if (NoteVerifierKey.TryParse(witness.Key, out var key, out _))
                thirds[key] = Link(witness.Address, witness.Tls);
        }

        var courier = new Courier(Engine, peerLink, thirds);
        while (!_stop.IsCancellationRequested)
        {
            try
            {
                await courier.RunOnceAsync(_stop.Token).ConfigureAwait(false);
                _ = await _wake.WaitAsync(Round, _stop.Token).ConfigureAwait(false);
            }
            catch (OperationCanceledException) when (_stop.IsCancellationRequested)
            {
                return;
            }
        }
    }

    private HttpLink Link(string address, string pin)
    {
        var link = new HttpLink(address, pin, _ring.Certificate);
        _links.Add(link);
        return link;
    }

    private void Map(WebApplication app)
    {
        app.MapGet("/healthz", Health).WithMetadata(new AudienceMark(Audience.Anybody));
        app.MapGet("/checkpoint", context => Engine.Published is { } head ? Serving.Say(context, 200, PlainText, head.Note.Bytes) : Serving.Say(context, 404, PlainText, default))
            .WithMetadata(new AudienceMark(Audience.Anybody));
        app.MapGet("/tile/{**path}", Tile).WithMetadata(new AudienceMark(Audience.Anybody));
        app.MapPost("/peer/v1/envelopes", Receive).WithMetadata(new AudienceMark(Audience.Peer));
        app.MapGet("/peer/v1/envelopes", Parcels).WithMetadata(new AudienceMark(Audience.Peer));
        app.MapGet("/peer/v1/known", context => Serving.Say(context, 200, Parcel.MediaType, Engine.Known().ToBytes())).WithMetadata(new AudienceMark(Audience.Peer));
        WitnessServer.MapWitness(app, Audience.Peer, body => Engine.AddCheckpoint(body.Span), Engine.Cosigned, origin => Engine.Forks.Where(f => f.Origin == origin), [_folder.Settings().Peer.Origin, _folder.Origin]);
        app.MapPost("/officer/v1/records", Submit).WithMetadata(new AudienceMark(Audience.Officer));
        app.MapGet("/officer/v1/records", Records).WithMetadata(new AudienceMark(Audience.Officer));
        app.MapGet("/officer/v1/parcel", Export).WithMetadata(new AudienceMark(Audience.Officer));
        app.MapPost("/officer/v1/parcel", Import).WithMetadata(new AudienceMark(Audience.Officer));
        app.MapGet("/officer/v1/known", context => Serving.Say(context, 200, Parcel.MediaType, Engine.FileKnown().ToBytes())).WithMetadata(new AudienceMark(Audience.Officer));
        app.MapGet("/officer/v1/status", Status).WithMetadata(new AudienceMark(Audience.Officer));
    }

    private Task Health(HttpContext context)
    {
        var well = Engine.Refusal == LogRefusal.None && !_rounds.IsFaulted;
        return Serving.Say(context, well ? 200 : 503, PlainText, well ? "ok\n"u8.ToArray() : "halted\n"u8.ToArray());
    }

    // Strangers see the tiles of the published head and not a leaf beyond: what is not published yet would tell how much was said.
    private Task Tile(HttpContext context)
    {
        if (!TilePath.TryParse(context.Request.Path.Value?[1..], out var path) || Engine.Published is not { } head || !PublishedTiles.Covers(head.Checkpoint.Size, path)
            || Engine.Tiles.Read(path) is not { } tile)
            return Serving.Say(context, 404, PlainText, default);
        context.Response.Headers.CacheControl = "public, max-age=31536000, immutable";
        return Serving.Say(context, 200, Bytes, tile);
    }

    private async Task Receive(HttpContext context)
    {
        if (await Serving.BodyOf(context, Parcel.MostBytes).ConfigureAwait(false) is not { } body)
        {
            await Serving.Say(context, 413, PlainText, default).ConfigureAwait(false);
            return;
        }

        var answer = Engine.Receive(body, ParcelWay.Wire);
        await Serving.Say(context, answer.Status, answer.ContentType, answer.Body).ConfigureAwait(false);
        Wake();
    }

    private Task Parcels(HttpContext context) =>
        ulong.TryParse(context.Request.Query["after"], NumberStyles.None, CultureInfo.InvariantCulture, out var after)
            ? Serving.Say(context, 200, Parcel.MediaType, Engine.ParcelAfter(after).ToBytes())
            : Serving.Say(context, 400, PlainText, "after\n"u8.ToArray());

    private async Task Submit(HttpContext context)
    {
        if (await Serving.BodyOf(context, SealedRecord.LongestBytes).ConfigureAwait(false) is not { } body)
        {
            await Serving.Say(context, 413, PlainText, default).ConfigureAwait(false);
            return;
        }

        var submission = Engine.Submit(body);
        var status = submission.Refusal switch
        {
            NodeRefusal.None => 200,
            NodeRefusal.Queued => 202,
            NodeRefusal.Unreadable => 400,
            NodeRefusal.NotOwn => 403,
            NodeRefusal.BreaksRule => 422,
            NodeRefusal.Halted => 409,
            _ => 503,
        };
        var json = JsonSerializer.SerializeToUtf8Bytes(new SubmissionAnswer(submission), SubmissionAnswer.Options);
        await Serving.Say(context, status, "application/json", json).ConfigureAwait(false);
        Wake();
    }

    private Task Export(HttpContext context)
    {
        if (!ulong.TryParse(context.Request.Query["after"], NumberStyles.None, CultureInfo.InvariantCulture, out var after))
            return Serving.Say(context, 400, PlainText, "after\n"u8.ToArray());
        return Engine.FileAfter(after) is { } parcel ? Serving.Say(context, 200, Parcel.MediaType, parcel.ToBytes()) : Serving.Say(context, 503, PlainText, "not-confirmed\n"u8.ToArray());
    }

    private async Task Import(HttpContext context)
    {
        if (await Serving.BodyOf(context, Parcel.MostBytes).ConfigureAwait(false) is not { } body)
        {
            await Serving.Say(context, 413, PlainText, default).ConfigureAwait(false);
            return;
        }

        var answer = Engine.Import(body);
        await Serving.Say(context, answer.Status, answer.ContentType, answer.Body).ConfigureAwait(false);
        Wake();
    }

    private Task Records(HttpContext context) => Serving.Say(context, 200, Bytes, RecordListing.Write(Engine));

    private Task Status(HttpContext context) => Serving.Say(context, 200, "application/json", NodeStatus.Of(Engine).ToJson());
}
