using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Atalaya.Accords.Envelopes;
using Atalaya.Accords.Records;
using Atalaya.Testing;

namespace Atalaya.Tests.Accords.Envelopes;

/// <summary>The public leaf: a Rekor dsse body that says who signed, and nothing of what.</summary>
public sealed class LeafBodyTests : IDisposable
{
    private readonly OfficerSigner officer = TestOfficers.Named("liaison of US");
    private readonly Envelope envelope;
    private readonly LeafBody leaf;

    public LeafBodyTests()
    {
        envelope = RecordCatalogue.Seal(EnvelopeTests.Lawful(RecordKind.FlightRequest), officer, TestOfficers.Salts(7)).Value!.Envelope;
        leaf = LeafBody.Of(envelope);
    }

    [Fact]
    public void It_has_the_members_of_a_Rekor_dsse_body_in_the_order_of_RFC_8785()
    {
        var body = JsonNode.Parse(leaf.Bytes)!;
        var spec = body["spec"]!;

        Assert.Equal(("dsse", "0.0.1"), (body["kind"]!.GetValue<string>(), body["apiVersion"]!.GetValue<string>()));
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(envelope.Bytes)), spec["envelopeHash"]!["value"]!.GetValue<string>());
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(envelope.Payload)), spec["payloadHash"]!["value"]!.GetValue<string>());
        Assert.Equal(envelope.Signature, Convert.FromBase64String(spec["signatures"]![0]!["signature"]!.GetValue<string>()));
        Assert.Equal(Encoding.ASCII.GetString(leaf.Bytes), Canonical(body));
        Assert.True(leaf.Bytes.Length < 1000);
    }

    [Fact]
    public void The_verifier_is_a_key_that_other_programs_read()
    {
        var pem = Encoding.ASCII.GetString(Convert.FromBase64String(JsonNode.Parse(leaf.Bytes)!["spec"]!["signatures"]![0]!["verifier"]!.GetValue<string>()));

        var (label, data) = (PemEncoding.Find(pem).Label, PemEncoding.Find(pem).Base64Data);
        Assert.Equal("PUBLIC KEY", pem[label]);
        Assert.Equal(officer.Key.ToBytes(), Convert.FromBase64String(pem[data])[12..]);
        Assert.True(OfficerKey.TryParsePem(Encoding.ASCII.GetBytes(pem), out var key) && key == officer.Key);
    }

    [Fact]
    public void It_is_read_back_and_fits_its_envelope_only()
    {
        var other = RecordCatalogue.Seal(EnvelopeTests.Lawful(RecordKind.FlightRequest), officer, TestOfficers.Salts(8)).Value!.Envelope;
        var read = LeafBody.Read(leaf.Bytes.ToArray()).Value!;

        Assert.Equal((envelope.Digest, officer.Key), (read.Record, read.Signer));
        Assert.True(read.Fits(envelope));
        Assert.False(read.Fits(other));
    }

    [Fact]
    public void Every_changed_bit_makes_another_leaf_or_none()
    {
        for (var i = 0; i < leaf.Bytes.Length * 8; i++)
        {
            var changed = leaf.Bytes.ToArray();
            changed[i / 8] ^= (byte)(1 << (i % 8));
            var read = LeafBody.Read(changed);
            Assert.True(read.Value is null || !read.Value.Fits(envelope), $"bit {i}");
        }
    }

    [Theory]
    [InlineData("{\"apiVersion\"", "{ \"apiVersion\"")]
    [InlineData("\"kind\":\"dsse\"", "\"kind\":\"ds\\u0073e\"")]
    [InlineData("0.0.1", "0.0.2")]
    [InlineData("\"sha256\"", "\"sha512\"")]
    [InlineData("}]}}", "}]}}\n")]
    [InlineData("\"signatures\":[", "\"signatures\":[{},")]
    public void Another_spelling_is_refused(string part, string instead)
    {
        var text = Encoding.ASCII.GetString(leaf.Bytes);
        Assert.Contains(part, text, StringComparison.Ordinal);

        Assert.NotNull(LeafBody.Read(Encoding.ASCII.GetBytes(text.Replace(part, instead, StringComparison.Ordinal))).Fault);
    }

    public void Dispose() => officer.Dispose();

    private static string Canonical(JsonNode? node) => node switch
    {
        JsonObject members => "{" + string.Join(',', members.OrderBy(static m => m.Key, StringComparer.Ordinal).Select(static m => $"\"{m.Key}\":{Canonical(m.Value)}")) + "}",
        JsonArray items => "[" + string.Join(',', items.Select(Canonical)) + "]",
        _ => $"\"{node!.GetValue<string>()}\"",
    };
}
