using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace Chat.Knowledge.Documents;

public sealed class DocumentsFeatureTests
{
    private static readonly Dictionary<string, string?> Demo = new()
    {
        ["Knowledge:Demo:Faq:0:Question"] = "How do I reset my password?",
        ["Knowledge:Demo:Faq:0:Answer"] = "Open the sign-in page.",
        ["Knowledge:Demo:Faq:0:Url"] = "https://shop.example/help/password",
        ["Knowledge:Demo:Faq:1:Question"] = "How do I get a refund?",
        ["Knowledge:Demo:Faq:1:Answer"] = "Within 30 days.",
    };

    [Fact]
    public void Options_NothingConfigured_HaveTheDemo()
    {
        var faq = Bind([]).Tenants[KnownTenants.DefaultSlug].Faq;

        Assert.Equal(
            ["How do I reset my password?", "How do I get a refund?"],
            faq.Select(static question => question.Question)
        );
    }

    [Fact]
    public void Options_OwnQuestions_HaveNothingOfTheDemo()
    {
        var own = Bind(
            new()
            {
                ["Knowledge:Tenants:default:Faq:0:Question"] = "What are your hours?",
                ["Knowledge:Tenants:default:Faq:0:Answer"] = "We are open 9am-5pm EST.",
            }
        );

        var question = Assert.Single(own.Tenants[KnownTenants.DefaultSlug].Faq);
        Assert.Equal("What are your hours?", question.Question);
        Assert.Empty(question.Url);
    }

    // Its documents were taken for gone as soon as the demo's were stored.
    [Fact]
    public void Options_DefaultTenantByAnotherName_HaveNothingOfTheDemo()
    {
        var own = Bind(
            new()
            {
                ["Knowledge:Tenants:acme:Id"] = KnownTenants.DefaultId.ToString(),
                ["Knowledge:Tenants:acme:Faq:0:Question"] = "What are your hours?",
                ["Knowledge:Tenants:acme:Faq:0:Answer"] = "9 to 5.",
            }
        );

        Assert.Equal(["acme"], own.Tenants.Keys);
    }

    [Fact]
    public void Options_AnotherTenantsQuestions_HaveTheDemoBeside()
    {
        var both = Bind(
            new()
            {
                ["Knowledge:Tenants:acme:Id"] = "0190a000-0000-7000-8000-000000000001",
                ["Knowledge:Tenants:acme:Faq:0:Question"] = "What are your hours?",
                ["Knowledge:Tenants:acme:Faq:0:Answer"] = "9 to 5.",
            }
        );

        Assert.Equal(["acme", "default"], both.Tenants.Keys.Order(StringComparer.Ordinal));
        Assert.Equal(2, both.Tenants[KnownTenants.DefaultSlug].Faq.Count);
    }

    [Fact]
    public void Options_DefaultTenantWithNothing_HaveNothingOfTheDemo()
    {
        var none = Bind(new() { ["Knowledge:Tenants:default:Id"] = KnownTenants.DefaultId.ToString() });

        Assert.Empty(Assert.Single(none.Tenants).Value.Faq);
    }

    private static KnowledgeOptions Bind(Dictionary<string, string?> settings)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Configuration.AddInMemoryCollection(Demo).AddInMemoryCollection(settings);
        builder.AddDocuments();
        using var services = builder.Services.BuildServiceProvider();
        return services.GetRequiredService<IOptions<KnowledgeOptions>>().Value;
    }
}
