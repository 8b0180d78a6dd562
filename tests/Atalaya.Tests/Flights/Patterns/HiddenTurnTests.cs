using Atalaya.Flights.Patterns;
using CsCheck;

namespace Atalaya.Tests.Flights.Patterns;

/// <summary>Circles that hide between fixes.</summary>
public sealed class HiddenTurnTests
{
    [Fact]
    public void The_angle_of_an_arc_is_told_by_its_chord_and_its_length()
        => Gen.Double[0.05, 2 * Math.PI - 0.05].Sample(angle => Assert.Equal(angle, HiddenTurnModel.ArcAngle(Math.Sin(angle / 2) / (angle / 2)), 1e-5));

    [Fact]
    public void A_chord_as_long_as_the_way_is_no_arc() => Assert.Equal(0, HiddenTurnModel.ArcAngle(1));

    [Theory]
    [InlineData(30)]
    [InlineData(45)]
    [InlineData(60)]
    public void Small_circles_are_seen_on_eight_fixes_nearly_whatever_their_size_and_phase(double everySeconds)
    {
        const double Speed = 30;
        int seen = 0, all = 0;
        for (var radius = 150; radius <= 400; radius += 10)
        {
            // Whoever is at the same place at each fix seems to stand there.
            var period = 2 * Math.PI * radius / Speed;
            if (Math.Abs(Math.IEEERemainder(everySeconds, period)) < 4)
                continue;
            for (var phase = 0; phase < 7; phase++)
            {
                var flight = new DrawnFlight(Speed, 1500).Straight(Speed * (600 + (everySeconds * phase / 7))).Turn(360 * 8 * everySeconds / period, radius).Straight(Speed * 600);
                all++;
                seen += flight.Patterns(everySeconds, 50 * phase).Any(static p => p.Kind == PatternKind.Orbit) ? 1 : 0;
            }
        }

        Assert.InRange(seen, 0.97 * all, all);
    }

    [Fact]
    public void Small_circles_are_mostly_seen_on_four_fixes_a_minute_apart()
    {
        const double Speed = 30;
        int seen = 0, all = 0;
        for (var radius = 160; radius <= 400; radius += 20)
        {
            var period = 2 * Math.PI * radius / Speed;
            for (var phase = 0; phase < 5; phase++)
            {
                var flight = new DrawnFlight(Speed, 1500).Straight(Speed * (600 + (12 * phase))).Turn(360 * 200 / period, radius).Straight(Speed * 600);
                all++;
                seen += flight.Patterns(60, 50 * phase).Any(static p => p.Kind == PatternKind.Orbit) ? 1 : 0;
            }
        }

        Assert.InRange(seen / (double)all, 0.88, 1);
    }

    [Fact]
    public void Straight_flight_with_fixes_a_minute_has_no_pattern()
        => Gen.Select(Gen.Double[20, 250], Gen.Double[15, 140], Gen.Double[0, 360]).Sample(
            (speed, everySeconds, turned) => new DrawnFlight(speed).Straight(speed * 3000).Turn(80, 20 * speed).Straight(speed * 1500).Patterns(everySeconds, turned).Count == 0, iter: 200, threads: 1);

    [Fact]
    public void A_stop_at_the_end_of_what_was_heard_is_no_circling()
    {
        var flight = new DrawnFlight(70, 2000).Straight(70 * 1500);
        flight.Speed = 0.5;
        Assert.Empty(flight.Straight(300).Patterns(60));
    }
}
