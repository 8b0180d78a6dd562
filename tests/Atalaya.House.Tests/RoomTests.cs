using System.Reflection;
using System.Xml.Linq;
using Atalaya.Testing;

namespace Atalaya.House.Tests;

/// <summary>Holds the solution against the list of rooms: each may use only what stands above it.</summary>
public sealed class RoomTests
{
    // Direct and indirect: what a room may see. Decision records 0001 and 0070 say why each room exists.
    private static readonly Dictionary<string, string[]> MaySee = new()
    {
        ["Atalaya.Earth"] = [],
        ["Atalaya.Flights"] = ["Atalaya.Earth"],
        ["Atalaya.Plumes"] = ["Atalaya.Earth"],
        ["Atalaya.Accords"] = ["Atalaya.Earth"],
        ["Atalaya.Reconstruction"] = ["Atalaya.Earth"],
        ["Atalaya.Archive"] = ["Atalaya.Earth", "Atalaya.Flights", "Atalaya.Plumes", "Atalaya.Accords"],
        ["Atalaya.Node"] = ["Atalaya.Earth", "Atalaya.Flights", "Atalaya.Plumes", "Atalaya.Accords", "Atalaya.Archive"],
        ["Atalaya.Cli"] = ["Atalaya.Earth", "Atalaya.Flights", "Atalaya.Plumes", "Atalaya.Accords", "Atalaya.Reconstruction", "Atalaya.Archive", "Atalaya.Node"],
    };

    private static readonly string[] DomainRooms = ["Atalaya.Earth", "Atalaya.Flights", "Atalaya.Plumes", "Atalaya.Accords", "Atalaya.Reconstruction"];

    [Fact]
    public void Every_project_under_src_is_a_known_room() =>
        Assert.Equal(MaySee.Keys.Order(), Projects("src").Select(p => Path.GetFileNameWithoutExtension(p)).Order());

    [Fact]
    public void A_room_refers_only_to_rooms_above_it()
    {
        foreach (var project in Projects("src"))
        {
            var room = Path.GetFileNameWithoutExtension(project);
            var references = XDocument.Load(project).Descendants("ProjectReference")
                .Select(r => Path.GetFileNameWithoutExtension(r.Attribute("Include")!.Value.Replace('\\', '/')));
            Assert.All(references, r => Assert.Contains(r, MaySee[room]));
        }
    }

    [Fact]
    public void What_the_compiler_saw_agrees_with_the_project_files()
    {
        foreach (var room in MaySee.Keys.Where(r => r != "Atalaya.Cli"))
        {
            var seen = Assembly.Load(room).GetReferencedAssemblies().Select(a => a.Name!).Where(n => n.StartsWith("Atalaya.", StringComparison.Ordinal));
            Assert.All(seen, s => Assert.Contains(s, MaySee[room]));
        }
    }

    [Fact]
    public void Domain_rooms_ban_clocks_files_network_and_unseeded_randomness() =>
        Assert.All(DomainRooms, room => Assert.Contains("BannedSymbols.txt", File.ReadAllText(ProjectOf(room)), StringComparison.Ordinal));

    [Fact]
    public void Every_project_is_in_the_solution()
    {
        var solution = File.ReadAllText(Path.Combine(TestData.RepositoryRoot, "Atalaya.slnx"));
        var projects = Projects("src").Concat(Projects("tests")).Concat(Projects("bench")).Concat(Projects("eval")).Concat(Projects("tools"));
        Assert.All(projects, p => Assert.Contains(Path.GetRelativePath(TestData.RepositoryRoot, p).Replace('\\', '/'), solution, StringComparison.Ordinal));
    }

    private static string ProjectOf(string room) => Path.Combine(TestData.RepositoryRoot, "src", room, room + ".csproj");

    private static IEnumerable<string> Projects(string folder) =>
        Directory.Exists(Path.Combine(TestData.RepositoryRoot, folder))
            ? Directory.EnumerateFiles(Path.Combine(TestData.RepositoryRoot, folder), "*.csproj", SearchOption.AllDirectories)
            : [];
}
