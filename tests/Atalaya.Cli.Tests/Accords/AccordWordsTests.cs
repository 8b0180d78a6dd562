using Atalaya.Accords.Envelopes;
using Atalaya.Accords.Matching;
using Atalaya.Accords.Records;
using Atalaya.Accords.State;
using Atalaya.Cli.Accords;
using Atalaya.Cli.Language;
using Atalaya.Node.Engine;
using NodaTime;

namespace Atalaya.Cli.Tests.Accords;

/// <summary>Whatever the rooms below say by a code, a person reads as a sentence, in both languages.</summary>
public sealed class AccordWordsTests
{
    public static TheoryData<string> Languages => ["en", "es"];

    [Theory]
    [MemberData(nameof(Languages))]
    public void Every_rule_fault_verdict_state_and_refusal_has_a_text(string language)
    {
        var wording = Wording.Of(language);
        Each<AccordRule>(r => AccordWords.Rule(wording, r));
        Each<GuidanceBreach>(b => AccordWords.Breach(wording, b));
        Each<MatchVerdict>(v => AccordWords.Verdict(wording, v));
        Each<DoubtReason>(d => AccordWords.Doubt(wording, d));
        Each<RecordKind>(k => AccordWords.Kind(wording, k));
        Each<RecordEffect>(e => AccordWords.Effect(wording, e));
        Each<GuidanceStage>(s => AccordWords.Stage(wording, s));
        Each<FlightStage>(s => AccordWords.Stage(wording, s));
        Each<MissionStage>(s => AccordWords.Stage(wording, s));
        Each<DisputeStage>(s => AccordWords.Stage(wording, s));
        Each<PendingKind>(k => AccordWords.Pending(wording, k));
        Each<ClearanceGap>(g => AccordWords.Missing(wording, g));
        Each<NodeRefusal>(r => AccordWords.Refusal(wording, r));
        Each<AlarmKind>(a => AccordWords.Alarm(wording, a.ToString()));
    }

    [Theory]
    [MemberData(nameof(Languages))]
    public void Every_fault_says_where_what_and_why(string language)
    {
        var wording = Wording.Of(language);
        foreach (var place in Enum.GetValues<FaultPlace>())
        {
            var said = Enum.GetValues<AccordFaultReason>().Select(reason => AccordWords.Fault(wording, "request.json", new(place, "volumes[1].band", reason, "strike"))).ToList();
            Assert.All(said, static s => Assert.StartsWith("request.json: volumes[1].band ", s, StringComparison.Ordinal));
            Assert.All(said, static s => Assert.Contains("“strike”", s, StringComparison.Ordinal));
            Assert.Equal(said.Count, said.Distinct().Count());
        }
    }

    [Fact]
    public void The_detail_of_a_verdict_says_how_far_how_long_and_what_was_not_heard()
    {
        var result = new MatchResult
        {
            Verdict = MatchVerdict.OutsideVolume,
            Time = new(Instant.FromUtc(2025, 2, 6, 1, 0), Instant.FromUtc(2025, 2, 6, 2, 0)),
            Basis = TrackBasis.Heard,
            Coverage = 0.5,
            Matcher = MatchRules.Default.Digest,
            Track = MatchRules.Default.Digest,
            OutsideMetres = 12_340,
            OutsideFeet = 1_500,
            OutsideSeconds = 600,
            GapsInside = [new(0, 120_000, null)],
        };
        Assert.Equal("up to 12.3 km beyond; up to 1,500 ft above or below; heard so for 10 min; 1 gaps inside, 2 min", MatchWords.Detail(Wording.Of("en"), result));
        Assert.Contains("12.3 km más allá", MatchWords.Detail(Wording.Of("es"), result), StringComparison.Ordinal);
    }

    private static void Each<T>(Func<T, string> say)
        where T : struct, Enum
    {
        var said = Enum.GetValues<T>().Select(say).ToList();
        Assert.All(said, static s => Assert.True(s.Length > 3 && !s.Contains('{', StringComparison.Ordinal), s));
        Assert.Equal(said.Count, said.Distinct().Count());
    }
}
