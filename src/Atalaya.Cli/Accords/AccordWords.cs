using Atalaya.Accords.Envelopes;
using Atalaya.Accords.Records;
using Atalaya.Accords.State;
using Atalaya.Cli.Language;
using Atalaya.Node.Engine;

namespace Atalaya.Cli.Accords;

/// <summary>What the accords' rules, faults and states are called by people, in both languages.</summary>
internal static class AccordWords
{
    // Digits of a digest that a person reads; enough to tell records of one accord apart.
    private const int Short = 12;

    public static string Say(Wording wording, string key, params object[] values) => values.Length == 0 ? wording.Text(TextArea.Accord, key) : wording.Text(TextArea.Accord, key, values);

    public static string Name(RecordDigest digest) => digest.Hex[..Short];

    public static string Rule(Wording wording, AccordRule rule) => Of(wording, "rule.", rule);

    public static string Breach(Wording wording, GuidanceBreach breach) => Of(wording, "breach.", breach);

    public static string Verdict(Wording wording, MatchVerdict verdict) => Of(wording, "verdict.", verdict);

    public static string Doubt(Wording wording, DoubtReason doubt) => Of(wording, "doubt.", doubt);

    public static string Kind(Wording wording, RecordKind kind) => Of(wording, "kind.", kind);

    public static string Effect(Wording wording, RecordEffect effect) => Of(wording, "effect.", effect);

    public static string Stage(Wording wording, GuidanceStage stage) => Of(wording, "guidance.", stage);

    public static string Stage(Wording wording, FlightStage stage) => Of(wording, "flight.", stage);

    public static string Stage(Wording wording, MissionStage stage) => Of(wording, "mission.", stage);

    public static string Stage(Wording wording, DisputeStage stage) => Of(wording, "dispute.", stage);

    public static string Pending(Wording wording, PendingKind kind) => Of(wording, "pending.", kind);

    public static string Missing(Wording wording, ClearanceGap gap) => Of(wording, "missing.", gap);

    public static string Refusal(Wording wording, NodeRefusal refusal) => Of(wording, "refusal.", refusal);

    /// <summary>Where, what and why: one sentence.</summary>
    public static string Fault(Wording wording, string source, AccordFault fault)
    {
        var (place, reason) = (Of(wording, "place.", fault.Where), Of(wording, "fault.", fault.Reason));
        var excerpt = fault.Excerpt is { } text ? Say(wording, "fault-excerpt", text) : "";
        return fault.Field.Length == 0 ? Say(wording, "fault-whole", source, place, reason, excerpt) : Say(wording, "fault-line", source, fault.Field, place, reason, excerpt);
    }

    /// <summary>An alarm by the name that the node gives it.</summary>
    public static string Alarm(Wording wording, string kind) => Enum.TryParse<AlarmKind>(kind, out var alarm) ? Of(wording, "alarm.", alarm) : kind;

    private static string Of<T>(Wording wording, string family, T value)
        where T : struct, Enum => wording.Text(TextArea.Accord, family + Words.Of(value));
}
