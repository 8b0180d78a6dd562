using System.Globalization;
using System.Text;
using Atalaya.Reconstruction.Flying;

namespace Atalaya.Reconstruction.Hearing;

/// <summary>Keeps an aircraft's track as its operator would hand it over: CSV, a row every ten seconds. No receiver hears it.</summary>
internal sealed class OperatorTrack(PlannedAircraft aircraft) : IFlightListener
{
    private const double Spacing = 10;
    private readonly StringBuilder text = new("timestamp,id,type,callsign,latitude,longitude,altitude,groundspeed,track\n");
    private double last = double.MinValue;

    public long Reports { get; private set; }

    public void Hear(Pilot pilot)
    {
        if (pilot.Time - last < Spacing)
            return;
        last = pilot.Time;
        Reports++;
        pilot.Log.Heard(pilot.Time);
        var time = DateTime.UnixEpoch.AddSeconds(pilot.Time);
        text.Append(CultureInfo.InvariantCulture,
            $"{time:yyyy-MM-dd'T'HH:mm:ss'Z'},{aircraft.Icao24},{aircraft.Airframe.Type},{pilot.Log.Callsign},{pilot.Latitude:0.000000},{pilot.Longitude:0.000000},{pilot.Altitude:0},{pilot.GroundSpeed:0.0},{pilot.Track:0.0}\n");
    }

    public byte[] Finish() => Encoding.UTF8.GetBytes(text.ToString());
}
