using System.Security.Cryptography;
using Atalaya.Node.Keys;

namespace Atalaya.Node.Tests.Running;

public sealed class KeyFileTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("atalaya-keys-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Keys_come_back_with_their_passphrase_and_with_no_other_and_no_byte_may_change()
    {
        var path = Path.Combine(_folder, "a.key");
        var seed = RandomNumberGenerator.GetBytes(32);
        KeyFile.Write(path, "correct horse"u8, new Dictionary<string, byte[]> { ["log"] = seed });
        Assert.Equal(seed, KeyFile.Read(path, "correct horse"u8)["log"]);
        Assert.Equal(KeyFileFault.WrongPassphrase, Assert.Throws<KeyFileException>(() => KeyFile.Read(path, "correct horsf"u8)).Reason);
        var bytes = File.ReadAllBytes(path);
        Assert.Equal(-1, bytes.AsSpan().IndexOf(seed));
        // One byte of each part: format, cost, salt, nonce, content, tag.
        foreach (var at in new[] { 0, 16, 20, 25, 45, 65, bytes.Length - 1 })
        {
            var changed = bytes.ToArray();
            changed[at] ^= 1;
            File.WriteAllBytes(path, changed);
            Assert.NotEqual(KeyFileFault.Missing, Assert.Throws<KeyFileException>(() => KeyFile.Read(path, "correct horse"u8)).Reason);
        }
    }

    [Fact]
    public void A_key_file_is_never_written_over_is_the_owners_alone_and_its_errors_tell_nothing_of_its_content()
    {
        var path = Path.Combine(_folder, "b.key");
        var seed = RandomNumberGenerator.GetBytes(32);
        KeyFile.Write(path, "correct horse"u8, new Dictionary<string, byte[]> { ["log"] = seed });
        Assert.Equal(KeyFileFault.Exists, Assert.Throws<KeyFileException>(() => KeyFile.Write(path, "correct horse"u8, new Dictionary<string, byte[]>())).Reason);
        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(path));
        var problem = Assert.Throws<KeyFileException>(() => KeyFile.Read(path, "wrong passphrase"u8)).ToString();
        Assert.DoesNotContain("wrong passphrase", problem, StringComparison.Ordinal);
        Assert.DoesNotContain(Convert.ToBase64String(seed), problem, StringComparison.Ordinal);
    }
}
