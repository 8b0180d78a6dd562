using System.Text.RegularExpressions;
using Atalaya.Testing;

namespace Atalaya.Node.Tests.Verify;

public sealed partial class MessageTests
{
    [Fact]
    public void Every_finding_of_the_glue_has_a_sentence_in_both_languages()
    {
        var table = File.ReadAllLines(Path.Combine(OutsideTools.Glue, "messages.tsv")).Where(static l => !l.StartsWith('#')).Select(static l => l.Split('\t')).ToList();
        Assert.All(table, static row => Assert.True(row.Length == 3 && row.All(static c => c.Length > 0), string.Join('|', row)));
        Assert.Equal(table.Count, table.DistinctBy(static r => r[0]).Count());
        // What one language tells of the findings the other tells too.
        Assert.All(table, static row => Assert.Equal(Places().Matches(row[1]).Select(static m => m.Value).Order(), Places().Matches(row[2]).Select(static m => m.Value).Order()));
        var known = table.Select(static r => r[0]).ToHashSet();
        var said = Directory.EnumerateFiles(OutsideTools.Glue, "*", SearchOption.AllDirectories)
            .Where(static f => !f.Contains("node_modules", StringComparison.Ordinal) && Path.GetExtension(f) is ".go" or ".mjs" or ".sh")
            .Append(Path.Combine(TestData.RepositoryRoot, "verify"))
            .SelectMany(static f => Said().Matches(File.ReadAllText(f)).Select(static m => (Word: m.Groups[1].Value, Code: m.Groups[2].Value))).Distinct().ToList();
        Assert.True(said.Count > 30, $"{said.Count} findings");
        Assert.All(said, s => Assert.True(known.Contains(s.Code) || (s.Word == "fail" && known.Contains(s.Code + "-fail")), s.Code));
    }

    [GeneratedRegex("""(?:say\(?["' ]|(?:tell|refuse|run) )(ok|fail|note|)["']?,? ?["']?([a-z][a-z-]+)["' ,)\n;]""")]
    private static partial Regex Said();

    [GeneratedRegex("%[0-9]")]
    private static partial Regex Places();
}
