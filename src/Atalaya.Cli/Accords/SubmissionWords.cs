using Atalaya.Accords.Envelopes;
using Atalaya.Accords.State;
using Atalaya.Cli.Language;
using Atalaya.Node.Engine;
using Atalaya.Node.Http;

namespace Atalaya.Cli.Accords;

/// <summary>What an officer is told of a record that he submitted.</summary>
internal static class SubmissionWords
{
    public static bool IsTaken(SubmissionAnswer answer) => Refusal(answer) is NodeRefusal.None or NodeRefusal.Queued;

    public static string Tell(Wording wording, string source, RecordDigest record, SubmissionAnswer answer)
    {
        if (Enum.TryParse<AccordFaultReason>(answer.Reason, out var reason))
            return AccordWords.Fault(wording, source, new(FaultPlace.Record, answer.Field ?? "", reason));
        var text = AccordWords.Refusal(wording, Refusal(answer));
        if (answer.Index is { } index)
            text += " " + AccordWords.Say(wording, "stands-at", record.Hex, wording.Number((long)index));
        // A rule that a record waits for is said too: who submits it can see to it.
        if (Enum.TryParse<AccordRule>(answer.Rule, out var rule))
            text += " " + AccordWords.Rule(wording, rule);
        if (answer.Against is { } against && RecordDigest.TryParse(against, out var other))
            text += " [" + AccordWords.Name(other) + "]";
        return text;
    }

    private static NodeRefusal Refusal(SubmissionAnswer answer) => Enum.TryParse<NodeRefusal>(answer.Refusal, out var refusal) ? refusal : NodeRefusal.Unreadable;
}
