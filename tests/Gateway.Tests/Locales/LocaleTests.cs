using System.Net;
using System.Text.Json;
using Chat.Gateway.Locales;
using Chat.Gateway.Tests.Fakes;
using Chat.ServiceDefaults;

namespace Chat.Gateway.Tests.Locales;

public sealed class LocaleTests : GatewayTest
{
    protected override (string Name, string Value)[] Settings =>
        [
            ("Locales:Default", "fr"),
            ("Locales:Strings:de-CH:sendButton", "Abschicken"),
            ("Locales:Strings:it:sendButton", "Invia"),
            ($"Locales:Tenants:{FakeTenants.TenantId}:Strings:de:sendButton", "Los"),
        ];

    [Theory]
    [InlineData("de", "", "de", "Senden")]
    [InlineData("DE-at", "", "de", "Senden")]
    [InlineData("de-CH-1996", "", "de-CH", "Abschicken")]
    [InlineData("it", "", "it", "Invia")]
    [InlineData("pt", "es;q=0.3, ja;q=0.9", "ja", "送信")]
    [InlineData("pt", "", "fr", "Envoyer")]
    public async Task Get_Tag_FindsTheBestTexts(string tag, string accepted, string locale, string send)
    {
        var answer = await GetAsync(tag, accepted, credential: null);

        Assert.Equal(locale, answer.GetProperty("locale").GetString());
        Assert.Equal(send, answer.GetProperty("strings").GetProperty("sendButton").GetString());
        Assert.Equal(LocaleKeys.All.Count, answer.GetProperty("strings").EnumerateObject().Count());
    }

    [Fact]
    public async Task Get_LanguageWithOneTextOnly_HasTheOthersOfTheDefault()
    {
        var answer = await GetAsync("it", "", credential: null);

        Assert.Equal("Réessayer", answer.GetProperty("strings").GetProperty("retryButton").GetString());
    }

    [Fact]
    public async Task Get_WithATenantsKey_HasTheTenantsTexts()
    {
        var answer = await GetAsync("de", "", GatewayHost.PublishableKey);

        Assert.Equal("Los", answer.GetProperty("strings").GetProperty("sendButton").GetString());
        Assert.Equal("Chat schließen", answer.GetProperty("strings").GetProperty("closeButton").GetString());
    }

    [Fact]
    public async Task Get_Arabic_IsWrittenFromTheRight() =>
        Assert.Equal("rtl", (await GetAsync("ar", "", credential: null)).GetProperty("direction").GetString());

    [Theory]
    [InlineData("x")]
    [InlineData("de_DE")]
    [InlineData("aaaaaaaa-aaaaaaaa-aaaaaaaa-aaaaaaaa-a")]
    public async Task Get_NoTag_Is400(string tag)
    {
        using var client = Gateway.NewClient(credential: null);

        using var response = await client.GetAsync($"/v1/locales/{tag}", Cancelled);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal("invalid_locale", await Answers.CodeAsync(response, Cancelled));
    }

    [Fact]
    public async Task Get_Texts_MayBeKeptForFiveMinutesByWhoAsksTheSame()
    {
        using var client = Gateway.NewClient(credential: null);
        using var response = await client.GetAsync("/v1/locales/de-AT", Cancelled);

        Assert.Equal(TimeSpan.FromMinutes(5), response.Headers.CacheControl?.MaxAge);
        Assert.Equal(["de"], response.Content.Headers.ContentLanguage);
        Assert.Superset(
            new HashSet<string>(["Accept-Language", "Authorization"], StringComparer.Ordinal),
            response.Headers.Vary.ToHashSet(StringComparer.Ordinal)
        );
    }

    [Fact]
    public async Task Get_WithAKeyThatDoesNotHold_IsRefused()
    {
        using var client = Gateway.NewClient("pk_unknown");
        using var response = await client.GetAsync("/v1/locales/de", Cancelled);

        Assert.Equal("key_invalid", await Answers.CodeAsync(response, Cancelled));
    }

    [Theory]
    [InlineData(500, 64, true)]
    [InlineData(501, 64, false)]
    [InlineData(500, 65, false)]
    public void Validate_LengthOfATextAndNumberOfLanguages_AreBounded(int length, int languages, bool isValid)
    {
        var options = new LocalesOptions();
        for (var count = 0; count < languages; count++)
        {
            options.Strings[$"de-{count}"] = new Dictionary<string, string>
            {
                ["sendButton"] = new string('x', length),
            };
        }

        Assert.Equal(isValid, new LocalesOptionsValidator().Validate(null, options).Succeeded);
    }

    [Fact]
    public void Validate_WrongTextsOfATenant_AreNamedAsItsOwn()
    {
        var (options, id) = (new LocalesOptions(), Ids.New().ToString());
        options.Tenants[id] = new TenantLocalesOptions { Default = "x" };
        options.Tenants[id].Strings["de_DE"] = [];

        var failures = new LocalesOptionsValidator().Validate(null, options).Failures!.ToList();

        Assert.Equal(2, failures.Count);
        Assert.All(failures, failure => Assert.Contains($"Locales:Tenants:{id}: ", failure));
    }

    [Fact]
    public void Validate_WrongOptions_AllAreNamed()
    {
        var options = new LocalesOptions { Default = "?" };
        options.Strings["de"] = new Dictionary<string, string> { ["sendButon"] = "Senden", ["sendButton"] = "" };
        options.Tenants["acme"] = new TenantLocalesOptions();

        var failure = new LocalesOptionsValidator().Validate(null, options).FailureMessage;

        Assert.Contains("'?'", failure);
        Assert.Contains("'sendButon'", failure);
        Assert.Contains("sendButton: a text must have", failure);
        Assert.Contains("Locales:Tenants:acme", failure);
    }

    private async Task<JsonElement> GetAsync(string tag, string accepted, string? credential)
    {
        using var client = Gateway.NewClient(credential);
        client.DefaultRequestHeaders.TryAddWithoutValidation("Accept-Language", accepted);
        using var response = await client.GetAsync($"/v1/locales/{tag}", Cancelled);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return await Answers.JsonAsync(response, Cancelled);
    }
}
