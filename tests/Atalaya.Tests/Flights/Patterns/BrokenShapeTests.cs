using Atalaya.Flights.Patterns;

namespace Atalaya.Tests.Flights.Patterns;

/// <summary>Issue 4: eights, grids and checks of a navaid of which blocks were not heard.</summary>
public sealed class BrokenShapeTests
{
    [Fact]
    public void An_eight_goes_on_behind_a_silence()
    {
        // A loop and a leg take 159 s. Two loops, a silence with one in it, three loops, another silence, one loop: no piece has the four that make an eight.
        var pattern = Assert.Single(PatternFinderTests.FigureEight().Unheard((500 + (1.9 * 159), 160), (500 + (5.6 * 159), 160)).Patterns());
        Assert.Equal(PatternKind.FigureEight, pattern.Kind);
        Assert.InRange((pattern.End - pattern.Start).TotalSeconds, 900, 1300);
    }

    [Fact]
    public void Lines_flown_there_and_back_with_loops_to_one_side_are_no_eight_behind_a_silence()
    {
        var flight = new DrawnFlight(140, 22_000).Straight(100_000);
        for (var i = 0; i < 7; i++)
        {
            var side = i % 2 == 0 ? 1 : -1;
            flight.Straight(60_000).Turn(-90 * side, 5000).Turn(270 * side, 5000);
        }

        Assert.DoesNotContain(flight.Straight(100_000).Unheard((1000, 250), (2300, 250)).Patterns(), static p => p.Kind == PatternKind.FigureEight);
    }

    [Theory]
    [InlineData(700)]
    [InlineData(1000)]
    [InlineData(1300)]
    public void A_check_of_a_navaid_is_not_cut_at_a_silence(double from)
    {
        // Round the navaid at 15 km, in over it, a reversal, and back over it.
        const double Radius = 15_000;
        var flight = new DrawnFlight(120, 5000).Straight(60_000);
        flight.Turn(-90, 3000).Turn(375, Radius).Turn(90 + (Math.Atan2(3000, Radius - 3000) * 180 / Math.PI), 3000).Straight(1.9 * Radius)
            .Turn(-90, 3500).Turn(270, 3500).Straight(1.7 * Radius);
        var pattern = Assert.Single(flight.Straight(50_000).Unheard((from, 280)).Patterns());
        Assert.Equal(PatternKind.Calibration, pattern.Kind);
        Assert.True((pattern.Start - flight.Flight().Start).TotalSeconds < from);
        Assert.True((pattern.End - flight.Flight().Start).TotalSeconds > from + 280);
    }

    [Theory]
    [InlineData(2, 7)]
    [InlineData(3, 8)]
    public void Lines_that_were_not_heard_leave_no_hole_in_a_grid(int unheard, int other)
    {
        const int Lines = 12;
        const double Spacing = 1500;
        var flight = new DrawnFlight(85, 9000).Straight(60_000).Turn(80, 2000);
        List<(double From, double Seconds)> blocks = [];
        for (var i = 0; i < Lines; i++)
        {
            if (i == unheard || i == other)
                blocks.Add((flight.Seconds - 20, 320));
            flight.Straight(25_000);
            if (i < Lines - 1)
                flight.Turn(90, 1200).Straight(((i % 2 == 0 ? Lines / 2 : (Lines / 2) - 1) * Spacing) - 2400).Turn(90, 1200);
        }

        Assert.Equal(PatternKind.Grid, Assert.Single(flight.Turn(70, 2000).Straight(60_000).Unheard([.. blocks]).Patterns()).Kind);
    }
}
