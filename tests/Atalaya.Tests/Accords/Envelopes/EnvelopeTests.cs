using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Atalaya.Accords.Envelopes;
using Atalaya.Accords.Records;
using Atalaya.Testing;
using CsCheck;

namespace Atalaya.Tests.Accords.Envelopes;

/// <summary>Signed bytes: what is kept, what is refused, what is told and what is not.</summary>
public sealed class EnvelopeTests : IDisposable
{
    private readonly OfficerSigner officer = TestOfficers.Named("liaison of US");
    private readonly SealedRecord record;

    public EnvelopeTests() => record = RecordCatalogue.Seal(Lawful(RecordKind.FlightRequest), officer, TestOfficers.Salts(7)).Value!;

    [Fact]
    public void The_signature_covers_the_pre_authentication_encoding_of_the_exact_payload()
    {
        var payload = "hello world"u8;
        Assert.Equal("DSSEv1 28 application/vnd.in-toto+json 11 hello world"u8, Envelope.PreAuthentication(payload));

        byte[] signed = [.. "DSSEv1 28 application/vnd.in-toto+json "u8, .. Encoding.ASCII.GetBytes($"{record.Envelope.Payload.Length} "), .. record.Envelope.Payload];
        Assert.True(officer.Key.Verifies(signed, record.Envelope.Signature));
        Assert.Equal(RecordDigest.Of(record.Envelope.Payload), record.Digest);
    }

    [Fact]
    public void The_key_of_RFC_8032_test_1_signs_as_it_says()
    {
        using var signer = new OfficerSigner(Convert.FromHexString("9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60"));

        Assert.Equal("d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a", signer.Key.Id);
        Assert.Equal(
            "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b",
            Convert.ToHexStringLower(signer.Sign([])));
    }

    [Fact]
    public void What_is_written_is_read_with_the_same_bytes()
    {
        var read = SealedRecord.Read(record.ToBytes()).Value!;

        Assert.Equal(record.Envelope.Bytes, read.Envelope.Bytes);
        Assert.Equal(record.ToBytes(), read.ToBytes());
        Assert.True(read.IsWhole);
        Assert.Equal(RecordCatalogue.Write(Lawful(RecordKind.FlightRequest)), RecordCatalogue.Write(RecordCatalogue.Open(read).Value!));
    }

    [Fact]
    public void The_payload_is_an_in_toto_statement_that_names_no_value()
    {
        var text = Encoding.UTF8.GetString(record.Envelope.Payload);
        var statement = JsonNode.Parse(text)!;

        Assert.Equal("https://in-toto.io/Statement/v1", statement["_type"]!.GetValue<string>());
        Assert.Equal("https://atalaya.example/accord/flight-request/v1", statement["predicateType"]!.GetValue<string>());
        Assert.Equal("sha-256", statement["predicate"]!["_sd_alg"]!.GetValue<string>());
        Assert.Equal(64, statement["subject"]![0]!["digest"]!["sha256"]!.GetValue<string>().Length);
        Assert.All(RecordCatalogue.Fields(Lawful(RecordKind.FlightRequest)), f => Assert.DoesNotContain($"\"{f.Name}\"", text, StringComparison.Ordinal));
    }

    [Fact]
    public void A_disclosure_is_hashed_as_RFC_9901_hashes_it()
    {
        // Section 4.2.3 of the standard: the digest is over the ASCII of the base64url text. Section 4.2.1 gives this text.
        var disclosure = Disclosure.Read("WyJfMjZiYzRMVC1hYzZxMktJNmNCVzVlcyIsICJmYW1pbHlfbmFtZSIsICJNw7ZiaXVzIl0").Value!;

        Assert.Equal("family_name", disclosure.Name);
        Assert.Equal("\"Möbius\""u8, disclosure.Value);
        Assert.Equal("X9yH0Ajrdm1Oij4tWso9UzzKJvPoDxwmuEcO3XAdRC0", disclosure.Digest);
    }

    [Fact]
    public void The_count_of_fields_tells_only_the_kind() =>
        LawfulRecords.Any.Sample(
            r => Assert.Equal(RecordCatalogue.Fields(Lawful(r.Kind)).Length, RecordCatalogue.Seal(r, officer, TestOfficers.Salts(1)).Value!.Disclosures.Length),
            iter: 100);

    [Fact]
    public void Equal_records_with_other_salts_share_no_digest()
    {
        var again = RecordCatalogue.Seal(Lawful(RecordKind.FlightRequest), officer, TestOfficers.Salts(8)).Value!;

        Assert.Empty(again.Disclosures.Select(static d => d.Digest).Intersect(record.Disclosures.Select(static d => d.Digest)));
        Assert.Equal(record.Disclosures.Length, record.Disclosures.Select(static d => d.Digest).Distinct().Count());
        Assert.Equal(record.ToBytes(), RecordCatalogue.Seal(Lawful(RecordKind.FlightRequest), officer, TestOfficers.Salts(7)).Value!.ToBytes());
    }

    [Fact]
    public void A_record_opened_in_part_proves_what_is_open_and_keeps_the_rest()
    {
        var part = SealedRecord.Read(record.OpenOnly(new HashSet<string> { "reference", "tasks" }).ToBytes()).Value!;

        Assert.Equal(["reference", "tasks"], part.Disclosures.Select(static d => d.Name).Order());
        Assert.Equal(record.Disclosures.Length - 2, part.SealedCount);
        Assert.False(part.IsWhole);
        Assert.Equal(record.Digest, part.Digest);
        Assert.Equal(AccordFaultReason.Missing, RecordCatalogue.Open(part).Fault!.Reason);
    }

    [Fact]
    public void A_disclosure_of_another_record_or_a_second_time_is_refused()
    {
        var other = RecordCatalogue.Seal(Lawful(RecordKind.FlightRequest), officer, TestOfficers.Salts(9)).Value!;
        string[] mixed = [other.Disclosures[0].Text, .. record.Disclosures.Skip(1).Select(static d => d.Text)];
        string[] twice = [record.Disclosures[0].Text, record.Disclosures[0].Text];

        Assert.Equal(AccordFaultReason.NotPromised, SealedRecord.Open(record.Envelope, mixed).Fault!.Reason);
        Assert.Equal(AccordFaultReason.NotPromised, SealedRecord.Open(record.Envelope, twice).Fault!.Reason);
    }

    [Fact]
    public void No_bit_of_a_sealed_record_can_be_turned()
    {
        var bytes = RecordCatalogue.Seal(Lawful(RecordKind.Approval), officer, TestOfficers.Salts(3)).Value!.ToBytes();
        for (var i = 0; i < bytes.Length * 8; i++)
        {
            var changed = (byte[])bytes.Clone();
            changed[i / 8] ^= (byte)(1 << (i % 8));
            var read = SealedRecord.Read(changed);
            Assert.True(read.Value is null || RecordCatalogue.Open(read.Value).Value is null, $"bit {i} of {Encoding.ASCII.GetString(bytes)}");
        }
    }

    [Theory]
    [InlineData("\"payloadType\":", "\"payloadtype\":", AccordFaultReason.Missing)]
    [InlineData("{\"payload\"", "{\"payload\":\"\",\"payload\"", AccordFaultReason.DuplicateMember)]
    [InlineData("{\"payload\"", "{\"extra\":1,\"payload\"", AccordFaultReason.UnknownMember)]
    [InlineData("in-toto+json", "in-toto+jsom", AccordFaultReason.UnknownWord)]
    [InlineData("}]}", "}]}x", AccordFaultReason.MalformedJson)]
    [InlineData("}]}", "}]", AccordFaultReason.MalformedJson)]
    [InlineData("\"signatures\":[", "\"signatures\":[{},", AccordFaultReason.TooLarge)]
    [InlineData("\"payload\":\"", "\"payload\":\" ", AccordFaultReason.BadBase64)]
    [InlineData("\"payload\":\"e", "\"payload\":\"\\ud800", AccordFaultReason.NotText)]
    [InlineData("\"keyid\":\"", "\"keyid\":\"0", AccordFaultReason.BadForm)]
    [InlineData("{\"payload\"", " {\"payload\"", AccordFaultReason.BadForm)]
    [InlineData("in-toto+json", "in-toto\\u002bjson", AccordFaultReason.BadForm)]
    [InlineData("{\"payload\"", "\n{\"payload\"", AccordFaultReason.BadForm)]
    public void A_spoiled_envelope_is_a_fault_and_never_an_exception(string part, string instead, AccordFaultReason reason)
    {
        var text = Encoding.ASCII.GetString(record.Envelope.Bytes);
        Assert.Contains(part, text, StringComparison.Ordinal);
        var at = text.IndexOf(part, StringComparison.Ordinal);

        var read = Envelope.Read(Encoding.UTF8.GetBytes(text[..at] + instead + text[(at + part.Length)..]));

        Assert.Equal(reason, read.Fault?.Reason);
    }

    [Fact]
    public void Another_signer_of_the_same_payload_is_told_apart_by_the_key()
    {
        using var stranger = TestOfficers.Named("stranger");
        var taken = Envelope.Make(record.Envelope.Payload.ToArray(), stranger);

        Assert.Equal(record.Digest, Envelope.Read(taken.Bytes.ToArray()).Value!.Digest);
        Assert.Equal(stranger.Key, Envelope.Read(taken.Bytes.ToArray()).Value!.Signer);
        var text = Encoding.ASCII.GetString(record.Envelope.Bytes).Replace(officer.Key.Id, stranger.Key.Id, StringComparison.Ordinal);
        Assert.Equal(AccordFaultReason.WrongSignature, Envelope.Read(Encoding.ASCII.GetBytes(text)).Fault!.Reason);
    }

    [Fact]
    public void Oversize_is_refused_before_it_is_read()
    {
        Assert.Equal(AccordFaultReason.TooLarge, SealedRecord.Read(new byte[SealedRecord.LongestBytes + 1]).Fault!.Reason);
        Assert.Equal(AccordFaultReason.TooLarge, Envelope.Read(new byte[Envelope.LongestBytes + 1]).Fault!.Reason);
        Assert.Equal(AccordFaultReason.TooLarge, Disclosure.Read(new string('A', Disclosure.LongestText + 4)).Fault!.Reason);
    }

    [Fact]
    public void A_short_salt_is_refused()
    {
        var text = System.Buffers.Text.Base64Url.EncodeToString("""["AAAA","tasks",["emission-survey"]]"""u8);

        Assert.Equal(AccordFaultReason.BadForm, Disclosure.Read(text).Fault!.Reason);
    }

    [Fact]
    public void Spoiled_sealed_records_never_throw()
    {
        var good = record.ToBytes();
        Gen.Select(Gen.Int[0, good.Length], Gen.Select(Gen.Int[0, good.Length - 1], Gen.Byte).Array[0, 6]).Sample(
            (length, changes) =>
            {
                var bytes = good[..length];
                foreach (var (at, value) in changes.Where(c => c.Item1 < length))
                    bytes[at] = value;
                var read = SealedRecord.Read(bytes);
                Assert.True(read.Value is null != read.Fault is null);
                Assert.True(read.Value is null || !read.Value.IsWhole || bytes.AsSpan().SequenceEqual(good));
            },
            iter: 3000);
        Gen.Byte.Array[0, 200].Sample(static bytes => Assert.NotNull(SealedRecord.Read(bytes).Fault), iter: 2000);
    }

    public void Dispose() => officer.Dispose();

    internal static AccordRecord Lawful(RecordKind kind) => RecordCatalogue.Read(kind, UnlawfulRecords.Lawful(kind)).Value!;
}
