using System.Text.Json;
using Chat.ServiceDefaults.Errors;
using Chat.Sessions.BusinessHours;
using Chat.Sessions.Settings;
using Chat.Sessions.Settings.Sections;

namespace Chat.Sessions.Tests.Settings;

public sealed class SettingsReaderTests
{
    public static TheoryData<string> Names => [.. SettingsSections.All.Select(section => section.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Read_WhatWasWritten_IsTheSame(string name)
    {
        var section = SettingsSections.Find(name)!;
        var written = section.ToJson(section.Default).ToJsonString();

        var read = section.Parse(JsonDocument.Parse(written).RootElement);

        Assert.True(read.IsSuccess, read.Error?.ToString());
        Assert.Equal(written, section.ToJson(read.Value).ToJsonString());
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Read_Nothing_IsTheDefaults(string name)
    {
        var section = SettingsSections.Find(name)!;

        var read = section.Parse(JsonDocument.Parse("{}").RootElement);

        Assert.Equal(section.ToJson(section.Default).ToJsonString(), section.ToJson(read.Value).ToJsonString());
    }

    [Fact]
    public void Read_SeveralFaults_NamesThemAll() =>
        Assert.Equal(
            [
                ("/chatMode", "type"),
                ("/idleTimeoutSeconds", "out_of_range"),
                ("/autoCloseAfterMinutes", "type"),
                ("/singleConversationPerVisitor", "null"),
                ("/idleTimeout", "unknown"),
                ("/maxHistoryMessages", "duplicate"),
            ],
            Faults<ChatSettings>(
                """
                {
                    "chatMode": "sometimes", "idleTimeoutSeconds": 5, "autoCloseAfterMinutes": "30",
                    "singleConversationPerVisitor": null, "idleTimeout": 1, "maxHistoryMessages": 1,
                    "maxHistoryMessages": 2
                }
                """
            )
        );

    [Theory]
    [InlineData("""[]""", "", "type")]
    [InlineData("""null""", "", "type")]
    [InlineData("""{"chatMode": 1}""", "/chatMode", "type")]
    [InlineData("""{"ChatMode": "fixed"}""", "/ChatMode", "unknown")]
    [InlineData("""{"idleTimeoutSeconds": 30.5}""", "/idleTimeoutSeconds", "type")]
    [InlineData("""{"idleTimeoutSeconds": 1e99}""", "/idleTimeoutSeconds", "type")]
    [InlineData("""{"a/b~c": 1}""", "/a~1b~0c", "unknown")]
    public void Read_WrongChat_NamesTheFault(string json, string pointer, string code) =>
        Assert.Equal([(pointer, code)], Faults<ChatSettings>(json));

    [Theory]
    [InlineData(
        """{"character": {"name": "", "tone": "kind"}}""",
        "/character/name:length /character/personality:required"
    )]
    [InlineData("""{"character": {"name": "\u0000", "tone": "x", "personality": "x"}}""", "/character/name:characters")]
    [InlineData("""{"character": {"name": "\ud800", "tone": "x", "personality": "x"}}""", "/character/name:characters")]
    [InlineData("""{"\ud800": 1}""", ":characters")]
    [InlineData(
        """{"simulation": {"read": {"minMilliseconds": 5, "maxMilliseconds": 4}}}""",
        "/simulation/read/maxMilliseconds:out_of_range"
    )]
    [InlineData(
        """{"simulation": {"minTypingMilliseconds": 901, "maxTypingMilliseconds": 900}}""",
        "/simulation/maxTypingMilliseconds:out_of_range"
    )]
    public void Read_WrongAi_NamesTheFaults(string json, string faults) =>
        Assert.Equal(
            faults,
            string.Join(' ', Faults<AiSettings>(json).Select(fault => $"{fault.Pointer}:{fault.Code}"))
        );

    [Fact]
    public void Read_CharacterNull_IsNone() => Assert.Null(Read<AiSettings>("""{"character": null}""").Value.Character);

    [Theory]
    [InlineData("""{"availableTags": ["", "ok"]}""", "/availableTags/0", "length")]
    [InlineData("""{"availableTags": ["ok", null]}""", "/availableTags/1", "null")]
    [InlineData("""{"availableTags": "ok"}""", "/availableTags", "type")]
    public void Read_WrongLabels_NamesTheItem(string json, string pointer, string code) =>
        Assert.Equal([(pointer, code)], Faults<LabelsSettings>(json));

    [Fact]
    public void Read_TooManyTags_NamesTheList()
    {
        var json = JsonSerializer.Serialize(new { availableTags = Enumerable.Range(0, 501).Select(i => $"t{i}") });

        Assert.Equal([("/availableTags", "count")], Faults<LabelsSettings>(json));
    }

    [Theory]
    [InlineData("""{"type": "stars", "followUpOptions": {"0": []}}""", "/followUpOptions/0", "out_of_range")]
    [InlineData("""{"followUpOptions": {"1": [""]}}""", "/followUpOptions/1", "length")]
    [InlineData("""{"followUpOptions": {"1": "x"}}""", "/followUpOptions/1", "type")]
    [InlineData("""{"followUpOptions": {"1": [], "1": []}}""", "/followUpOptions/1", "duplicate")]
    [InlineData("""{"followUpOptions": {"10": []}}""", "/followUpOptions/10", "out_of_range")]
    [InlineData("""{"followUpOptions": {"x": []}}""", "/followUpOptions/x", "out_of_range")]
    [InlineData("""{"followUpOptions": {"": []}}""", "/followUpOptions/", "name")]
    [InlineData("""{"followUpOptions": {"\u0000": []}}""", "/followUpOptions/\0", "name")]
    [InlineData("""{"followUpOptions": []}""", "/followUpOptions", "type")]
    public void Read_WrongRating_NamesTheFault(string json, string pointer, string code) =>
        Assert.Equal([(pointer, code)], Faults<RatingSettings>(json));

    [Theory]
    [InlineData("""{"allowedTypes": ["image/*", "text"]}""", "/allowedTypes/1", "format")]
    [InlineData("""{"maxFileBytes": 3000000000}""", "/maxFileBytes", "type")]
    [InlineData("""{"maxTotalBytes": 1048575}""", "/maxTotalBytes", "out_of_range")]
    [InlineData("""{"maxTotalBytes": 1099511627777}""", "/maxTotalBytes", "out_of_range")]
    [InlineData("""{"maxTotalBytes": 1e3}""", "/maxTotalBytes", "type")]
    public void Read_WrongFiles_NamesTheFault(string json, string pointer, string code) =>
        Assert.Equal([(pointer, code)], Faults<FilesSettings>(json));

    [Theory]
    [InlineData("""{"timeZone": "Mars/Olympus"}""", "/timeZone", "unknown")]
    [InlineData("""{"timeZone": "W. Europe Standard Time"}""", "/timeZone", "unknown")]
    [InlineData("""{"days": {"monday": [{"opens": "9:00", "closes": "18:00"}]}}""", "/days/monday/0/opens", "type")]
    [InlineData("""{"days": {"monday": [{"opens": "09:00", "closes": "24:00"}]}}""", "/days/monday/0/closes", "type")]
    [InlineData("""{"days": {"monday": [{"opens": "09:00"}]}}""", "/days/monday/0/closes", "required")]
    [InlineData(
        """{"days": {"monday": [{"opens": "14:00", "closes": "18:00"}, {"opens": "09:00", "closes": "14:01"}]}}""",
        "/days/monday",
        "overlap"
    )]
    [InlineData("""{"days": {"funday": []}}""", "/days/funday", "unknown")]
    [InlineData(
        """
            {"holidays": [{"date": "2026-12-24", "spans": [
                {"opens": "09:00", "closes": "13:00"}, {"opens": "12:59", "closes": "14:00"}]}]}
            """,
        "/holidays/0/spans",
        "overlap"
    )]
    [InlineData("""{"holidays": [{"date": "2026-02-30"}]}""", "/holidays/0/date", "type")]
    [InlineData("""{"holidays": [{"date": "2026-02-03"}, {"date": "2026-02-03"}]}""", "/holidays/1/date", "duplicate")]
    public void Read_WrongBusinessHours_NamesTheFault(string json, string pointer, string code) =>
        Assert.Equal([(pointer, code)], Faults<BusinessHoursSettings>(json));

    [Theory]
    [InlineData("09:00", "12:00", "12:00", "18:00")]
    [InlineData("13:00", "18:00", "09:00", "13:00")]
    [InlineData("18:00", "02:00", "09:00", "18:00")]
    public void Read_SpansThatTouch_AreTaken(string opens, string closes, string opensAgain, string closesAgain)
    {
        var json = JsonSerializer.Serialize(
            new
            {
                days = new
                {
                    monday = new[] { new { opens, closes }, new { opens = opensAgain, closes = closesAgain } },
                },
            }
        );

        Assert.True(Read<BusinessHoursSettings>(json).IsSuccess);
    }

    [Theory]
    [InlineData("""{"singleConversationPerVisitor": "yes"}""", "Must be true or false.")]
    [InlineData("""{"maxMessageCharacters": "many"}""", "Must be a whole number.")]
    [InlineData("""{"autoCloseAfterMinutes": "soon"}""", "Must be a whole number.")]
    [InlineData("""{"chatMode": "sometimes"}""", "Must be one of ")]
    [InlineData("""[]""", "Must be an object.")]
    public void Read_OtherTypeInChat_SaysWhatItMustBe(string json, string message) =>
        Assert.StartsWith(message, MessageOf<ChatSettings>(json), StringComparison.Ordinal);

    [Fact]
    public void Read_NoneOfTheChoices_NamesThemAsTheyAreWritten()
    {
        var message = MessageOf<BusinessHoursSettings>("""{"outsideBehavior": "closed"}""");

        Assert.Equal("Must be one of offline-message, faq-only, hide-widget.", message);
    }

    [Theory]
    [InlineData("""{"days": {"monday": "always"}}""", "Must be a list.")]
    [InlineData("""{"days": {"monday": [{"opens": 9, "closes": "18:00"}]}}""", "Must be a time of day, HH:mm.")]
    [InlineData("""{"holidays": [{"date": "24 December"}]}""", "Must be a date, yyyy-MM-dd.")]
    [InlineData("""{"timeZone": 1}""", "Must be a text.")]
    [InlineData("""{"timeZone": "\ud800"}""", "Must be valid Unicode.")]
    [InlineData("""{"timeZone": "\u0000"}""", "Must not contain the character U+0000.")]
    public void Read_OtherTypeInBusinessHours_SaysWhatItMustBe(string json, string message) =>
        Assert.Equal(message, MessageOf<BusinessHoursSettings>(json));

    [Theory]
    [InlineData("""{"simulation": {"read": {"minMilliseconds": 5, "maxMilliseconds": 5}}}""")]
    [InlineData("""{"simulation": {"minTypingMilliseconds": 900, "maxTypingMilliseconds": 900}}""")]
    public void Read_LeastIsMost_IsTaken(string json) => Assert.True(Read<AiSettings>(json).IsSuccess);

    [Fact]
    public void Read_UnknownTimeZone_SaysWhatANameLooksLike()
    {
        var error = Assert.IsType<Invalid>(Read<BusinessHoursSettings>("""{"timeZone": "CEST"}""").Error);

        Assert.Contains("IANA name of a time zone", Assert.Single(error.Faults).Message, StringComparison.Ordinal);
    }

    private static string MessageOf<TSection>(string json)
        where TSection : class => Assert.Single(Assert.IsType<Invalid>(Read<TSection>(json).Error).Faults).Message;

    private static Result<TSection> Read<TSection>(string json)
        where TSection : class => SettingsReader.Read<TSection>(JsonDocument.Parse(json).RootElement);

    private static IEnumerable<(string Pointer, string Code)> Faults<TSection>(string json)
        where TSection : class =>
        Assert.IsType<Invalid>(Read<TSection>(json).Error).Faults.Select(fault => (fault.Pointer, fault.Code));
}
