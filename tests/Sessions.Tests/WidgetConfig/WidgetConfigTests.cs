using System.Net;
using System.Text.Json;
using Chat.ServiceDefaults.Errors;
using Chat.ServiceDefaults.Identity;
using Chat.Sessions.Settings;
using Chat.Sessions.Tests.Settings;
using Chat.Sessions.Tests.Testing;
using Chat.Sessions.WidgetConfig;

namespace Chat.Sessions.Tests.WidgetConfig;

[Trait("Level", "Component")]
public sealed class WidgetConfigTests(SessionsFixture sessions)
{
    private readonly Caller owner = Caller.Of(sessions.A, PrincipalKind.SecretKey);

    [Theory]
    [InlineData(PrincipalKind.PublishableKey)]
    [InlineData(PrincipalKind.Visitor)]
    [InlineData(PrincipalKind.SecretKey)]
    public async Task Get_Anybody_SeesTheDefaults(PrincipalKind kind)
    {
        var (status, body) = await Caller.Of(sessions.A, kind).GetAsync("/v1/widget-config");

        Assert.Equal(HttpStatusCode.OK, status);
        Assert.True(body.GetProperty("isOpen").GetBoolean());
        Assert.Equal(JsonValueKind.Null, body.GetProperty("nextOpeningAt").ValueKind);
        Assert.Equal("light", body.GetProperty("widget").GetProperty("theme").GetString());
        Assert.Equal(
            "circle",
            body.GetProperty("widget").GetProperty("branding").GetProperty("buttonShape").GetString()
        );
        Assert.False(body.GetProperty("files").GetProperty("enabled").GetBoolean());
        Assert.False(body.GetProperty("files").TryGetProperty("maxTotalBytes", out _));
    }

    [Fact]
    public async Task Get_OutsideHours_SaysWhenItOpensAndWhatCanBeDone()
    {
        var today = sessions.A.Get<TimeProvider>().GetUtcNow();
        var later = today.UtcDateTime.Date.AddDays(3);
        object[] none = [];
        var days = Enum.GetValues<DayOfWeek>()
            .ToDictionary(
                day => day.ToString().ToLowerInvariant(),
                day => day == later.DayOfWeek ? [new { opens = "09:00", closes = "10:00" }] : none,
                StringComparer.Ordinal
            );
        await owner.ChangeSettingsAsync(
            "businessHours",
            new
            {
                enabled = true,
                days,
                outsideBehavior = "faq-only",
                outsideMessage = "Back soon.",
            }
        );

        var (_, body) = await Publishable.GetAsync("/v1/widget-config");

        Assert.False(body.GetProperty("isOpen").GetBoolean());
        Assert.Equal(later.AddHours(9), body.GetProperty("nextOpeningAt").GetDateTimeOffset().UtcDateTime);
        Assert.Equal("faq-only", body.GetProperty("outsideHoursBehavior").GetString());
        Assert.Equal("Back soon.", body.GetProperty("outsideHoursMessage").GetString());
    }

    [Fact]
    public async Task Get_ChangedLooks_ShowsThem()
    {
        await owner.ChangeSettingsAsync(
            "widget",
            new
            {
                branding = new { primaryColor = "#ff0000" },
                texts = new { de = new { welcomeMessage = "Hallo!" } },
                preChat = new
                {
                    enabled = true,
                    fields = new[]
                    {
                        new
                        {
                            key = "email",
                            label = "E-mail",
                            type = "email",
                        },
                    },
                },
            }
        );

        var widget = (await Publishable.GetAsync("/v1/widget-config")).Body.GetProperty("widget");

        Assert.Equal("#ff0000", widget.GetProperty("branding").GetProperty("primaryColor").GetString());
        Assert.Equal("Hallo!", widget.GetProperty("texts").GetProperty("de").GetProperty("welcomeMessage").GetString());
        Assert.Equal("email", widget.GetProperty("preChat").GetProperty("fields")[0].GetProperty("type").GetString());
    }

    [Theory]
    [InlineData("""{"branding": {"primaryColor": "red"}}""", "/branding/primaryColor", "format")]
    [InlineData("""{"branding": {"logoUrl": "javascript:alert(1)"}}""", "/branding/logoUrl", "format")]
    [InlineData("""{"preChat": {"fields": [{"key": "a b", "label": "x"}]}}""", "/preChat/fields/0/key", "format")]
    [InlineData(
        """{"preChat": {"fields": [{"key": "a", "label": "x"}, {"key": "a", "label": "y"}]}}""",
        "/preChat/fields/1/key",
        "duplicate"
    )]
    [InlineData("""{"preChat": {"starters": ["1", "2", "3", "4", "5"]}}""", "/preChat/starters", "count")]
    [InlineData("""{"texts": {"de": {"a": 1}}}""", "/texts/de/a", "type")]
    public void Read_WrongWidget_NamesTheFault(string json, string pointer, string code)
    {
        var read = SettingsReader.Read<WidgetSettings>(JsonDocument.Parse(json).RootElement);

        var fault = Assert.Single(Assert.IsType<Invalid>(read.Error).Faults);
        Assert.Equal((pointer, code), (fault.Pointer, fault.Code));
    }

    private Caller Publishable => Caller.Of(sessions.A, PrincipalKind.PublishableKey, owner.Principal.TenantId);
}
