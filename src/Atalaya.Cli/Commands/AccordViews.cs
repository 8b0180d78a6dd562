using System.CommandLine;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Atalaya.Accords.State;
using Atalaya.Cli.Accords;
using Atalaya.Cli.Screen;

namespace Atalaya.Cli.Commands;

/// <summary>What officers look at: <c>state</c>, <c>pending</c>, <c>show</c>, <c>verify</c>.</summary>
internal static class AccordViews
{
    private static readonly JsonSerializerOptions Shown = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static IEnumerable<Command> Build(CommandContext context, AccordOptions options)
    {
        yield return View(context, options, "state", State);
        yield return View(context, options, "pending", Pending);
        yield return OfRecord(context, options, "show", Show);
        yield return OfRecord(context, options, "verify", Verify);
    }

    private static int State(CommandContext context, OfficerDesk desk)
    {
        var (sheet, wording) = (new Sheet(context.Terminal), context.Wording);
        string Say(string key) => AccordWords.Say(wording, key);
        sheet.Heading(Say("heading-guidance"));
        sheet.Table([Say("col-record"), Say("col-side"), Say("col-stage"), Say("col-until")], desk.State.Guidance(desk.Now).Select(g => (IReadOnlyList<string>)
            [AccordWords.Name(g.Digest), g.Guidance.Header.Side.Text, AccordWords.Stage(wording, g.Stage), wording.Moment(g.Guidance.Validity.End)]));
        sheet.Heading(Say("heading-flights"));
        sheet.Table([Say("col-record"), Say("col-side"), Say("col-flight"), Say("col-start"), Say("col-stage"), Say("col-number"), Say("col-mission")], desk.State.Flights(desk.Now).Select(f => (IReadOnlyList<string>)
            [AccordWords.Name(f.Latest), f.Requester.Text, f.Plan.Callsigns[0].Text, wording.Moment(f.Plan.Span.Start), AccordWords.Stage(wording, f.Stage), f.Grant?.Number.Text ?? "–",
                f.Grant is { } grant ? AccordWords.Stage(wording, grant.Mission) : "–"]));
        if (!desk.State.Disputes.IsEmpty)
        {
            sheet.Heading(Say("heading-disputes"));
            sheet.Table([Say("col-record"), Say("col-side"), Say("col-stage")], desk.State.Disputes.Select(d => (IReadOnlyList<string>)[AccordWords.Name(d.Digest), d.RaisedBy.Text, AccordWords.Stage(wording, d.Stage)]));
        }

        sheet.Say(AccordWords.Say(wording, "fingerprint", desk.State.Fingerprint.Hex));
        return ExitCode.Done;
    }

    private static int Pending(CommandContext context, OfficerDesk desk)
    {
        var (sheet, wording) = (new Sheet(context.Terminal), context.Wording);
        foreach (var alarm in desk.Status.Alarms)
            sheet.Say(AccordWords.Say(wording, "alarm-line", AccordWords.Alarm(wording, alarm.Kind), alarm.Since));
        foreach (var waiting in desk.Status.Outbox)
            sheet.Say(AccordWords.Say(wording, waiting.TakesLeaveAway ? "undelivered-urgent" : "undelivered", waiting.Record[..12], waiting.Since));
        var items = desk.State.Pending(desk.Now);
        if (items.IsEmpty)
            sheet.Say(AccordWords.Say(wording, "nothing-pending"));
        else
            sheet.Table(
                [AccordWords.Say(wording, "col-side"), AccordWords.Say(wording, "col-due"), AccordWords.Say(wording, "col-record")],
                items.Select(i => (IReadOnlyList<string>)[i.Side.Text, AccordWords.Pending(wording, i.Kind), i.Record is { } record ? AccordWords.Name(record) : "–"]));
        return ExitCode.Done;
    }

    private static int Show(CommandContext context, OfficerDesk desk, string text)
    {
        var digest = desk.Find(text);
        var (output, wording) = (context.Terminal.Output, context.Wording);
        var record = desk.Records.First(r => r.Record.Digest == digest).Record;
        if (desk.State.RulingOf(digest) is { } ruling)
        {
            output.WriteLine(AccordWords.Say(wording, "show-ruling", ruling.Kind is { } kind ? AccordWords.Kind(wording, kind) : record.KindWord, digest.Hex, ruling.Log, wording.Number(ruling.Index), AccordWords.Effect(wording, ruling.Effect)));
            if (ruling.Rule is { } rule)
                output.WriteLine(AccordWords.Rule(wording, rule));
            output.WriteLine(AccordWords.Say(wording, ruling.IsPaired ? "show-paired" : "show-unpaired"));
        }

        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            foreach (var field in record.Disclosures)
            {
                json.WritePropertyName(field.Name);
                json.WriteRawValue(field.Value);
            }

            json.WriteEndObject();
        }

        using var document = JsonDocument.Parse(buffer.ToArray());
        output.WriteLine(JsonSerializer.Serialize(document.RootElement, Shown));
        if (record.SealedCount > 0)
            output.WriteLine(AccordWords.Say(wording, "show-sealed", wording.Number(record.SealedCount)));
        return ExitCode.Done;
    }

    // The gaps that the fold sees are computed here; proofs and cosignatures are held and checked by the node.
    private static int Verify(CommandContext context, OfficerDesk desk, string text)
    {
        var (digest, wording) = (desk.Find(text), context.Wording);
        var flight = desk.State.Flight(digest, desk.Now)?.Request ?? digest;
        if (desk.Status.Cleared.Contains(flight.Hex))
        {
            context.Terminal.Output.WriteLine(AccordWords.Say(wording, "cleared-now"));
            return ExitCode.Done;
        }

        var gaps = desk.State.IsCleared(digest, desk.Now, null).Gaps;
        context.Terminal.Output.WriteLine(AccordWords.Say(wording, "not-cleared-now", string.Join("; ", gaps.Select(g => AccordWords.Missing(wording, g)))));
        return ExitCode.NothingUsable;
    }

    private static Command View(CommandContext context, AccordOptions options, string verb, Func<CommandContext, OfficerDesk, int> show)
    {
        var command = options.AddTo(new Command(verb, AccordWords.Say(context.Wording, "cmd." + verb)));
        command.SetAction(parsed =>
        {
            using var desk = options.Open(parsed);
            return show(context, desk);
        });
        return command;
    }

    private static Command OfRecord(CommandContext context, AccordOptions options, string verb, Func<CommandContext, OfficerDesk, string, int> show)
    {
        var digest = new Argument<string>("DIGEST") { Description = AccordWords.Say(context.Wording, "arg.digest") };
        var command = options.AddTo(new Command(verb, AccordWords.Say(context.Wording, "cmd." + verb)) { digest });
        command.SetAction(parsed =>
        {
            using var desk = options.Open(parsed);
            return show(context, desk, parsed.GetRequiredValue(digest));
        });
        return command;
    }
}
