using System.Globalization;
using System.Numerics;
using Atalaya.Accords.Envelopes;
using Atalaya.Accords.Log;
using Atalaya.Testing;

namespace Atalaya.Node.Tests.Verify;

/// <summary>
/// Keys and signatures at the edges of Ed25519, made by arithmetic of our own after the classes that C2SP CCTV (ed25519, commit 1e3d286) names.
/// Libraries differ there; a signature that we accept must be one that strangers' tools accept.
/// </summary>
public sealed class Ed25519EdgeTests
{
    private const string AskNode =
        """
        const { createPublicKey, verify } = require('node:crypto');
        const prefix = Buffer.from('302a300506032b6570032100', 'hex');
        for (const line of require('node:fs').readFileSync(0, 'utf8').trim().split('\n')) {
          const [key, message, signature] = line.split(' ').map((h) => Buffer.from(h, 'hex'));
          console.log(verify(null, message, createPublicKey({ key: Buffer.concat([prefix, key]), format: 'der', type: 'spki' }), signature) ? '1' : '0');
        }
        """;

    private static readonly BigInteger Secret = BigInteger.Parse("7237005577332262213973186563042994240829374041602535252466099000494570602495", CultureInfo.InvariantCulture) / 3;
    private static readonly EdwardsPoint Key = EdwardsPoint.Base.Times(Secret);
    private static readonly BigInteger Once = EdwardsPoint.L / 7;
    private static readonly EdwardsPoint Nonce = EdwardsPoint.Base.Times(Once);

    private sealed record Case(byte[] PublicKey, byte[] Message, byte[] Signature, bool KeyIsSmall, bool NonceIsSmall, bool Holds);

    [Fact]
    public void The_small_points_have_fourteen_encodings() =>
        Assert.Equal(14, EdwardsPoint.SmallOrder.SelectMany(static p => p.Encodings()).Select(Convert.ToHexStringLower).Distinct().Count());

    [Fact]
    public void A_key_that_is_a_small_point_signs_nothing()
    {
        // Of such a key every eighth message has a signature that anybody can write down.
        foreach (var key in EdwardsPoint.SmallOrder.SelectMany(static p => p.Encodings()))
        {
            foreach (var nonce in EdwardsPoint.SmallOrder.SelectMany(static p => p.Encodings()))
            {
                byte[] signature = [.. nonce, .. new byte[32]];
                for (byte i = 0; i < 16; i++)
                    Assert.False(Accepts(key, [i], signature), $"{Convert.ToHexStringLower(key)} {Convert.ToHexStringLower(nonce)} {i}");
            }
        }
    }

    [Fact]
    public void A_signature_has_one_number_and_not_the_same_plus_the_order()
    {
        using var officer = SampleOfficer();
        var message = Envelope.PreAuthentication("{}"u8);
        var signature = officer.Sign(message);
        Assert.True(officer.Key.Verifies(message, signature));
        for (var number = new BigInteger(signature.AsSpan(32), isUnsigned: true) + EdwardsPoint.L; number < BigInteger.One << 256; number += EdwardsPoint.L)
            Assert.False(officer.Key.Verifies(message, [.. signature[..32], .. EdwardsPoint.Number(number)]));
    }

    [Fact]
    public void What_holds_by_the_equation_is_accepted_unless_a_point_is_small()
    {
        foreach (var (publicKey, message, signature, keyIsSmall, nonceIsSmall, holds) in Cases())
            Assert.Equal(holds && !keyIsSmall && !nonceIsSmall, Accepts(publicKey, message, signature));
    }

    [Fact]
    public void Whatever_we_accept_openssl_accepts_in_node()
    {
        var node = TestData.Tool("node");
        var cases = Cases().ToList();
        var input = string.Join('\n', cases.Select(static c => $"{Convert.ToHexStringLower(c.PublicKey)} {Convert.ToHexStringLower(c.Message)} {Convert.ToHexStringLower(c.Signature)}"));
        var file = Path.GetTempFileName();
        File.WriteAllText(file, input);
        var (code, output, error) = OutsideTools.Run(node, ["-e", AskNode.Replace("readFileSync(0,", $"readFileSync('{file}',", StringComparison.Ordinal)]);
        File.Delete(file);
        Assert.True(code == 0, error);
        var theirs = output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(static l => l == "1").ToList();
        Assert.Equal(cases.Count, theirs.Count);
        Assert.Contains(true, theirs);
        Assert.All(cases.Zip(theirs), static pair => Assert.True(pair.Second || !Accepts(pair.First.PublicKey, pair.First.Message, pair.First.Signature)));
    }

    // Key and nonce, each alone, with each small point added, or nothing but that.
    private static IEnumerable<Case> Cases()
    {
        foreach (var (keyAt, secret) in (IEnumerable<(EdwardsPoint, BigInteger)>)[(Key, Secret), (EdwardsPoint.Zero, 0)])
        {
            foreach (var (nonceAt, once) in (IEnumerable<(EdwardsPoint, BigInteger)>)[(Nonce, Once), (EdwardsPoint.Zero, 0)])
            {
                foreach (var inKey in EdwardsPoint.SmallOrder)
                {
                    foreach (var inNonce in EdwardsPoint.SmallOrder)
                    {
                        var (a, r) = (keyAt.Plus(inKey).Encode(), nonceAt.Plus(inNonce).Encode());
                        for (byte i = 0; i < 4; i++)
                        {
                            var challenge = EdwardsPoint.Challenge(r, a, [i]);
                            var number = (once + (challenge * secret)) % EdwardsPoint.L;
                            // The parts of large order always agree; what is left are the small ones.
                            var holds = inNonce.Plus(inKey.Times(challenge % 8)) == EdwardsPoint.Zero;
                            yield return new(a, [i], [.. r, .. EdwardsPoint.Number(number)], secret == 0, once == 0, holds);
                        }
                    }
                }
            }
        }
    }

    // By an officer's key, a log's and a witness's (whose message is another: it must not accept either).
    private static bool Accepts(byte[] key, byte[] message, byte[] signature)
    {
        var officer = OfficerKey.TryParse(Convert.ToHexStringLower(key), out var one) && one.Verifies(message, signature);
        var log = NoteVerifierKey.TryCreate("log.example", NoteKeyType.Ed25519, key, out var two) && two.Verifies(message, signature);
        var witness = NoteVerifierKey.TryCreate("witness.example", NoteKeyType.Cosignature, key, out var three) && three.Verifies(message, [0, 0, 0, 0, 0, 0, 0, 1, .. signature]);
        Assert.Equal(officer, log);
        Assert.False(witness);
        return officer;
    }

    private static OfficerSigner SampleOfficer() => TestOfficers.Named("edge");
}
