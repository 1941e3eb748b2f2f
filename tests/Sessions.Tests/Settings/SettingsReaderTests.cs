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
    [InlineData("""{"holidays": [{"date": "2026-02-30"}]}""", "/holidays/0/date", "type")]
    [InlineData("""{"holidays": [{"date": "2026-02-03"}, {"date": "2026-02-03"}]}""", "/holidays/1/date", "duplicate")]
    public void Read_WrongBusinessHours_NamesTheFault(string json, string pointer, string code) =>
        Assert.Equal([(pointer, code)], Faults<BusinessHoursSettings>(json));

    [Fact]
    public void Read_UnknownTimeZone_SaysWhatANameLooksLike()
    {
        var error = Assert.IsType<Invalid>(Read<BusinessHoursSettings>("""{"timeZone": "CEST"}""").Error);

        Assert.Contains("IANA name of a time zone", Assert.Single(error.Faults).Message, StringComparison.Ordinal);
    }

    private static Result<TSection> Read<TSection>(string json)
        where TSection : class => SettingsReader.Read<TSection>(JsonDocument.Parse(json).RootElement);

    private static IEnumerable<(string Pointer, string Code)> Faults<TSection>(string json)
        where TSection : class =>
        Assert.IsType<Invalid>(Read<TSection>(json).Error).Faults.Select(fault => (fault.Pointer, fault.Code));
}
