using Atalaya.Flights.Coverage;
using Atalaya.Flights.Tracks;
using Atalaya.Tests.Flights.Tracks;
using CsCheck;

namespace Atalaya.Tests.Flights.Coverage;

public sealed class CoverageTests
{
    private static readonly CoverageRules Rules = CoverageRules.Default;

    private static Flight Flight(string identity, double latitude = 30, double course = 90, float altitude = 30_000, bool gap = false)
    {
        var flown = new Flown(latitude).Fly(40, 420, course, altitude);
        if (gap)
            flown.Unheard(30, 420, course).Fly(20, 420, course, altitude);
        return Assert.Single(flown.Flights(new(identity)));
    }

    [Theory]
    [InlineData(30.2, -114.3, 60, -229)]
    [InlineData(-0.1, 179.99, -1, 359)]
    [InlineData(90, 180, 179, -360)]
    [InlineData(-90, -180, -180, -360)]
    public void A_cell_is_half_a_degree_and_there_is_none_beyond_the_last(double latitude, double longitude, int row, int column)
    {
        var cell = CoverageCell.Of(latitude, longitude, 3, -1);
        Assert.Equal(new((short)row, (short)column, 3, -1), cell);
    }

    [Theory]
    [InlineData(-900, 0)]
    [InlineData(4_999, 0)]
    [InlineData(5_000, 1)]
    [InlineData(30_000, 4)]
    [InlineData(70_000, 5)]
    [InlineData(float.NaN, CoverageRules.UnknownBand)]
    public void A_height_at_a_bound_belongs_to_the_band_above(float feet, byte band) => Assert.Equal(band, Rules.Band(feet));

    [Fact]
    public void Every_second_heard_is_counted_once_and_every_report()
    {
        var flight = Flight("aaaaaa", gap: true);
        var heard = new CoverageAccumulator(Rules);
        heard.Add(flight);
        var gaps = flight.Gaps.Sum(gap => (gap.End - gap.Start).TotalSeconds);
        Assert.Equal((flight.End - flight.Start).TotalSeconds - gaps, heard.Entries.Sum(e => e.Seconds), 1e-6);
        Assert.Equal(flight.Track.Count, heard.Entries.Sum(e => e.Reports));
        var cells = FlightCoverage.Cells(flight, Rules);
        Assert.Equal(heard.Entries.Sum(e => e.Seconds), cells.Sum(c => c.HeardSeconds), 1e-6);
        Assert.Equal(gaps, cells.Sum(c => c.GapSeconds), 1e-6);
        Assert.Equal(cells.Count, cells.Select(c => c.Cell).Distinct().Count());
    }

    [Fact]
    public void A_part_that_was_counted_before_is_not_counted_again()
    {
        var flight = Flight("aaaaaa", gap: true);
        var whole = new CoverageAccumulator(Rules);
        whole.Add(flight);
        var middle = flight.Track.Times[100];
        var parts = new CoverageAccumulator(Rules);
        parts.Add(Assert.Single(FlightCutter.Cut(flight.Track.Slice(0, 101), CuttingRules.Default, [])));
        parts.Add(flight, middle);
        Assert.Equal(whole.Entries.Sum(e => e.Seconds), parts.Entries.Sum(e => e.Seconds), 1e-6);
        Assert.Equal(whole.Entries.Sum(e => e.Reports), parts.Entries.Sum(e => e.Reports));
    }

    [Fact]
    public void Time_on_the_ground_and_tracks_that_nobody_heard_do_not_count()
    {
        var ground = new CoverageAccumulator(Rules);
        ground.Add(Assert.Single(new Flown().Stand(30).Flights()));
        Assert.Empty(ground.Entries);
        var track = new Flown().Fly(30, 90, 0, 3_000).Track();
        var builder = new TrackBuilder();
        for (var i = 0; i < track.Count; i++)
            builder.Add(track[i]);
        ground.Add(Assert.Single(FlightCutter.Cut(builder.Build(new("drone-1"), Basis.Operator), CuttingRules.Default, [])));
        Assert.Empty(ground.Entries);
    }

    [Fact]
    public void A_flight_alone_in_the_sky_was_heard_by_nobody_listening_to_others()
    {
        var mine = Flight("aaaaaa", gap: true);
        var heard = new CoverageAccumulator(Rules);
        heard.Add(mine);
        var me = CoverageEntry.AircraftKey("aaaaaa");
        bool Other(CoverageCell cell) => heard.Find(cell) is { } entry && entry.HeardOther(me);
        var cells = FlightCoverage.Cells(mine, Rules);
        Assert.Equal(0, FlightCoverage.Share(cells, Other));
        heard.Add(Flight("bbbbbb"));
        Assert.InRange(FlightCoverage.Share(cells, Other)!.Value, 0.4, 0.5);
        // The other one was last heard in the cell in which the gap begins.
        Assert.InRange(FlightCoverage.GapShare(cells, Other)!.Value, 0, 0.1);
        heard.Add(Flight("cccccc", gap: false, altitude: 30_500, latitude: 30.1));
        Assert.Null(FlightCoverage.GapShare(FlightCoverage.Cells(Flight("bbbbbb"), Rules), Other));
    }

    [Fact]
    public void Merging_is_independent_of_order_and_knows_others_exactly()
    {
        var heard = Gen.Select(Gen.Int[0, 3], Gen.Int[0, 5]).Array[0, 40];
        heard.Sample(pairs =>
        {
            CoverageEntry Entry((int Cell, int Aircraft) p) => new(new((short)p.Cell, 0, 0, 0), 1, 1, CoverageEntry.AircraftKey($"a{p.Aircraft}"), 0);
            var (forward, left, right) = (new CoverageAccumulator(Rules), new CoverageAccumulator(Rules), new CoverageAccumulator(Rules));
            for (var i = 0; i < pairs.Length; i++)
            {
                forward.Add(Entry(pairs[i]));
                (i % 2 == 0 ? left : right).Add(Entry(pairs[i]));
            }

            right.Merge(left);
            Assert.Equal(forward.Entries.OrderBy(e => e.Cell.LatitudeIndex), right.Entries.OrderBy(e => e.Cell.LatitudeIndex));
            foreach (var entry in forward.Entries)
            {
                for (var aircraft = 0; aircraft < 6; aircraft++)
                {
                    var others = pairs.Any(p => p.Item1 == entry.Cell.LatitudeIndex && p.Item2 != aircraft);
                    Assert.Equal(others, entry.HeardOther(CoverageEntry.AircraftKey($"a{aircraft}")));
                }
            }
        });
    }
}
