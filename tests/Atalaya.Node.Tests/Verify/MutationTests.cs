using System.Globalization;
using System.Text;
using Atalaya.Testing;

namespace Atalaya.Node.Tests.Verify;

/// <summary>Whatever is changed in a published folder, a tool that we did not write refuses it; what it may be changed in is listed.</summary>
public sealed class MutationTests
{
    private const int AtLeast = 200;
    private static readonly string Table = Path.Combine(OutsideTools.Glue, "mutations.md");

    [Fact]
    public async Task No_change_of_meaning_is_accepted_and_the_table_says_who_refused_it()
    {
        OutsideTools.Require();
        using var sample = new SampleLogs();
        using var copies = new PublicCopies(sample);
        List<Mutation> all = [.. HeadMutations.All(sample), .. LeafMutations.All(sample), .. BundleMutations.All(sample), .. ListMutations.All(sample)];
        Assert.True(all.Count >= AtLeast, $"{all.Count} mutations");
        Assert.Equal(all.Count, all.DistinctBy(static m => (m.Group, m.Name)).Count());
        // A change that changes nothing would be accepted for a good reason.
        Assert.All(all, m => Assert.True(m.Trust is { } trust ? !trust.SequenceEqual(sample.Trust) : m.Files.Any(f => !sample.Files.TryGetValue(f.Key, out var was) ? f.Value is not null : f.Value is null || !was.SequenceEqual(f.Value)), m.Name));
        var cases = all.ConvertAll(copies.Make);
        var sigstoreRuns = Task.Run(() => OutsideTools.Sigstore(cases));
        var go = OutsideTools.Go(cases);
        // openssl sees heads and keys only, and is a process for each signature.
        var heads = Enumerable.Range(0, all.Count).Where(i => all[i].Group is "head" or "cosignature" or "re-signed" || all[i].Name.Contains("third witness", StringComparison.Ordinal) || all[i].Name.Contains("a log's key", StringComparison.Ordinal)).ToList();
        var openSsl = heads.Zip(OutsideTools.OpenSsl(heads.Select(i => cases[i]))).ToDictionary(static p => p.First, static p => p.Second);
        var sigstore = await sigstoreRuns;

        var accepted = Enumerable.Range(0, all.Count).Where(i => !go[i].Refused && !sigstore[i].Refused).Select(i => $"{all[i].Group}: {all[i].Name}").ToList();
        Assert.True(accepted.Count == 0, "accepted:\n" + string.Join('\n', accepted));
        Hold(Write(all, go, sigstore, openSsl));
    }

    [Fact]
    public void Bytes_without_meaning_may_change()
    {
        OutsideTools.Require();
        using var sample = new SampleLogs();
        using var copies = new PublicCopies(sample);
        var all = WithoutMeaning.All(sample).ToList();
        var cases = all.ConvertAll(copies.Make);
        var findings = OutsideTools.Go(cases).Zip(OutsideTools.Sigstore(cases), OutsideTools.OpenSsl(cases)).ToList();
        for (var i = 0; i < all.Count; i++)
        {
            var (go, sigstore, openSsl) = findings[i];
            Assert.False(go.Refused || sigstore.Refused || openSsl.Refused, $"{all[i].Name}: {go.Reason} {sigstore.Reason} {openSsl.Reason}");
        }

        // The page that tells a court what carries no meaning tells of all of it.
        var page = File.ReadAllText(Path.Combine(OutsideTools.Glue, "README.md"));
        Assert.All(all, mutation => Assert.Contains(mutation.Name, page, StringComparison.Ordinal));
    }

    private static string Write(List<Mutation> all, IReadOnlyList<Finding> go, IReadOnlyList<Finding> sigstore, Dictionary<int, Finding> openSsl)
    {
        var text = new StringBuilder(string.Create(CultureInfo.InvariantCulture, $"""
            # What was changed, and who refused it

            Made and held by `MutationTests` (`ATALAYA_WRITE_TABLES=1` writes it anew). {all.Count} copies of a published folder, each changed in one thing; none is accepted.
            **x**: this tool refused it. **–**: what was changed is not this tool's matter. Blank: not asked (openssl sees heads and keys only).
            Refused by Go with x/mod: {go.Count(static f => f.Refused)}; by @sigstore/verify: {sigstore.Count(static f => f.Refused)}; by openssl: {openSsl.Count(static p => p.Value.Refused)} of {openSsl.Count}.

            | Changed | How | Go x/mod | @sigstore | openssl |
            |---|---|---|---|---|

            """));
        for (var i = 0; i < all.Count; i++)
            text.Append(CultureInfo.InvariantCulture, $"| {all[i].Group} | {all[i].Name} | {Mark(go[i])} | {Mark(sigstore[i])} | {Mark(openSsl.GetValueOrDefault(i))} |\n");
        return text.ToString();
    }

    private static string Mark(Finding? finding) => finding is null ? "" : finding.Refused ? "x" : "–";

    private static void Hold(string table)
    {
        if (Environment.GetEnvironmentVariable("ATALAYA_WRITE_TABLES") == "1")
            File.WriteAllText(Table, table);
        Assert.Equal(table, File.Exists(Table) ? File.ReadAllText(Table) : "");
    }
}
