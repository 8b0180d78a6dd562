namespace Atalaya.Bench.Archives;

/// <summary>Flies one aircraft through a day: stands, takes off, climbs, cruises or circles, lands, until its reports are used up.</summary>
internal sealed class SyntheticFlights(Random random, int kind)
{
    private double latitude = 25 + (random.NextDouble() * 24);
    private double longitude = -123 + (random.NextDouble() * 50);
    private double altitude;
    private double track = random.NextDouble() * 360;
    private double time;
    private double pace = 1;

    private double Cruise => kind switch { 0 or 1 => 4_500, 2 => 1_800, 3 => 19_000, 4 => 41_000, _ => 35_000 };

    private double Knots => kind switch { 0 or 1 => 105, 2 => 80, 3 => 270, _ => 450 };

    public void Fill(TraceText text, int reports)
    {
        // Much is written of few: a day has 86,400 s, however long the file.
        pace = Math.Min(1, 7_000d / reports);

        // Long files report every few seconds, short ones are brief appearances at the edge of reception.
        time = reports > 5_000 ? random.NextDouble() * 600 : random.NextDouble() * Math.Max(600, 84_000 - (reports * 12));
        while (text.Reports < reports)
        {
            if (time > 86_300)
                time = 86_300 + (random.NextDouble() * 0.5);
            Ground(text, reports, 8 + random.Next(12));
            Climb(text, reports, Cruise);
            if (kind == 2)
                Circle(text, reports, 200 + random.Next(400));
            else
                Legs(text, reports, 120 + random.Next(900));
            Climb(text, reports, 300);
            Ground(text, reports, 8 + random.Next(12));
            time += 2_000 + (random.NextDouble() * 3_000);
            track = random.NextDouble() * 360;
        }
    }

    private void Ground(TraceText text, int reports, int rows)
    {
        altitude = 0;
        for (var i = 0; i < rows && text.Reports < reports; i++)
            Step(text, 6 + (random.NextDouble() * 10), 12, 0, onGround: true);
    }

    private void Climb(TraceText text, int reports, double to)
    {
        var rate = (to > altitude ? 1_900 : -1_600) + random.Next(-200, 200);
        while (Math.Abs(to - altitude) > 300 && text.Reports < reports)
        {
            track += random.NextDouble() < 0.1 ? random.Next(-25, 25) : (random.NextDouble() - 0.5) * 0.4;
            Step(text, 3 + (random.NextDouble() * 5), Knots * (0.55 + (0.45 * altitude / Cruise)), rate, onGround: false);
        }
    }

    private void Legs(TraceText text, int reports, int rows)
    {
        for (var i = 0; i < rows && text.Reports < reports; i++)
        {
            track += random.NextDouble() < 0.02 ? random.Next(-40, 40) : (random.NextDouble() - 0.5) * 0.3;

            // Now and then nothing is heard for a while.
            var silent = random.NextDouble() < 0.002 ? 300 + (random.NextDouble() * 900) : 0;
            Step(text, 4 + (random.NextDouble() * 16) + silent, Knots + random.Next(-6, 6), 0, onGround: false);
        }
    }

    private void Circle(TraceText text, int reports, int rows)
    {
        for (var i = 0; i < rows && text.Reports < reports; i++)
        {
            var seconds = 3 + (random.NextDouble() * 3);
            track += seconds * 2.2;
            Step(text, seconds, Knots, 0, onGround: false);
        }
    }

    private void Step(TraceText text, double seconds, double knots, double rate, bool onGround)
    {
        track = ((track % 360) + 360) % 360;
        seconds *= seconds > 200 ? 1 : pace;
        var metres = knots * 1852 / 3600 * seconds;
        latitude = Math.Clamp(latitude + (metres * Math.Cos(track * Math.PI / 180) / 111_200), -80, 80);
        longitude += metres * Math.Sin(track * Math.PI / 180) / (111_200 * Math.Cos(latitude * Math.PI / 180));
        if (longitude is > 180 or < -180)
            longitude -= Math.Sign(longitude) * 360;
        altitude = Math.Max(0, altitude + (rate * seconds / 60));
        time += seconds;
        text.Add(
            time, latitude + ((random.NextDouble() - 0.5) * 0.00005), longitude + ((random.NextDouble() - 0.5) * 0.00005), altitude, onGround,
            Math.Max(0, knots + random.NextDouble()), track, rate);
    }
}
