using System.Text;
using Atalaya.Cli.Plumes;
using Atalaya.Plumes.Readings;

namespace Atalaya.Cli.Tests.Plumes;

/// <summary>Lists of lawful emitters.</summary>
public sealed class KnownEmitterTests
{
    [Fact]
    public void A_CSV_in_metres_is_read_and_lines_without_a_place_are_counted()
    {
        var read = Read("name,x,y\n\"landfill, old\",12.5,-3\nfarm,?,2\n,4,5\n", LocalFrame.Metres);
        Assert.Equal([("landfill, old", 12.5, -3.0), ("#3", 4.0, 5.0)], read.Emitters.Select(static e => (e.Name, e.X, e.Y)));
        Assert.Equal([3L], read.Unusable);
    }

    [Fact]
    public void A_CSV_in_degrees_comes_into_the_frame()
    {
        var emitter = Assert.Single(Read("nombre;latitud;longitud\nRelleno;32.4461;-116.8823\n", MadePlume.Tijuana).Emitters);
        Assert.Equal("Relleno", emitter.Name);
        Assert.Equal(111, emitter.Y, 1.0);
        Assert.Equal(0, emitter.X, 0.1);
    }

    [Fact]
    public void GeoJSON_gives_points_and_the_middle_of_areas()
    {
        const string Text = """{"type":"FeatureCollection","features":[{"type":"Feature","properties":{"name":"a"},"geometry":{"type":"Point","coordinates":[-116.8823,32.4451]}},{"type":"Feature","properties":null,"geometry":{"type":"Polygon","coordinates":[[[-116.8833,32.4451],[-116.8813,32.4451],[-116.8813,32.4471],[-116.8833,32.4471]]]}},{"type":"Feature","properties":{},"geometry":null}]}""";
        var read = Read(Text, MadePlume.Tijuana);
        Assert.Equal(["a", "#2"], read.Emitters.Select(static e => e.Name));
        Assert.Equal(0, read.Emitters[0].X, 1e-6);
        Assert.Equal(111, read.Emitters[1].Y, 1.0);
        Assert.Equal([3L], read.Unusable);
    }

    [Theory]
    [InlineData("{ \"type\": ")]
    [InlineData("{\"type\":1}")]
    [InlineData("a,b\n1,2\n")]
    [InlineData("name,latitude,longitude\nx,1,2\n")]
    [InlineData("")]
    public void What_is_no_such_list_is_told(string text)
    {
        try
        {
            Assert.Empty(Read(text, LocalFrame.Metres).Emitters);
        }
        catch (FormatException)
        {
            // Told by the command with what is expected.
        }
    }

    private static KnownEmitterFile Read(string text, LocalFrame frame) => KnownEmitterFile.Read(new MemoryStream(Encoding.UTF8.GetBytes(text)), frame);
}
