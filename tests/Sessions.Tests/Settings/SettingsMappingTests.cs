using System.Collections.Frozen;
using System.Text.Json;
using Chat.Contracts.Sessions.V1;
using Chat.ServiceDefaults;
using Chat.ServiceDefaults.Identity;
using Chat.Sessions.Settings;
using Chat.Sessions.Settings.Sections;
using AiCharacter = Chat.Sessions.Settings.Sections.AiCharacter;
using DelayRange = Chat.Sessions.Settings.Sections.DelayRange;

namespace Chat.Sessions.Tests.Settings;

public sealed class SettingsMappingTests
{
    private static readonly AiSettings Plain = new();

    [Fact]
    public void ToPace_NeitherDebounceNorSimulation_IsNone()
    {
        Assert.Null(Plain.ToPace());
        Assert.False(Plain.HasStyle());
    }

    [Fact]
    public void ToPace_DebounceAlone_HasNoSimulation()
    {
        var settings = Plain with { DebounceMilliseconds = 1 };

        Assert.True(settings.HasStyle());
        Assert.Equal(new ReplyPace { DebounceMilliseconds = 1 }, settings.ToPace());
    }

    [Fact]
    public void ToPace_Simulation_HasEachOfItsTimes()
    {
        var settings = Plain with
        {
            Simulation = new AiSimulation
            {
                Enabled = true,
                TypingCharactersPerMinute = 1,
                MinTypingMilliseconds = 2,
                MaxTypingMilliseconds = 3,
                Delivery = Range(4),
                Read = Range(6),
                BeforeTyping = Range(8),
                BetweenBubbles = Range(10),
            },
        };

        Assert.True(settings.HasStyle());
        Assert.Equal(
            new TypingSimulation
            {
                CharactersPerMinute = 1,
                MinTypingMilliseconds = 2,
                MaxTypingMilliseconds = 3,
                Delivery = Wire(4),
                Read = Wire(6),
                BeforeTyping = Wire(8),
                BetweenBubbles = Wire(10),
            },
            settings.ToPace()!.Simulation
        );
    }

    [Fact]
    public void ToWire_Character_HasEachOfItsTraits()
    {
        var character = new AiCharacter
        {
            Name = "Max",
            Tone = "warm",
            Personality = "patient",
            ResponseStyle = "short",
            Rules = ["r1", "r2"],
            Formality = "formal",
            EmojiUsage = "never",
            Expertise = ["shoes"],
            Bio = "Born in a shop.",
        };

        Assert.True((Plain with { Character = character }).HasStyle());
        Assert.Equal(
            new Contracts.Sessions.V1.AiCharacter
            {
                Name = "Max",
                Tone = "warm",
                Personality = "patient",
                ResponseStyle = "short",
                Rules = { "r1", "r2" },
                Formality = "formal",
                EmojiUsage = "never",
                Expertise = { "shoes" },
                Bio = "Born in a shop.",
            },
            character.ToWire()
        );
    }

    [Theory]
    [InlineData("\"09:05\"", true)]
    [InlineData("\"23:59\"", true)]
    [InlineData("\"24:00\"", false)]
    [InlineData("\"9:05\"", false)]
    [InlineData("\"09:05:00\"", false)]
    [InlineData("\" 09:05\"", false)]
    [InlineData("905", false)]
    public void Read_TimeOfDay_IsHoursAndMinutes(string json, bool isRead)
    {
        if (isRead)
        {
            var time = JsonSerializer.Deserialize<TimeOnly>(json, SettingsJson.Options);
            Assert.Equal(json, JsonSerializer.Serialize(time, SettingsJson.Options));
        }
        else
        {
            Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<TimeOnly>(json, SettingsJson.Options));
        }
    }

    [Theory]
    [InlineData(PrincipalKind.SecretKey, null, true, true)]
    [InlineData(PrincipalKind.Agent, AgentRoles.Admin, true, true)]
    [InlineData(PrincipalKind.Agent, AgentRoles.Manager, true, false)]
    [InlineData(PrincipalKind.Service, null, true, false)]
    [InlineData(PrincipalKind.Visitor, AgentRoles.Admin, false, false)]
    [InlineData(PrincipalKind.User, null, false, false)]
    [InlineData(PrincipalKind.PublishableKey, null, false, false)]
    public void ToReadAndToChange_Principal_AreForTheCompany(PrincipalKind kind, string? role, bool read, bool change)
    {
        var principal = new Principal
        {
            TenantId = Ids.New(),
            Subject = "s",
            Kind = kind,
            Roles = role is null ? FrozenSet<string>.Empty : AgentRoles.UpTo(role).ToFrozenSet(),
        };

        Assert.Equal(read, SettingsAccess.ToRead(principal) is null);
        Assert.Equal(change, SettingsAccess.ToChange(principal) is null);
    }

    [Theory]
    [InlineData(PrincipalKind.SecretKey, "", "secret-key", null)]
    [InlineData(PrincipalKind.Agent, "Ada", "agent", "Ada")]
    public void From_Change_SaysWhoMadeIt(PrincipalKind kind, string name, string word, string? shown)
    {
        var answer = SettingsChangeAnswer.From(
            new SettingsChange
            {
                Id = Ids.New(),
                Section = "ai",
                Version = 3,
                ChangedAt = DateTime.UnixEpoch,
                Actor = new SettingsActor(kind, "who", name),
                Changes = """[{"pointer":"/a"}]""",
            }
        );

        Assert.Equal((word, "who", shown), (answer.ActorKind, answer.ActorId, answer.ActorName));
        Assert.Equal(("ai", 3, DateTime.UnixEpoch), (answer.Section, answer.Version, answer.ChangedAt));
        Assert.Equal("/a", answer.Changes[0].GetProperty("pointer").GetString());
    }

    [Fact]
    public void From_RowThatCannotBeRead_IsTheDefaultOfItsVersion()
    {
        var section = SettingsSections.Find("ai")!;

        var values = SectionValues.From(section, new SettingsRow("ai", 4, """{"enabled":"?"}""", DateTime.UnixEpoch));

        Assert.Equal((true, 4), (values.IsUnreadable, values.Version));
        Assert.Same(section.Default, values.Values);
        Assert.False(SectionValues.From(section, new SettingsRow("ai", 4, "{}", DateTime.UnixEpoch)).IsUnreadable);
        Assert.False(SectionValues.From(section, null).IsUnreadable);
    }

    private static DelayRange Range(int from) => new() { MinMilliseconds = from, MaxMilliseconds = from + 1 };

    private static Contracts.Sessions.V1.DelayRange Wire(int from) =>
        new() { MinMilliseconds = from, MaxMilliseconds = from + 1 };
}
