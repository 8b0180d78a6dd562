using System.Text;
using Atalaya.Plumes.Feeds;
using Atalaya.Testing;

namespace Atalaya.Tests.Plumes.Feeds;

/// <summary>Reads texts, bytes and shared files as a command would.</summary>
internal static class PlumeProbe
{
    public static PlumeInput Text(string readings, string? wind = null, string? sensors = null, PlumeReadOptions? options = null) =>
        Bytes(Encoding.UTF8.GetBytes(readings), wind is null ? null : Encoding.UTF8.GetBytes(wind), sensors is null ? null : Encoding.UTF8.GetBytes(sensors), options);

    public static PlumeInput Bytes(byte[] readings, byte[]? wind = null, byte[]? sensors = null, PlumeReadOptions? options = null)
    {
        var files = new List<PlumeFile> { new("readings.csv", new MemoryStream(readings), PlumeFileRole.Readings) };
        if (wind is not null)
            files.Add(new("wind.csv", new MemoryStream(wind), PlumeFileRole.Wind));
        if (sensors is not null)
            files.Add(new("sensors.csv", new MemoryStream(sensors), PlumeFileRole.Sensors));
        return PlumeReader.Read(files, options ?? PlumeReadOptions.Default, TestContext.Current.CancellationToken);
    }

    public static PlumeInput Shared(string readings, string? wind = null, string? sensors = null, PlumeReadOptions? options = null) =>
        Bytes(Load(readings), wind is null ? null : Load(wind), sensors is null ? null : Load(sensors), options);

    public static long Count(this PlumeInput input, InputFaultReason reason) => input.FaultCounts.Where(count => count.Reason == reason).Sum(static count => count.Count);

    public static bool Assumed(this PlumeInput input, Assumption assumption) => input.Understood.Any(item => item.Assumed == assumption);

    private static byte[] Load(string path) => File.ReadAllBytes(TestData.Find(["emissions", .. path.Split('/')]));
}
