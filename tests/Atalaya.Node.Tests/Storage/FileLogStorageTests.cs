using Atalaya.Accords.Log;
using Atalaya.Node.Storage;

namespace Atalaya.Node.Tests.Storage;

public sealed class FileLogStorageTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("atalaya-log-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void What_was_written_appended_cut_and_renamed_is_read_back()
    {
        using var storage = new FileLogStorage(Path.Combine(_folder, "a", "log"));
        Assert.Null(storage.Read("x/y/file"));
        Assert.Null(storage.Read("x/y/file", 0, 1));
        Assert.Empty(storage.List("x"));
        storage.Write("x/y/file", [1, 2, 3]);
        storage.Append("x/y/file", [4, 5]);
        storage.Append("x/y/file", [6]);
        storage.Sync("x/y/file");
        Assert.Equal<byte[]>([1, 2, 3, 4, 5, 6], storage.Read("x/y/file")!);
        Assert.Equal<byte[]>([3, 4], storage.Read("x/y/file", 2, 2)!);
        Assert.Equal<byte[]>([6], storage.Read("x/y/file", 5, 9)!);
        Assert.Equal<byte[]>([], storage.Read("x/y/file", 99, 9)!);
        storage.Truncate("x/y/file", 4);
        storage.Append("x/y/file", [7]);
        storage.Write("x/other", [9]);
        storage.Rename("x/y/file", "x/other");
        storage.SyncFolder("x/y");
        storage.SyncFolder("x");
        storage.SyncFolder("");
        Assert.Equal<byte[]>([1, 2, 3, 4, 7], storage.Read("x/other")!);
        storage.Append("x/other", [8]);
        Assert.Equal<byte[]>([1, 2, 3, 4, 7, 8], storage.Read("x/other")!);
        Assert.Equal(["x/other", "x/y"], storage.List("x").Order());
        Assert.Equal(["x"], storage.List(""));
    }

    [Fact]
    public void A_folder_has_one_owner_at_a_time()
    {
        using (new FileLogStorage(_folder))
            Assert.Throws<IOException>(() => new FileLogStorage(_folder));
        using var again = new FileLogStorage(_folder);
        Assert.Empty(again.List(""));
    }

    [Theory]
    [InlineData("")]
    [InlineData("..")]
    [InlineData("../x")]
    [InlineData("a/../../x")]
    [InlineData("/etc/passwd")]
    [InlineData("a//b")]
    [InlineData("a\\b")]
    [InlineData(".lock")]
    public void No_path_leads_out_of_the_folder(string path)
    {
        using var storage = new FileLogStorage(_folder);
        Assert.Throws<ArgumentException>(() => storage.Write(path, [1]));
        Assert.Throws<ArgumentException>(() => storage.Read(path));
    }

    [Fact]
    public void What_cannot_be_synced_or_appended_to_throws()
    {
        using var storage = new FileLogStorage(_folder);
        Assert.ThrowsAny<IOException>(() => storage.SyncFolder("none"));
        Assert.ThrowsAny<IOException>(() => storage.Sync("none"));
        Assert.ThrowsAny<IOException>(() => storage.Append("none", [1]));
    }

    [Fact]
    public void A_log_in_a_folder_is_found_again_with_every_entry_and_serves_as_a_static_copy()
    {
        var signer = Child.Signer;
        var head = Fill(Path.Combine(_folder, "log"), signer, 1000);
        using var storage = new FileLogStorage(Path.Combine(_folder, "log"));
        var log = AppendLog.Open(storage, signer);
        Assert.Equal(head.Note.Bytes.ToArray(), log.Head.Note.Bytes.ToArray());
        for (var i = 0; i < 1000; i += 37)
            Assert.Equal(BitConverter.GetBytes(i), log.Entry((ulong)i)!.Value.ToArray());
        Assert.Equal(8192, new FileInfo(Path.Combine(_folder, "log", "tile", "0", "002")).Length);

        using var target = new FileLogStorage(Path.Combine(_folder, "public"));
        StaticCopy.Write(log, log.Head, target);
        Assert.Equal(head.Note.Bytes.ToArray(), File.ReadAllBytes(Path.Combine(_folder, "public", "checkpoint")));
        Assert.Equal((1000 % 256) * 32, new FileInfo(Path.Combine(_folder, "public", "tile", "0", "003.p", "232")).Length);
    }

    private static SignedHead Fill(string folder, NoteSigner signer, int entries)
    {
        using var storage = new FileLogStorage(folder);
        var log = AppendLog.Create(storage, signer, new LogRules { FoldAfterEntries = 256 });
        for (var i = 0; i < entries; i += 100)
            log.AppendBatch([.. Enumerable.Range(i, 100).Select(static n => (ReadOnlyMemory<byte>)BitConverter.GetBytes(n))]);
        return log.Head;
    }
}
