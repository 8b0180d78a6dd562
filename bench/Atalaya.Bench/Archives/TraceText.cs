using System.Globalization;
using System.Text;

namespace Atalaya.Bench.Archives;

/// <summary>Writes the text of one readsb trace file: 14 columns, a details object on every fourth row, as in the real files at hand (about 170 bytes a row).</summary>
internal sealed class TraceText
{
    private readonly StringBuilder json = new(1 << 16);
    private readonly string callsign;

    public TraceText(string hex, int number, long day)
    {
        callsign = $"TST{number % 10_000:0000} ";
        json.Append(CultureInfo.InvariantCulture, $"{{\"icao\":\"{hex}\",\n\"r\":\"N{number}SY\",\n\"t\":\"{TypeOf(number)}\",\n\"dbFlags\":0,\n\"desc\":\"SYNTHETIC\",\n\"timestamp\": {day}.000,\n\"trace\":[ \n");
    }

    public int Reports { get; private set; }

    public void Add(double offset, double latitude, double longitude, double altitude, bool onGround, double speed, double track, double rate)
    {
        if (Reports > 0)
            json.Append(",\n");
        var c = CultureInfo.InvariantCulture;
        json.Append('[').Append(offset.ToString("0.00", c)).Append(',').Append(latitude.ToString("0.000000", c)).Append(',').Append(longitude.ToString("0.000000", c)).Append(',');
        if (onGround)
            json.Append("\"ground\"");
        else
            json.Append((int)Math.Round(altitude / 25) * 25);
        json.Append(',').Append(speed.ToString("0.0", c)).Append(',').Append(track.ToString("0.0", c)).Append(",0,");
        json.Append(onGround ? "null" : ((int)Math.Round(rate / 64) * 64).ToString(c)).Append(',');
        if (Reports % 4 == 0)
        {
            json.Append(c, $"{{\"type\":\"adsb_icao\",\"flight\":\"{callsign}\",\"alt_geom\":{(int)altitude + 600},\"track\":{track:0.00},\"baro_rate\":{(int)rate},\"squawk\":\"3255\",\"emergency\":\"none\",\"category\":\"A3\",\"nav_qnh\":1012.8,\"nic\":8,\"rc\":186,\"version\":2,\"nic_baro\":1,\"nac_p\":8,\"nac_v\":1,\"sil\":3,\"sil_type\":\"perhour\",\"gva\":2,\"sda\":2,\"alert\":0,\"spi\":0}}");
        }
        else
        {
            json.Append("null");
        }

        json.Append(",\"adsb_icao\",").Append(onGround ? "null" : ((int)Math.Round((altitude + 600) / 25) * 25).ToString(c)).Append(",null,null,null]");
        Reports++;
    }

    public StringBuilder Finish() => json.Append(" ]\n}\n");

    private static string TypeOf(int number) => (number % 10) switch { 0 or 1 => "C172", 2 => "EC35", 3 => "AT76", 4 => "GLF5", _ => "B738" };
}
