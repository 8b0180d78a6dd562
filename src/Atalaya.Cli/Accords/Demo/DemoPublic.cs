using System.Collections.Frozen;
using Atalaya.Accords.Publishing;
using Atalaya.Accords.Records;

namespace Atalaya.Cli.Accords.Demo;

/// <summary>What both sides of the demonstration make public, and the keys that a reader may choose to believe.</summary>
internal static class DemoPublic
{
    // Whose registration and callsign, where and when exactly, stays between the sides; what was asked, granted and found is for everybody.
    private static readonly FrozenSet<string> Sealed = FrozenSet.Create(
        StringComparer.Ordinal, "registration", "spares", "callsigns", "operator", "departure", "destination", "crossings", "volumes", "remarks", "track", "note");

    public static void Write(DemoNetwork network, string folder, string trust)
    {
        DemoSide[] sides = [network.Mx, network.Us];
        foreach (var (path, content) in PublishedFolder.Files([.. sides.Select(Log)]))
        {
            var file = Path.Combine([folder, .. path.Split('/')]);
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            File.WriteAllBytes(file, content.ToArray());
        }

        File.WriteAllBytes(trust, TrustFile.Write(
            sides.Select(static s => new TrustedLog(s.Folder, s.Party.Log)),
            [.. sides.Select(static s => new TrustedWitness(s.Folder, s.Party.Witness)), new(TrustFile.Third, network.Third)],
            sides.SelectMany(static s => s.Founding.Keys.Select(k => new TrustedOfficer(s.State, k.Role, k.Key)))));
    }

    private static PublishedLog Log(DemoSide side)
    {
        var head = side.Node.Published!;
        var records = from record in side.Node.Records()
                      where record.Log == side.State && (ulong)record.Index < head.Checkpoint.Size
                      let whole = side.Node.Find(record.Digest)
                      where whole is not null
                      select new PublishedRecord((ulong)record.Index, whole.OpenOnly(whole.Disclosures.Select(static d => d.Name).Where(static n => !Sealed.Contains(n)).ToHashSet()));
        return new(side.Folder, side.Party.Log, side.Node.Tiles, head, [.. side.Heads.Values], [.. records]);
    }
}
