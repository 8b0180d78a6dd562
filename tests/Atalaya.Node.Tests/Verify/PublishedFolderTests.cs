using Atalaya.Testing;

namespace Atalaya.Node.Tests.Verify;

public sealed class PublishedFolderTests
{
    [Fact]
    public void Every_outside_tool_accepts_what_is_published()
    {
        OutsideTools.Require();
        using var sample = new SampleLogs();
        using var copies = new PublicCopies(sample);
        Assert.All((Finding[])[OutsideTools.Go([copies.Good])[0], OutsideTools.Sigstore([copies.Good])[0], OutsideTools.OpenSsl([copies.Good])[0]], static finding =>
            Assert.False(finding.Refused, string.Join('\n', finding.Lines)));
    }

    [Theory]
    [InlineData("en", "VERIFIED")]
    [InlineData("es", "VERIFICADO")]
    public void The_script_says_verified_in_the_language_of_its_reader(string language, string verdict)
    {
        OutsideTools.Require();
        using var sample = new SampleLogs();
        using var copies = new PublicCopies(sample);
        var (code, output, error) = OutsideTools.Run(Path.Combine(TestData.RepositoryRoot, "verify"), [copies.Good.Folder, "--trust", copies.Good.Trust, "--lang", language]);
        Assert.True(code == 0, output + error);
        Assert.Equal(verdict, output.TrimEnd().Split('\n')[^1]);
    }
}
