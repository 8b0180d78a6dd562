using System.Reflection;
using Atalaya.Accords.Records;

namespace Atalaya.Tests.Accords.Records;

/// <summary>By reflection: authority enters a record through closed types only.</summary>
public sealed class ClosedTypeTests
{
    private static readonly string[] WordsOfForce =
    [
        "strike", "attack", "engage", "kill", "fire", "weapon", "destroy", "neutral", "interdict", "target", "bomb", "shoot", "kinetic", "munition", "missile", "suppress", "capture", "arrest", "designate", "prosecute",
    ];

    public static TheoryData<RecordKind> Kinds => [.. Enum.GetValues<RecordKind>()];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Every_field_of_a_record_says_whether_it_authorises_and_what_authorises_is_closed(RecordKind kind)
    {
        var type = RecordCatalogue.TypeOf(kind);
        var filled = ClosedTypes.Filled(type).ToList();

        Assert.NotEmpty(filled);
        foreach (var property in filled)
        {
            var (authorises, tells) = (property.GetCustomAttribute<AuthorisesAttribute>() is not null, property.GetCustomAttribute<TellsAttribute>() is not null);
            Assert.True(authorises != tells, $"{type.Name}.{property.Name} must be marked once");
            Assert.Null(authorises ? ClosedTypes.WhyOpen(property.PropertyType, $"{type.Name}.{property.Name}") : null);
        }
    }

    [Fact]
    public void Fields_of_the_values_inside_are_marked_too()
    {
        var values = typeof(AccordRecord).Assembly.GetTypes().Where(static t =>
            t.Namespace == typeof(AccordRecord).Namespace && !t.IsEnum && t.IsPublic && t.GetProperties().Any(static p => p.GetCustomAttribute<AuthorisesAttribute>() is not null));

        Assert.All(values.SelectMany(ClosedTypes.Filled), static p =>
            Assert.True(p.GetCustomAttribute<AuthorisesAttribute>() is not null != p.GetCustomAttribute<TellsAttribute>() is not null, $"{p.DeclaringType!.Name}.{p.Name}"));
    }

    [Fact]
    public void Every_record_class_is_a_known_kind() =>
        Assert.Equal(
            typeof(AccordRecord).Assembly.GetTypes().Where(static t => t.IsSubclassOf(typeof(AccordRecord))).OrderBy(static t => t.Name),
            Enum.GetValues<RecordKind>().Select(RecordCatalogue.TypeOf).OrderBy(static t => t.Name));

    [Fact]
    public void The_check_itself_finds_text_numbers_of_no_kind_and_open_classes()
    {
        Assert.NotNull(ClosedTypes.WhyOpen(typeof(string), "text"));
        Assert.NotNull(ClosedTypes.WhyOpen(typeof(FreeText), "text"));
        Assert.NotNull(ClosedTypes.WhyOpen(typeof(FormCode), "code"));
        Assert.NotNull(ClosedTypes.WhyOpen(typeof(object), "object"));
        Assert.NotNull(ClosedTypes.WhyOpen(typeof(System.Collections.Immutable.ImmutableArray<string>), "texts"));
        Assert.Null(ClosedTypes.WhyOpen(typeof(SurveyTask?), "task"));
    }

    [Fact]
    public void Nothing_that_authorises_has_a_word_of_force_in_its_list()
    {
        string[] all =
        [
            .. Words.All<SurveyTask>(), .. Words.All<Purpose>(), .. Words.All<Sensor>(), .. Words.All<ClearanceOutcome>(), .. Words.All<ConditionKind>(), .. Words.All<ConcurrenceAnswer>(),
            .. Words.All<ApprovalAnswer>(), .. Words.All<MissionMove>(), .. Words.All<OfficerRole>(), .. Words.All<PolicyOutcome>(), .. Words.All<PolicyFact>(), .. Words.All<KeyAct>(), .. Words.All<AffirmationWord>(),
        ];

        Assert.All(all, static word => Assert.DoesNotContain(WordsOfForce, force => word.Contains(force, StringComparison.Ordinal)));
    }

    [Fact]
    public void The_lists_that_give_leave_are_these_and_a_longer_one_fails_here()
    {
        Assert.Equal(["none"], Words.All<Lethal>());
        Assert.Equal(["none"], Words.All<Armament>());
        Assert.Equal(["area-observation", "emission-survey", "maritime-observation", "radio-relay", "search-and-rescue", "sensor-calibration", "weather-measurement"], Words.All<SurveyTask>());
        Assert.Equal(["awareness", "designation-evidence", "judicial-search"], Words.All<Purpose>());
        Assert.Equal(["authority", "custodian", "liaison", "node", "observer", "operator"], Words.All<OfficerRole>());
    }

    [Fact]
    public void What_is_not_said_gives_the_least()
    {
        Assert.Equal(ClearanceOutcome.Refuse, default);
        Assert.Equal(ConcurrenceAnswer.Decline, default);
        Assert.Equal(PolicyOutcome.MustRefuse, default);
        Assert.Equal(OfficerRole.Observer, default);
        Assert.Equal(KeyAct.Revoke, default);
        Assert.Equal(MissionMove.End, default);
    }
}
