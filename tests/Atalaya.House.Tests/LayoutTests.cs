using System.Reflection;
using System.Text.RegularExpressions;
using Atalaya.Testing;

namespace Atalaya.House.Tests;

/// <summary>How the code is laid out: folders, namespaces, sizes.</summary>
public sealed partial class LayoutTests
{
    private const int LongestFile = 400;
    private static readonly string[] NoDomainWord = ["Services", "Helpers", "Models", "Utils", "Common", "Managers"];

    [Fact]
    public void The_namespace_of_a_file_is_its_folder()
    {
        foreach (var file in Sources("src"))
        {
            var declared = Namespace().Match(File.ReadAllText(file)).Groups[1].Value;
            if (declared.Length == 0)
                continue; // top-level statements
            var expected = Path.GetDirectoryName(Path.GetRelativePath(Path.Combine(TestData.RepositoryRoot, "src"), file))!.Replace(Path.DirectorySeparatorChar, '.');
            Assert.True(declared == expected, $"{file}: namespace {declared}, folder {expected}");
        }
    }

    [Fact]
    public void No_file_is_longer_than_the_limit() =>
        Assert.All(Sources("src").Concat(Sources("tests")).Concat(Sources("bench")).Concat(Sources("eval")).Concat(Sources("tools")), file =>
            Assert.True(File.ReadLines(file).Count() <= LongestFile, $"{file} has {File.ReadLines(file).Count()} lines"));

    [Fact]
    public void Folders_are_domain_words() =>
        Assert.DoesNotContain(Sources("src").SelectMany(f => f.Split(Path.DirectorySeparatorChar)), NoDomainWord.Contains);

    [Fact]
    public void No_namespace_shares_the_name_of_a_type()
    {
        var types = Rooms().SelectMany(a => a.GetTypes()).ToList();
        var lastParts = types.Select(t => t.Namespace).OfType<string>().SelectMany(n => n.Split('.')).ToHashSet();
        Assert.All(types.Where(t => t.IsPublic), t => Assert.DoesNotContain(t.Name, lastParts));
    }

    [Fact]
    public void Public_value_types_are_read_only()
    {
        var structs = Rooms().SelectMany(a => a.GetExportedTypes()).Where(t => t is { IsValueType: true, IsEnum: false });
        Assert.All(structs, t => Assert.True(
            t.GetCustomAttributesData().Any(a => a.AttributeType.Name == "IsReadOnlyAttribute"), $"{t} is not readonly"));
    }

    [Fact]
    public void Classes_that_nobody_inherits_are_sealed()
    {
        var types = Rooms().SelectMany(a => a.GetTypes()).Where(t => t.IsClass && t.DeclaringType is null && !t.Name.Contains('<', StringComparison.Ordinal)).ToList();
        var bases = types.Select(t => t.BaseType).OfType<Type>().Select(b => b.IsGenericType ? b.GetGenericTypeDefinition() : b).ToHashSet();
        Assert.All(types.Where(t => !bases.Contains(t) && t.Name != "Program"), t => Assert.True(t.IsSealed || t.IsAbstract, $"{t} is open"));
    }

    internal static IEnumerable<Assembly> Rooms() =>
        new[] { "Atalaya.Earth", "Atalaya.Flights", "Atalaya.Plumes", "Atalaya.Accords", "Atalaya.Reconstruction", "Atalaya.Archive", "Atalaya.Node", "atalaya" }.Select(Assembly.Load);

    internal static IEnumerable<string> Sources(string folder)
    {
        var root = Path.Combine(TestData.RepositoryRoot, folder);
        var separator = Path.DirectorySeparatorChar;
        return Directory.Exists(root)
            ? Directory.EnumerateFiles(root, "*.cs", SearchOption.AllDirectories)
                .Where(f => !f.Contains($"{separator}obj{separator}", StringComparison.Ordinal)
                    && !f.Contains($"{separator}bin{separator}", StringComparison.Ordinal)
                    && !f.Contains($"{separator}node_modules{separator}", StringComparison.Ordinal))
            : [];
    }

    [GeneratedRegex(@"^namespace ([\w.]+);", RegexOptions.Multiline)]
    private static partial Regex Namespace();
}
