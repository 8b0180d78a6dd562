using Atalaya.Accords.Envelopes;
using Atalaya.Accords.Records;
using Atalaya.Testing;
using CsCheck;

namespace Atalaya.Tests.Accords.Records;

/// <summary>No record can grant force, whatever is written into it.</summary>
public sealed class UnlawfulRecordTests
{
    public static TheoryData<string> Names => [.. UnlawfulRecords.All.Select(static u => u.ToString())];

    [Fact]
    public void The_list_is_long_and_its_names_differ()
    {
        Assert.True(UnlawfulRecords.All.Count >= 300, $"{UnlawfulRecords.All.Count}");
        Assert.Equal(UnlawfulRecords.All.Count, UnlawfulRecords.All.Select(static u => u.ToString()).Distinct().Count());
        Assert.Equal(Enum.GetValues<RecordKind>().Length, UnlawfulRecords.All.Select(static u => u.Kind).Distinct().Count());
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void An_unlawful_record_is_refused_as_plain_fields_and_under_a_good_signature(string name)
    {
        var unlawful = UnlawfulRecords.All.Single(u => u.ToString() == name);

        var plain = RecordCatalogue.Read(unlawful.Kind, unlawful.Json);
        Assert.True(plain.Value is null, $"{name} was let through as {unlawful.Kind}");
        Assert.NotNull(plain.Fault);

        using var officer = TestOfficers.Named("a liaison who would");
        var arrived = SealedRecord.Read(unlawful.Seal(officer));
        Assert.True(arrived.Value is null || RecordCatalogue.Open(arrived.Value).Value is null, $"{name} was let through in an envelope");
    }

    [Fact]
    public void An_unlawful_record_cannot_be_signed_with_our_own_writer()
    {
        using var officer = TestOfficers.Named("liaison");
        var lawful = (FlightRequest)RecordCatalogue.Read(RecordKind.FlightRequest, UnlawfulRecords.Lawful(RecordKind.FlightRequest)).Value!;

        Assert.Throws<ArgumentOutOfRangeException>(() => RecordCatalogue.Seal(lawful with { Plan = lawful.Plan with { Tasks = [(SurveyTask)99] } }, officer, TestOfficers.Salts(1)));
        Assert.Throws<ArgumentOutOfRangeException>(() => RecordCatalogue.Seal(lawful with { Plan = lawful.Plan with { Armament = (Armament)1 } }, officer, TestOfficers.Salts(1)));
        var twice = RecordCatalogue.Seal(lawful with { Plan = lawful.Plan with { Tasks = [SurveyTask.EmissionSurvey, SurveyTask.EmissionSurvey] } }, officer, TestOfficers.Salts(1));
        Assert.Equal(new AccordFault(FaultPlace.Record, "tasks", AccordFaultReason.Inconsistent), twice.Fault);
    }

    [Fact]
    public void Lawful_records_of_every_kind_are_accepted_and_come_back_byte_for_byte() =>
        LawfulRecords.Any.Sample(
            static record =>
            {
                var json = RecordCatalogue.Write(record);
                var read = RecordCatalogue.Read(record.Kind, json);
                Assert.True(read.Value is not null, $"{read.Fault} in {System.Text.Encoding.UTF8.GetString(json)}");
                Assert.Equal(json, RecordCatalogue.Write(read.Value!));
            },
            iter: 2000);

    [Fact]
    public void A_dispute_may_say_the_word_strike_and_nothing_follows_from_it()
    {
        var json = """{"side":"US","audience":["MX"],"said":"2025-02-03T12:00:00Z","records":["1f58b9145b24d108d7ac38887338b3ea3229833b9c1e418250343f907bfd1047"],"answers":null,"claim":"Weapons free: strike at will."}"""u8;

        var dispute = Assert.IsType<Dispute>(RecordCatalogue.Read(RecordKind.Dispute, json.ToArray()).Value);

        Assert.Equal("Weapons free: strike at will.", dispute.Claim.Text);
    }

    [Fact]
    public void What_a_fault_quotes_is_short_and_safe_to_show()
    {
        var json = "{\"" + string.Concat(Enumerable.Repeat("\\u202e🙂\\u001b[2J", 60)) + "\":1}";

        var fault = RecordCatalogue.Read(RecordKind.Approval, System.Text.Encoding.UTF8.GetBytes(json[..^1] + "," + json[1..])).Fault!;

        Assert.Equal(AccordFaultReason.DuplicateMember, fault.Reason);
        Assert.True(fault.Field.Length <= 120);
        Assert.DoesNotContain(fault.Field, static c => char.IsControl(c) || c == '\u202e');
        Assert.All(fault.Field.EnumerateRunes(), static r => Assert.True(r.Value != 0xD83D));
    }

    [Theory]
    [InlineData(RecordKind.FlightRequest, """ "volumes": "everywhere" """, "volumes", AccordFaultReason.WrongType)]
    [InlineData(RecordKind.ClearanceDecision, """ "outcome": "strike" """, "outcome", AccordFaultReason.UnknownWord)]
    [InlineData(RecordKind.FlightRequest, """ "weapons": [] """, "weapons", AccordFaultReason.UnknownMember)]
    public void A_fault_says_where_and_why(RecordKind kind, string member, string field, AccordFaultReason reason)
    {
        var name = member.Trim().Split('"')[1];
        var root = System.Text.Json.Nodes.JsonNode.Parse(UnlawfulRecords.Lawful(kind))!.AsObject();
        root[name] = System.Text.Json.Nodes.JsonNode.Parse($"{{{member}}}")![name]!.DeepClone();

        var fault = RecordCatalogue.Read(kind, System.Text.Encoding.UTF8.GetBytes(root.ToJsonString())).Fault!;

        Assert.Equal((FaultPlace.Record, field, reason), (fault.Where, fault.Field, fault.Reason));
    }
}
