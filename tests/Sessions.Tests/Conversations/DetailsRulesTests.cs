using System.Text.Json;
using Chat.ServiceDefaults;
using Chat.ServiceDefaults.Errors;
using Chat.Sessions.Conversations;
using Chat.Sessions.Messages;

namespace Chat.Sessions.Tests.Conversations;

/// <summary>What may be said of a conversation, what becomes of it, and what is told of the change.</summary>
public sealed class DetailsRulesTests
{
    private static readonly ConversationState Filed = States.In(ConversationStatus.Open) with
    {
        Priority = ConversationPriority.High,
        Subject = "S",
        Channel = "mobile",
        Tags = ["a"],
        Metadata = """{"a":1}""",
        UserCategory = "vip",
        Department = "sales",
        TeamId = Ids.New(),
    };

    [Theory]
    [InlineData("subject", 0, ConversationLimits.Subject)]
    [InlineData("channel", 1, ConversationLimits.Channel)]
    [InlineData("userCategory", 0, ConversationLimits.Classification)]
    [InlineData("department", 0, ConversationLimits.Classification)]
    public void Check_TextAtItsBounds_IsTakenUpToThem(string field, int least, int most)
    {
        Assert.Empty(Faults(Said(field, new string('x', least))));
        Assert.Empty(Faults(Said(field, new string('x', most))));
        Assert.Equal([$"/{field} length"], Faults(Said(field, new string('x', most + 1))));
        Assert.Equal([$"/{field} characters"], Faults(Said(field, "a\0")));
    }

    [Fact]
    public void Check_ChannelOfNothing_IsRefused() => Assert.Equal(["/channel length"], Faults(Said("channel", "")));

    [Theory]
    [InlineData("low", true)]
    [InlineData("urgent", true)]
    [InlineData("Low", false)]
    [InlineData("", false)]
    public void Check_Priority_IsOneOfTheWords(string priority, bool isFine) =>
        Assert.Equal(isFine ? [] : ["/priority unknown"], Faults(new ConversationDetails { Priority = priority }));

    [Theory]
    [InlineData(ConversationLimits.Tags, true)]
    [InlineData(ConversationLimits.Tags + 1, false)]
    public void Check_TagsAtTheirBound_AreTakenUpToIt(int count, bool isFine) =>
        Assert.Equal(
            isFine ? [] : ["/tags length"],
            Faults(new ConversationDetails { Tags = [.. Enumerable.Repeat("t", count)] })
        );

    [Fact]
    public void Check_TagThatIsNone_IsNamedByItsPlace() =>
        Assert.Equal(
            ["/tags/1 length", "/tags/3 length", "/tags/4 characters", "/tags/5 length"],
            Faults(
                new ConversationDetails
                {
                    Tags =
                    [
                        "t",
                        "",
                        new string('x', ConversationLimits.Tag),
                        new string('x', ConversationLimits.Tag + 1),
                        "\0",
                        null!,
                    ],
                }
            )
        );

    [Theory]
    [InlineData("{}", true)]
    [InlineData("""{"a":[1]}""", true)]
    [InlineData("[]", false)]
    [InlineData("\"{}\"", false)]
    [InlineData("null", false)]
    [InlineData("""{"a":"\u0000"}""", false)]
    public void Check_Metadata_IsAnObject(string json, bool isFine) =>
        Assert.Equal(isFine ? [] : ["/metadata format"], Faults(new ConversationDetails { Metadata = Json(json) }));

    [Theory]
    [InlineData(MessagesLimits.Metadata, true)]
    [InlineData(MessagesLimits.Metadata + 1, false)]
    public void Check_MetadataAtItsBound_IsTakenUpToIt(int length, bool isFine)
    {
        var json = $$"""{"a":"{{new string('x', length - 8)}}"}""";

        Assert.Equal(length, json.Length);
        Assert.Equal(isFine ? [] : ["/metadata format"], Faults(new ConversationDetails { Metadata = Json(json) }));
    }

    [Fact]
    public void Check_NothingSaid_IsFine() => Assert.Empty(Faults(new ConversationDetails()));

    [Fact]
    public void On_NothingSaid_IsAsItWas() => Assert.Equal(Filed, new ConversationDetails().On(Filed));

    [Fact]
    public void On_EverythingSaid_IsSo()
    {
        var team = Ids.New();

        var state = new ConversationDetails
        {
            Priority = "urgent",
            Subject = "T",
            Channel = "email",
            Tags = ["b", "a", "b", "B"],
            Metadata = Json("""{"b":2}"""),
            UserCategory = "new",
            Department = "help",
            TeamId = team,
        }.On(Filed);

        Assert.Equal((ConversationPriority.Urgent, "T", "email"), (state.Priority, state.Subject, state.Channel));
        Assert.Equal(["B", "a", "b"], state.Tags);
        Assert.Equal(
            ("""{"b":2}""", "new", "help", team),
            (state.Metadata, state.UserCategory, state.Department, state.TeamId)
        );
    }

    [Fact]
    public void On_EmptySaid_Clears()
    {
        var state = new ConversationDetails
        {
            Subject = "",
            Tags = [],
            Metadata = Json("{}"),
            UserCategory = "",
            Department = "",
            TeamId = Guid.Empty,
        }.On(Filed);

        Assert.Equal((null, null, null, null, null), Cleared(state));
        Assert.Empty(state.Tags);
        Assert.Equal((Filed.Priority, Filed.Channel), (state.Priority, state.Channel));
    }

    [Fact]
    public void OfCustomer_EverythingSaid_IsWhatACustomerMaySay() =>
        Assert.Equal(
            new ConversationDetails { Subject = "S", Channel = "web" },
            new ConversationDetails
            {
                Priority = "urgent",
                Subject = "S",
                Channel = "web",
                Tags = ["t"],
                Metadata = Json("{}"),
                UserCategory = "vip",
                Department = "sales",
                TeamId = Ids.New(),
            }.OfCustomer()
        );

    public static TheoryData<string> Fields { get; } =
        new("priority", "subject", "channel", "tags", "metadata", "userCategory", "department", "teamId");

    [Theory]
    [MemberData(nameof(Fields))]
    public void Of_OneFieldDiffers_NamesIt(string field) =>
        Assert.Equal([field], DetailsDifference.Of(Filed, Other(field)));

    [Fact]
    public void Of_OtherTagsOfTheSameWords_AreNoDifference() =>
        Assert.Empty(DetailsDifference.Of(Filed, Filed with { Tags = ["a"] }));

    [Theory]
    [InlineData("""{"a":1,"b":[2,{"c":null}]}""", """{"b": [2, {"c": null}], "a": 1}""", true)]
    [InlineData("""{"a":1}""", """{"a": 1.0}""", true)]
    [InlineData("""{"a":1}""", """{"a": "1"}""", false)]
    [InlineData("""{"a":[1,2]}""", """{"a": [2, 1]}""", false)]
    [InlineData("""{"a":1}""", """{"a": 1, "b": 2}""", false)]
    public void Of_MetadataWrittenOtherwise_DiffersByWhatItSays(string one, string other, bool isSame) =>
        Assert.Equal(
            isSame ? [] : ["metadata"],
            DetailsDifference.Of(Filed with { Metadata = one }, Filed with { Metadata = other })
        );

    [Fact]
    public void Event_TagsAlone_SaysHowTheyAre()
    {
        var after = Filed with { Tags = ["x"] };

        var told = DetailsDifference.Event(ConversationActor.System, after, ["tags"]);

        Assert.Equal((ConversationEventKind.TagsChanged, null), (told.Kind, told.Fields));
        Assert.Equal(["x"], told.Tags);
    }

    [Fact]
    public void Event_MoreThanTags_SaysWhichFields()
    {
        var told = DetailsDifference.Event(ConversationActor.System, Filed, ["subject", "tags"]);

        Assert.Equal((ConversationEventKind.DetailsChanged, null), (told.Kind, told.Tags));
        Assert.Equal(["subject", "tags"], told.Fields);
    }

    private static (string?, string?, string?, string?, Guid?) Cleared(ConversationState state) =>
        (state.Subject, state.Metadata, state.UserCategory, state.Department, state.TeamId);

    private static ConversationState Other(string field) =>
        field switch
        {
            "priority" => Filed with { Priority = ConversationPriority.Low },
            "subject" => Filed with { Subject = null },
            "channel" => Filed with { Channel = "web" },
            "tags" => Filed with { Tags = ["A"] },
            "metadata" => Filed with { Metadata = null },
            "userCategory" => Filed with { UserCategory = "VIP" },
            "department" => Filed with { Department = null },
            _ => Filed with { TeamId = null },
        };

    private static ConversationDetails Said(string field, string text) =>
        field switch
        {
            "subject" => new() { Subject = text },
            "channel" => new() { Channel = text },
            "userCategory" => new() { UserCategory = text },
            _ => new() { Department = text },
        };

    private static IEnumerable<string> Faults(ConversationDetails details)
    {
        List<FieldFault> faults = [];
        DetailsRules.Check(faults, details);
        return faults.Select(fault => $"{fault.Pointer} {fault.Code}");
    }

    private static JsonElement Json(string json) => JsonSerializer.Deserialize<JsonElement>(json);
}
