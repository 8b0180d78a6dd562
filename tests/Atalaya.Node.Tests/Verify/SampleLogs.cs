using System.Security.Cryptography;
using System.Text;
using Atalaya.Accords.Envelopes;
using Atalaya.Accords.Log;
using Atalaya.Accords.Publishing;
using Atalaya.Accords.Records;
using Atalaya.Node.Storage;
using Atalaya.Testing;
using NodaTime;

namespace Atalaya.Node.Tests.Verify;

/// <summary>
/// Two logs of some three hundred leaves in which a flight is asked for, cleared, flown and disputed, as they would be published: some records
/// whole, some opened in part, one sealed, the other leaves as leaves only. The same bytes in every run.
/// </summary>
internal sealed class SampleLogs : IDisposable
{
    public const string MxOrigin = "atalaya.example/mx";
    public const string UsOrigin = "atalaya.example/us";
    private const int Padding = 240;
    private readonly TwoLogs _accord = new();
    private readonly string _work = Directory.CreateTempSubdirectory("atalaya-sample-").FullName;
    private int _salt = 10_000;

    /// <param name="revokedSigns">Whether MX revokes its observer's key, which signs once more after that.</param>
    public SampleLogs(bool revokedSigns = false)
    {
        FileRecords(revokedSigns);
        Mx = Publish("mx", MxOrigin, TwoLogs.Mx, [200, 262]);
        Us = Publish("us", UsOrigin, TwoLogs.Us, [250]);
        Files = PublishedFolder.Files([Mx, Us]).ToDictionary(static f => f.Path, static f => f.Content.ToArray(), StringComparer.Ordinal);
        Trust = TrustFile.Write(
            [new("mx", Log(MxOrigin).Verifier), new("us", Log(UsOrigin).Verifier)],
            [new("mx", Witness("mx").Verifier), new("us", Witness("us").Verifier), new(TrustFile.Third, Witness("third").Verifier)],
            _accord.Terms.Sides.SelectMany(static side => side.Keys.Select(key => new TrustedOfficer(side.State, key.Role, key.Key))));
    }

    public PublishedLog Mx { get; }

    public PublishedLog Us { get; }

    /// <summary>The published folder.</summary>
    public IReadOnlyDictionary<string, byte[]> Files { get; }

    public byte[] Trust { get; }

    public OfficerSigner Officer(string state, string name) => _accord.Officer(StateCode.From(state), name);

    public static NoteSigner Log(string origin) => new(origin, NoteKeyType.Ed25519, Seed(origin));

    public static NoteSigner Witness(string who) => new($"witness.example/{who}", NoteKeyType.Cosignature, Seed("witness " + who));

    public static Ed25519Seed Seed(string name) => new(SHA256.HashData(Encoding.UTF8.GetBytes(name)));

    /// <summary>A head with the signatures that it gets in real life: the log's, the other side's witness's, the third's.</summary>
    public static SignedHead Cosign(SignedHead head, string peer, int minute)
    {
        var time = TwoLogs.Start + Duration.FromMinutes(minute);
        var note = head.Note.With(Witness(peer).Cosign(head.Note.Text.Span, time)).With(Witness("third").Cosign(head.Note.Text.Span, time + Duration.FromSeconds(7)));
        return SignedHead.TryParse(note.Bytes.Span, out var cosigned, out _) ? cosigned : throw new InvalidOperationException("not a head");
    }

    public void Dispose()
    {
        _accord.Dispose();
        Directory.Delete(_work, recursive: true);
    }

    private void FileRecords(bool revokedSigns)
    {
        var (guidance, _) = _accord.FileGuidance();
        var request = _accord.Ask();
        var grant = _accord.Grant(request, "MX-0042", new Condition(ConditionKind.HeightAtLeast, 18_000, null, FreeText.From("Manténganse lejos de los fumigadores.")));
        _accord.Say("liaison 1", new Concurrence(TwoLogs.Header(TwoLogs.Us), grant, ConcurrenceAnswer.Accept, null));
        _accord.Exchange();
        _accord.Move(grant, MissionMove.Activate);
        _accord.Move(grant, MissionMove.End);
        _accord.Say("observer", new Dispute(TwoLogs.Header(TwoLogs.Mx), [grant], null, FreeText.From("«Strike» is a word of this dispute and gives nobody leave.")));
        _accord.Say("authority 1", new Affirmation(TwoLogs.Header(TwoLogs.Mx), guidance, new LocalDate(2025, 2, 4), AffirmationWord.InForceUnchanged));
        if (revokedSigns)
        {
            _accord.Say("authority 1", new Affirmation(TwoLogs.Header(TwoLogs.Mx), guidance, new LocalDate(2025, 2, 5), AffirmationWord.InForceUnchanged));
            _accord.Say("custodian 1", new KeyEvent(TwoLogs.Header(TwoLogs.Mx), KeyAct.Revoke, Officer("MX", "observer").Key, OfficerRole.Observer, null));
            _accord.Say("observer", new Dispute(TwoLogs.Header(TwoLogs.Mx), [request], null, FreeText.From("Said too late.")));
        }

        _accord.Exchange();
    }

    private PublishedLog Publish(string folder, string origin, StateCode state, int[] published)
    {
        var records = _accord.Records.Where(r => r.Log == state).OrderBy(static r => r.Index).Select(r => _accord.Sealed(r.Digest)).ToList();
        // Leaves of envelopes that nobody publishes stand before, between and after those that are.
        var leaves = new List<ReadOnlyMemory<byte>>();
        var places = new Dictionary<ulong, SealedRecord>();
        for (var i = 0; i < Padding; i++)
            leaves.Add(Unpublished(state));
        foreach (var record in records)
        {
            places[(ulong)leaves.Count] = record;
            leaves.Add(LeafBody.Of(record.Envelope).Bytes.ToArray());
            leaves.Add(Unpublished(state));
            leaves.Add(Unpublished(state));
        }

        using var storage = new FileLogStorage(Path.Combine(_work, folder));
        var log = AppendLog.Create(storage, Log(origin));
        var peer = folder == "mx" ? "us" : "mx";
        var heads = new List<SignedHead>();
        foreach (var size in published.Append(leaves.Count))
            heads.Add(Cosign(log.AppendBatch(leaves[(int)log.Head.Checkpoint.Size..size]).Head!, peer, size));
        var tiles = new Kept(StaticCopy.Tiles(heads[^1].Checkpoint.Size).ToDictionary(static p => p, p => log.Read(p)!.Value));
        return new(folder, Log(origin).Verifier, tiles, heads[^1], heads[..^1], [.. places.Select((p, i) => new PublishedRecord(p.Key, Opened(p.Value, i))).Where(r => folder == "mx" || r.Index is > 250 and < 270)]);
    }

    private static SealedRecord Opened(SealedRecord record, int which) => (which % 6) switch
    {
        4 => record.OpenOnly(record.Disclosures.Select(static d => d.Name).Where(static n => n is not ("note" or "remarks" or "operator" or "registration")).ToHashSet()),
        5 when record.KindWord is not "approval" => record.OpenOnly(new HashSet<string>()),
        _ => record,
    };

    private byte[] Unpublished(StateCode state)
    {
        var record = new Affirmation(TwoLogs.Header(state), RecordDigest.Of(BitConverter.GetBytes(_salt)), new LocalDate(2025, 2, 1), AffirmationWord.InForceUnchanged);
        return LeafBody.Of(RecordCatalogue.Seal(record, _accord.Officer(state, "node"), TestOfficers.Salts(_salt++)).Value!.Envelope).Bytes.ToArray();
    }

    private sealed class Kept(Dictionary<TilePath, ReadOnlyMemory<byte>> tiles) : ITileSource
    {
        public ReadOnlyMemory<byte>? Read(TilePath path) => tiles.TryGetValue(path, out var bytes) ? bytes : null;
    }
}
