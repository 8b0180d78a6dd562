using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Atalaya.Accords.Envelopes;
using Atalaya.Accords.Log;
using Atalaya.Accords.Records;
using Atalaya.Node.Exchange;
using Atalaya.Node.Folders;
using Atalaya.Node.Http;
using Atalaya.Node.Keys;
using Atalaya.Testing;
using NodaTime;

namespace Atalaya.Node.Tests.Running;

/// <summary>Who gets what from each endpoint. The table is also the document for those who run a node: <c>ATALAYA_WRITE=1</c> writes it.</summary>
[Collection(RunningNodes.Name)]
public sealed class AuthorisationTests(TwoFolders folders) : IDisposable
{
    private const string Tick = "`";
    private static readonly byte[] Phrase = Encoding.UTF8.GetBytes(TwoFolders.Passphrase);
    private readonly string _root = folders.Copy();

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [Fact]
    public async Task Every_endpoint_lets_in_whom_the_table_says_and_nobody_else()
    {
        var (mx, us) = (NodeFolder.Open(At("MX")), NodeFolder.Open(At("US")));
        using var peer = us.OpenKeys(Phrase);
        using var own = mx.OpenKeys(Phrase);
        using X509Certificate2 unknown = Certificate(), revoked = Certificate();
        Revoke(At("MX"), TlsIdentity.PinOf(revoked));
        using var officer = mx.OpenOfficer("liaison-1", Phrase);
        using var stranger = new OfficerSigner(RandomNumberGenerator.GetBytes(32));
        using var foreign = us.OpenOfficer("liaison-1", Phrase);
        await using var server = await NodeServer.StartAsync(NodeFolder.Open(At("MX")), Phrase, TimeProvider.System, CancellationToken.None);
        (string Name, X509Certificate2? Certificate, IOfficerSigner? Officer)[] callers =
        [
            ("no certificate", null, null), ("unknown key", unknown, stranger), ("wrong state", own.Certificate, foreign), ("revoked key", revoked, officer), ("officer alone", null, officer), ("right", peer.Certificate, officer),
        ];
        var empty = new Parcel(us.Origin, mx.Origin, 0, Instant.FromDateTimeOffset(DateTimeOffset.UtcNow) + Duration.FromMinutes(1), []).ToBytes();
        var lone = RecordCatalogue.Seal(new Approval(new(TwoLogs.Mx, [TwoLogs.Mx, TwoLogs.Us], TwoLogs.Start), RecordDigest.Of("x"u8), ApprovalAnswer.Approve), officer, RandomNumberGenerator.Fill).Value!.ToBytes();
        (string Method, string Path, byte[] Body, string Meaning)[] endpoints =
        [
            ("GET", "/healthz", [], "whether it runs"),
            ("GET", "/checkpoint", [], "the published head (404: none yet)"),
            ("GET", "/tile/0/000.p/1", [], "published tiles (404: not published)"),
            ("POST", "/peer/v1/envelopes", empty, "a parcel"),
            ("GET", "/peer/v1/envelopes?after=0", [], "what was missed"),
            ("GET", "/peer/v1/known", [], "what is held of the caller's log"),
            ("POST", "/witness/add-checkpoint", "old"u8.ToArray(), "a head to cosign (400: none in this body)"),
            ("GET", $"/witness/{WitnessServer.PathName(us.Origin)}/checkpoint", [], "the head cosigned last (404: none yet)"),
            ("GET", $"/witness/{WitnessServer.PathName(us.Origin)}/forks", [], "proofs of forks"),
            ("POST", "/officer/v1/records", lone, "a record (422: an approval of nothing; 503: not confirmed yet)"),
            ("GET", "/officer/v1/records", [], "all records"),
            ("GET", "/officer/v1/parcel?after=0", [], "a parcel for an air gap"),
            ("GET", "/officer/v1/known", [], "what is held of the other side's log, for an air gap"),
            ("POST", "/officer/v1/parcel", empty, "a file that came across an air gap"),
            ("GET", "/officer/v1/status", [], "how the node is"),
            ("GET", "/nothing/here", [], "no endpoint"),
        ];
        var table = new StringBuilder().Append("| Endpoint |");
        foreach (var caller in callers)
            table.Append(System.Globalization.CultureInfo.InvariantCulture, $" {caller.Name} |");
        table.Append(" What |\n|---|").Append(string.Concat(callers.Select(static _ => "---|"))).Append("---|\n");
        foreach (var (method, path, body, meaning) in endpoints)
        {
            table.Append(System.Globalization.CultureInfo.InvariantCulture, $"| {Tick}{method} {path.Split('?')[0].Replace(WitnessServer.PathName(us.Origin), "{hash}", StringComparison.Ordinal).Replace("0/000.p/1", "{path}", StringComparison.Ordinal)}{Tick} |");
            foreach (var (_, certificate, signer) in callers)
                table.Append(System.Globalization.CultureInfo.InvariantCulture, $" {await StatusOf(mx, certificate, signer, method, path, body)} |");
            table.Append(System.Globalization.CultureInfo.InvariantCulture, $" {meaning} |\n");
        }

        var document = Path.Combine(TestData.RepositoryRoot, "docs", "operate", "authorisation.md");
        var text = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Running", "authorisation-head.md")) + table;
        if (Environment.GetEnvironmentVariable("ATALAYA_WRITE") == "1")
            File.WriteAllText(document, text);
        Assert.Equal(File.ReadAllText(document), text);
        Assert.All(table.ToString().Split('\n').Where(static l => l.Contains("/peer/", StringComparison.Ordinal) || l.Contains("/witness/", StringComparison.Ordinal)), static line =>
            Assert.Equal(["401", "403", "403", "403", "401"], line.Split('|', StringSplitOptions.TrimEntries)[2..7]));
        Assert.All(table.ToString().Split('\n').Where(static l => l.Contains("/officer/", StringComparison.Ordinal)), static line =>
            Assert.Equal(["401", "403", "403", "403"], line.Split('|', StringSplitOptions.TrimEntries)[2..6]));
    }

    [Fact]
    public async Task A_request_that_an_officer_signed_is_good_for_its_own_method_target_body_and_minutes_only()
    {
        await using var server = await NodeServer.StartAsync(NodeFolder.Open(At("MX")), Phrase, TimeProvider.System, CancellationToken.None);
        var folder = NodeFolder.Open(At("MX"));
        using var officer = folder.OpenOfficer("liaison-1", Phrase);
        using var link = new HttpLink(folder.File.Listen, folder.File.Own.Tls, null);
        var now = Instant.FromDateTimeOffset(DateTimeOffset.UtcNow);
        async Task<int> Send(OfficerPass pass, string target)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, target[1..]);
            request.Headers.TryAddWithoutValidation("Authorization", pass.ToString());
            return (await link.SendAsync(request, CancellationToken.None)).Status;
        }

        Assert.Equal(200, await Send(OfficerPass.Sign(officer, "GET", "/officer/v1/status", [], now), "/officer/v1/status"));
        Assert.Equal(401, await Send(OfficerPass.Sign(officer, "POST", "/officer/v1/status", [], now), "/officer/v1/status"));
        Assert.Equal(401, await Send(OfficerPass.Sign(officer, "GET", "/officer/v1/status", [], now), "/officer/v1/records"));
        Assert.Equal(401, await Send(OfficerPass.Sign(officer, "GET", "/officer/v1/status", "x"u8, now), "/officer/v1/status"));
        Assert.Equal(401, await Send(OfficerPass.Sign(officer, "GET", "/officer/v1/status", [], now - Duration.FromMinutes(6)), "/officer/v1/status"));
        Assert.Equal(401, await Send(OfficerPass.Sign(officer, "GET", "/officer/v1/status", [], now + Duration.FromMinutes(6)), "/officer/v1/status"));
    }

    [Fact]
    public async Task A_node_with_another_key_than_the_pinned_one_is_not_spoken_to()
    {
        await using var server = await NodeServer.StartAsync(NodeFolder.Open(At("MX")), Phrase, TimeProvider.System, CancellationToken.None);
        var folder = NodeFolder.Open(At("MX"));
        using var wrong = new HttpLink(folder.File.Listen, new string('0', 64), null);
        await Assert.ThrowsAsync<LinkException>(() => wrong.GetCheckpointAsync(folder.Origin, CancellationToken.None));
    }

    private static async Task<int> StatusOf(NodeFolder node, X509Certificate2? certificate, IOfficerSigner? signer, string method, string path, byte[] body)
    {
        using var link = new HttpLink(node.File.Listen, node.File.Own.Tls, certificate);
        using var request = new HttpRequestMessage(new HttpMethod(method), path[1..]);
        if (method == "POST")
            request.Content = new ByteArrayContent(body);
        if (signer is not null)
            request.Headers.TryAddWithoutValidation("Authorization", OfficerPass.Sign(signer, method, path, body, Instant.FromDateTimeOffset(DateTimeOffset.UtcNow)).ToString());
        return (await link.SendAsync(request, CancellationToken.None)).Status;
    }

    private static X509Certificate2 Certificate()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        return TlsIdentity.Certify(key, "stranger.example");
    }

    private static void Revoke(string folder, string pin)
    {
        var file = Path.Combine(folder, "node.json");
        File.WriteAllText(file, File.ReadAllText(file).Replace("\"revokedTls\": []", $"\"revokedTls\": [\"{pin}\"]", StringComparison.Ordinal));
    }

    private string At(string name) => Path.Combine(_root, name);
}
