using Chat.Gateway.Locales;
using Chat.ServiceDefaults;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Chat.Gateway.Tests.Locales;

public sealed class LocaleCatalogTests : IDisposable
{
    private static readonly Guid Acme = new("0190a000-0000-7000-8000-000000000001");
    private readonly ConfigurationManager configuration = new();
    private readonly ServiceProvider services;
    private readonly LocaleCatalog catalog;

    public LocaleCatalogTests()
    {
        configuration.AddInMemoryCollection(
            new Dictionary<string, string?>
            {
                ["Strings:de:sendButton"] = "Absenden",
                ["Strings:de-AT:closeButton"] = "Zumachen",
                [$"Tenants:{Acme.ToString().ToUpperInvariant()}:Default"] = "es",
                [$"Tenants:{Acme.ToString().ToUpperInvariant()}:Strings:DE:sendButton"] = "Los",
                [$"Tenants:{Acme.ToString().ToUpperInvariant()}:Strings:tlh:sendButton"] = "yIngeH",
            }
        );
        services = new ServiceCollection().Configure<LocalesOptions>(configuration).BuildServiceProvider();
        catalog = new LocaleCatalog(services.GetRequiredService<IOptionsMonitor<LocalesOptions>>());
    }

    public void Dispose()
    {
        catalog.Dispose();
        services.Dispose();
        configuration.Dispose();
    }

    [Theory]
    [InlineData("de", "de", "Absenden", "Chat schließen")]
    [InlineData("de-AT", "de-AT", "Absenden", "Zumachen")]
    [InlineData("DE-at-1996", "de-AT", "Absenden", "Zumachen")]
    [InlineData("de-CH", "de", "Absenden", "Chat schließen")]
    [InlineData("tlh", "en", "Send", "Close chat")]
    public void Find_NoTenant_HasTheInstallationsTexts(string tag, string found, string send, string close) =>
        AssertTexts(catalog.Find(null, tag), found, send, close);

    [Theory]
    [InlineData("de", "DE", "Los", "Chat schließen")]
    [InlineData("de-AT", "DE", "Los", "Chat schließen")]
    [InlineData("tlh", "tlh", "yIngeH", "Cerrar el chat")]
    [InlineData("pt", "es", "Enviar", "Cerrar el chat")]
    public void Find_TenantWithTextsOfItsOwn_HasNoneOfTheInstallations(
        string tag,
        string found,
        string send,
        string close
    ) => AssertTexts(catalog.Find(Acme, tag), found, send, close);

    [Fact]
    public void Find_AnotherTenant_HasTheInstallationsTexts() =>
        Assert.Equal("Absenden", catalog.Find(Ids.New(), "de").Texts["sendButton"]);

    [Fact]
    public void Find_SeveralLanguages_TakesTheFirstThereAreTextsIn() =>
        Assert.Equal("ja", catalog.Find(null, "pt", "tlh", "ja", "de").Tag);

    [Theory]
    [InlineData("fr", "de, en", "fr")]
    [InlineData("pt", "ja;q=0.5, de;q=0.4", "ja")]
    [InlineData(null, "ja;q=0.4, de;q=0.5", "de")]
    [InlineData("../x", "de", "de")]
    [InlineData(null, "", "en")]
    public void Find_Request_TakesItsOwnWordBeforeTheBrowsers(string? locale, string accepted, string found)
    {
        var request = new DefaultHttpContext().Request;
        request.Headers.AcceptLanguage = accepted;

        Assert.Equal(found, catalog.Find(null, locale, request).Tag);
    }

    [Fact]
    public void Find_AfterAChangeOfTheConfiguration_HasTheNewTexts()
    {
        Assert.Equal("Absenden", catalog.Find(null, "de").Texts["sendButton"]);

        configuration["Strings:de:sendButton"] = "Ab damit";
        ((IConfigurationRoot)configuration).Reload();

        Assert.Equal("Ab damit", catalog.Find(null, "de").Texts["sendButton"]);
    }

    [Fact]
    public void Find_Language_HasEveryTextAndTheWordsOfTheService()
    {
        var german = catalog.Find(null, "de");

        Assert.Equal(LocaleKeys.All.Order(), german.Texts.Keys.Order());
        Assert.Equal(
            (german.Texts["errorGeneric"], german.Texts["errorRateLimit"], german.Texts["humanTurn"]),
            (german.ErrorGeneric, german.ErrorRateLimit, german.HumanTurn)
        );
        Assert.Equal(3, new[] { german.ErrorGeneric, german.ErrorRateLimit, german.HumanTurn }.Distinct().Count());
    }

    private static void AssertTexts(LocaleStrings texts, string found, string send, string close) =>
        Assert.Equal((found, send, close), (texts.Tag, texts.Texts["sendButton"], texts.Texts["closeButton"]));
}
