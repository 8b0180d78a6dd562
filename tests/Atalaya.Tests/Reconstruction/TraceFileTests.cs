using System.Text;
using System.Text.Json;
using Atalaya.Earth;
using Atalaya.Earth.Geodesics;
using Atalaya.Reconstruction;
using NodaTime;

namespace Atalaya.Tests.Reconstruction;

/// <summary>The files are what a readsb feeder keeps: layout, spacing, gaps, noise.</summary>
[Collection(nameof(Reconstructed))]
public sealed class TraceFileTests(Reconstructed made)
{
    [Fact]
    public void Every_trace_lies_where_globe_history_keeps_it_and_holds_one_utc_day()
    {
        Assert.NotEmpty(made.Traces);
        foreach (var trace in made.Traces)
        {
            var day = Instant.FromUnixTimeSeconds((long)trace.Timestamp).InUtc().Date;
            Assert.Equal($"input/globe_history/{day:yyyy'/'MM'/'dd}/traces/{trace.Icao[^2..]}/trace_full_{trace.Icao}.json", trace.Path);
            Assert.NotEmpty(trace.Reports);
            Assert.All(trace.Reports, r => Assert.InRange(r.Time, trace.Timestamp, trace.Timestamp + 86400));
            Assert.All(trace.Reports.Zip(trace.Reports.Skip(1)), p => Assert.True(p.Second.Time >= p.First.Time));
        }
    }

    [Fact]
    public void Every_day_has_input()
    {
        var days = made.Traces.Select(t => (long)t.Timestamp / 86400).Distinct().Count(d => d * 86400 < Start(Winter2025.WindowEnd.PlusDays(1)));
        Assert.Equal(Period.DaysBetween(new LocalDate(2024, 11, 1), Winter2025.WindowEnd) + 1, days);

        static long Start(LocalDate day) => day.AtMidnight().InUtc().ToInstant().ToUnixTimeSeconds();
    }

    [Fact]
    public void Straight_legs_are_thinned_and_turns_are_not()
    {
        List<double> straight = [], turning = [];
        foreach (var (first, second) in Neighbours())
        {
            var seconds = second.Time - first.Time;
            if (seconds > 30 || first.OnGround || second.OnGround || double.IsNaN(first.Track) || double.IsNaN(second.Track))
                continue;
            var turned = Math.Abs(Math.IEEERemainder(second.Track - first.Track, 360));
            if (Math.Abs(second.Altitude - first.Altitude) <= 25 && turned < 0.5)
                straight.Add(seconds);
            else if (turned / seconds > 0.7)
                turning.Add(seconds);
        }

        Assert.InRange(Median(straight), 14, 20);
        Assert.InRange(Median(turning), 1, 7);
    }

    [Fact]
    public void Coverage_ends_and_returns_in_flight()
    {
        var silences = Neighbours().Count(p => !p.First.OnGround && !p.Second.OnGround && p.Second.Time - p.First.Time is > 60 and < 3600);
        Assert.InRange(silences, 20, made.Traces.Count * 5);
    }

    [Fact]
    public void The_faults_of_real_traces_are_there_and_are_few()
    {
        var all = made.Traces.SelectMany(t => t.Reports).ToList();
        Assert.InRange(Share(r => (r.Flags & 1) != 0), 0.002, 0.1);
        Assert.InRange(Share(r => !r.OnGround && double.IsNaN(r.Altitude)), 0.001, 0.02);
        Assert.InRange(Share(r => double.IsNaN(r.Speed)), 0.002, 0.05);
        Assert.InRange(Share(r => r.HasDetails), 0.2, 0.3);
        Assert.InRange(Share(r => r.Altitude > 90_000), 1e-6, 1e-3);
        Assert.Contains(all, r => r.Source == "mlat");

        double Share(Func<TraceReport, bool> which) => all.Count(which) / (double)all.Count;
    }

    [Fact]
    public void Positions_move_as_the_reported_speed_says()
    {
        var checkedPairs = 0;
        foreach (var (first, second) in Neighbours())
        {
            var seconds = second.Time - first.Time;
            if (seconds is < 5 or > 40 || first.Source == "mlat" || double.IsNaN(first.Speed) || double.IsNaN(second.Speed))
                continue;
            checkedPairs++;
            var knots = Metres(first, second) / seconds / Units.MetresPerSecondPerKnot;
            Assert.True(knots <= Math.Max(first.Speed, second.Speed) + 15, $"{first} to {second}: {knots:0} kt");
            Assert.InRange(second.Speed, 0, 640);
        }

        Assert.True(checkedPairs > 10_000);
    }

    [Fact]
    public void Nobody_turns_faster_than_the_type_can()
    {
        foreach (var trace in made.Traces.Where(t => t.Type != "AS21"))
        {
            foreach (var (first, second) in trace.Reports.Zip(trace.Reports.Skip(1)))
            {
                var seconds = second.Time - first.Time;
                if (seconds is < 2 or > 20 || first.OnGround || second.OnGround || double.IsNaN(first.Track) || double.IsNaN(second.Track) || first.Speed < 60)
                    continue;

                // 3° a second through the air is more over the ground where the wind blows from behind; times are off by up to a second.
                var rate = Math.Abs(Math.IEEERemainder(second.Track - first.Track, 360)) / (seconds + 1);
                Assert.True(rate < 5, $"{trace.Path}: {rate:0.0} degrees a second at {first.Time}");
            }
        }
    }

    [Fact]
    public void No_aircraft_flies_twice_at_once()
    {
        foreach (var aircraft in made.Truth.GroupBy(t => t.Icao24))
            Assert.All(aircraft.OrderBy(t => t.Start).Zip(aircraft.OrderBy(t => t.Start).Skip(1)), p => Assert.True(p.First.End < p.Second.Start));
    }

    [Fact]
    public void The_truth_counts_the_reports_that_were_written() =>
        Assert.Equal(made.Summary.Reports, made.Truth.Sum(t => (long)t.Reports));

    [Fact]
    public void The_input_says_that_it_is_a_reconstruction()
    {
        var root = JsonDocument.Parse(made.Files["input/atalaya-input.json"]).RootElement;
        Assert.True(root.GetProperty("reconstruction").GetBoolean());
        Assert.Equal("operator", root.GetProperty("basis").GetProperty("operator/*.csv").GetString());
        Assert.Contains("Reconstruction", root.GetProperty("note").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Addresses_are_of_blocks_that_name_no_real_aircraft() =>
        Assert.All(made.Traces, t => Assert.True(
            t.Icao.StartsWith("f0", StringComparison.Ordinal) || t.Icao.StartsWith("aef", StringComparison.Ordinal), t.Icao));

    [Fact]
    public void The_bytes_depend_on_the_seed_alone_and_not_on_the_threads()
    {
        var one = Reconstructed.Small(seed: 5, missions: 4, threads: 1);
        var three = Reconstructed.Small(seed: 5, missions: 4, threads: 3);
        var other = Reconstructed.Small(seed: 6, missions: 4);
        Assert.Equal(one.Files.Keys.Order(), three.Files.Keys.Order());
        Assert.All(one.Files, f => Assert.Equal(f.Value, three.Files[f.Key]));
        Assert.NotEqual(Encoding.UTF8.GetString(one.Files["truth.jsonl"]), Encoding.UTF8.GetString(other.Files["truth.jsonl"]));
    }

    [Fact]
    public void It_can_be_cancelled()
    {
        using var source = new CancellationTokenSource();
        source.Cancel();
        Assert.ThrowsAny<OperationCanceledException>(() => Winter2025.Generate(new(), made, null, source.Token));
    }

    private IEnumerable<(TraceReport First, TraceReport Second)> Neighbours() =>
        made.Traces.SelectMany(t => t.Reports.Zip(t.Reports.Skip(1)));

    private static double Metres(TraceReport first, TraceReport second) =>
        Geodesic.DistanceMetres(new(first.Latitude, first.Longitude), new(second.Latitude, second.Longitude));

    private static double Median(List<double> values)
    {
        Assert.NotEmpty(values);
        values.Sort();
        return values[values.Count / 2];
    }
}
