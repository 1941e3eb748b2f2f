using System.Text.Json;
using Chat.ServiceDefaults.Identity;
using Chat.Sessions.Tests.Settings;
using Chat.Sessions.Tests.Testing;

namespace Chat.Sessions.Tests.WidgetConfig;

/// <summary>Each setting a widget is told of reaches it.</summary>
[Trait("Level", "Component")]
public sealed class WidgetConfigFieldsTests(SessionsFixture sessions)
{
    private readonly Caller owner = Caller.Of(sessions.A, PrincipalKind.SecretKey);

    [Theory]
    [InlineData("chat", """{"chatMode":"fixed"}""", "chatMode", "fixed")]
    [InlineData("chat", """{"maxMessageCharacters":321}""", "maxMessageCharacters", "321")]
    [InlineData("chat", """{"maxHistoryMessages":7}""", "maxHistoryMessages", "7")]
    [InlineData("agents", """{"visitorAgentSelection":true}""", "visitorAgentSelection", "True")]
    [InlineData("customers", """{"historyEnabled":false}""", "historyEnabled", "False")]
    [InlineData("ai", """{"showAiTag":false}""", "showAiTag", "False")]
    [InlineData("live", """{"readReceiptsEnabled":false}""", "live.readReceiptsEnabled", "False")]
    [InlineData("files", """{"enabled":true}""", "files.enabled", "True")]
    [InlineData("files", """{"maxFileBytes":4096}""", "files.maxFileBytes", "4096")]
    [InlineData("rating", """{"enabled":true}""", "rating.enabled", "True")]
    [InlineData("rating", """{"type":"emoji"}""", "rating.type", "emoji")]
    [InlineData("businessHours", """{"timeZone":"Asia/Tokyo"}""", "timeZone", "Asia/Tokyo")]
    [InlineData("widget", """{"theme":"dark"}""", "widget.theme", "dark")]
    public async Task Get_AChangedSetting_IsTold(string section, string change, string field, string expected)
    {
        var publishable = Caller.Of(sessions.A, PrincipalKind.PublishableKey, owner.Principal.TenantId);
        Assert.NotEqual(expected, await ShownAsync(publishable, field));

        await owner.ChangeSettingsAsync(section, JsonDocument.Parse(change).RootElement);

        Assert.Equal(expected, await ShownAsync(publishable, field));
    }

    [Fact]
    public async Task Get_OpenNow_SaysNothingOfWhatIsDoneOutside()
    {
        await owner.ChangeSettingsAsync(
            "businessHours",
            new { outsideBehavior = "hide-widget", outsideMessage = "Back soon." }
        );

        Assert.Equal("True", await ShownAsync(owner, "isOpen"));
        Assert.Equal("", await ShownAsync(owner, "outsideHoursBehavior"));
        Assert.Equal("", await ShownAsync(owner, "outsideHoursMessage"));
        Assert.Equal("", await ShownAsync(owner, "nextOpeningAt"));
    }

    [Fact]
    public async Task Get_AnotherTenantsChange_IsNotTold()
    {
        await owner.ChangeSettingsAsync("widget", new { theme = "dark" });

        Assert.Equal("light", await ShownAsync(Caller.Visitor(sessions.A), "widget.theme"));
    }

    [Fact]
    public async Task Get_Anybody_MayKeepItForSomeSeconds()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/v1/widget-config");
        request.Headers.Authorization = new("Bearer", owner.Token);

        using var response = await sessions.A.Http.SendAsync(request, TestContext.Current.CancellationToken);

        Assert.Equal("max-age=15, private", response.Headers.CacheControl?.ToString());
    }

    private static async Task<string> ShownAsync(Caller caller, string field)
    {
        var (_, value) = await caller.GetAsync("/v1/widget-config");
        foreach (var name in field.Split('.'))
        {
            value = value.GetProperty(name);
        }

        return value.ToString();
    }
}
