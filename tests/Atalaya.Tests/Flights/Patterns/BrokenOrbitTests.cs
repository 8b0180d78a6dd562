using Atalaya.Flights.Patterns;

namespace Atalaya.Tests.Flights.Patterns;

/// <summary>Issue 4: circles of which blocks were not heard, and fixes a minute apart with silences between.</summary>
public sealed class BrokenOrbitTests
{
    private const double Speed = 60;
    private const double Radius = 1000;

    private const double Period = 2 * Math.PI * Radius / Speed;

    [Theory]
    [InlineData(180)]
    [InlineData(240)]
    [InlineData(300)]
    public void Pieces_of_a_circle_on_both_sides_of_a_silence_are_one_orbit(double silence)
    {
        // 1.3 turns heard, a silence, 0.8 turns: neither is an orbit by itself.
        var pattern = Assert.Single(WithBlocks(5, (600 + (1.3 * Period), silence), (600 + (1.3 * Period) + silence + (0.8 * Period), 10_000)));
        Assert.Equal(PatternKind.Orbit, pattern.Kind);
        Assert.Equal(TurnSense.Right, pattern.Geometry.Sense);
        Assert.InRange(pattern.Geometry.RadiusMetres!.Value, 0.85 * Radius, 1.15 * Radius);
    }

    [Fact]
    public void Turns_in_a_silence_are_not_counted()
    {
        var pattern = Assert.Single(WithBlocks(5, (600 + (1.3 * Period), 300), (600 + (1.3 * Period) + 300 + (0.8 * Period), 10_000)));
        Assert.InRange(pattern.Geometry.Laps, 1.6, 2.3);
    }

    [Fact]
    public void A_pause_of_a_minute_within_a_circle_does_not_hide_it()
    {
        var pattern = Assert.Single(WithBlocks(5, (600 + (0.8 * Period), 80), (600 + (2.6 * Period), 10_000)));
        Assert.Equal(PatternKind.Orbit, pattern.Kind);
        Assert.InRange(pattern.Geometry.Laps, 2.1, 2.8);
    }

    [Fact]
    public void One_circle_and_a_silence_are_no_orbit() => Assert.Empty(WithBlocks(5, (600 + (1.1 * Period), 300 + (8 * Period))));

    [Fact]
    public void One_circle_and_another_elsewhere_after_a_silence_are_no_orbit()
        => Assert.Empty(new DrawnFlight(Speed, 3000).Straight(36_000).Turn(360, Radius).Silent(240).Straight(6000).Turn(360, Radius).Straight(36_000).Patterns());

    [Fact]
    public void Who_comes_late_from_a_circle_over_a_silence_flew_more_of_it()
    {
        // 1.2 turns heard; the silence has time for three more, and the next fix lies a kilometre or two from the circle.
        var pattern = Assert.Single(new DrawnFlight(Speed, 3000).Straight(Speed * 600).Turn(4 * 360, Radius).Straight(Speed * 600)
            .Unheard((600 + (1.2 * Period), (2.8 * Period) + 40)).Patterns());
        Assert.Equal(PatternKind.Orbit, pattern.Kind);
        Assert.InRange(pattern.Geometry.Laps, 0.9, 1.4);
    }

    [Fact]
    public void Who_flies_straight_on_from_a_circle_over_a_silence_flew_one()
        => Assert.Empty(new DrawnFlight(Speed, 3000).Straight(Speed * 600).Turn(1.2 * 360, Radius).Straight(Speed * 900).Unheard((600 + (1.2 * Period), 300)).Patterns());

    /// <summary>Ten minutes straight, eight circles, ten minutes straight; what falls into a block is not heard.</summary>
    private static IReadOnlyList<Pattern> WithBlocks(double everySeconds, params (double From, double Seconds)[] blocks)
        => new DrawnFlight(Speed, 3000).Straight(Speed * 600).Turn(8 * 360, Radius).Straight(Speed * 600)
            .Unheard(blocks).Patterns(everySeconds);
}
