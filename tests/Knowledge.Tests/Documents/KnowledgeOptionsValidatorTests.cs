namespace Chat.Knowledge.Documents;

public sealed class KnowledgeOptionsValidatorTests
{
    [Fact]
    public void Validate_DefaultTenantWithoutId_Succeeds() =>
        Assert.True(Validate("default", new TenantDocumentsOptions()).Succeeded);

    [Fact]
    public void Validate_SeveralFaults_NamesThemAll()
    {
        var tenant = new TenantDocumentsOptions { Faq = { new FaqOptions() }, Texts = { new TextOptions() } };

        var failure = string.Join('\n', Validate("acme", tenant).Failures!);

        Assert.Contains("Knowledge:Tenants:acme:Id is missing", failure, StringComparison.Ordinal);
        Assert.Contains("Question", failure, StringComparison.Ordinal);
        Assert.Contains("Answer", failure, StringComparison.Ordinal);
        Assert.Contains("Text", failure, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("0190a000-0000-7000-8000-000000000001", "0190a000-0000-7000-8000-000000000002", null)]
    [InlineData(
        "0190a000-0000-7000-8000-000000000001",
        "0190a000-0000-7000-8000-000000000001",
        "beta:Id is that of acme"
    )]
    public void Validate_TwoTenantsOfOneId_AreRefused(string first, string second, string? fault)
    {
        var validated = new KnowledgeOptionsValidator().Validate(
            null,
            new KnowledgeOptions
            {
                Tenants =
                {
                    ["acme"] = new TenantDocumentsOptions { Id = Guid.Parse(first) },
                    ["beta"] = new TenantDocumentsOptions { Id = Guid.Parse(second) },
                },
            }
        );

        Assert.Equal(fault is not null, validated.Failed);
        Assert.Contains(fault ?? "", validated.FailureMessage ?? "", StringComparison.Ordinal);
    }

    [Fact]
    public void Validate_TenantWithTheDefaultsId_IsRefusedBesideIt()
    {
        var validated = new KnowledgeOptionsValidator().Validate(
            null,
            new KnowledgeOptions
            {
                Tenants =
                {
                    ["default"] = new TenantDocumentsOptions(),
                    ["acme"] = new TenantDocumentsOptions { Id = KnownTenants.DefaultId },
                },
            }
        );

        Assert.Contains("acme:Id is that of default", validated.FailureMessage, StringComparison.Ordinal);
    }

    [Fact]
    public void Validate_TenantWithoutId_IsNotTakenForTheDefault()
    {
        var validated = new KnowledgeOptionsValidator().Validate(
            null,
            new KnowledgeOptions
            {
                Tenants = { ["acme"] = new TenantDocumentsOptions(), ["default"] = new TenantDocumentsOptions() },
            }
        );

        Assert.Equal(["Knowledge:Tenants:acme:Id is missing: set it to the tenant's id."], validated.Failures!);
    }

    [Theory]
    [InlineData(500, 4_000, 500, 2_000, true)]
    [InlineData(501, 4_000, 500, 2_000, false)]
    [InlineData(500, 4_001, 500, 2_000, false)]
    [InlineData(500, 4_000, 501, 2_000, false)]
    [InlineData(500, 4_000, 500, 2_001, false)]
    [InlineData(0, 1, 0, 0, false)]
    [InlineData(1, 0, 0, 0, false)]
    [InlineData(1, 1, 0, 0, true)]
    public void Validate_Question_IsBounded(int question, int answer, int title, int url, bool isValid)
    {
        var faq = new FaqOptions
        {
            Question = new string('q', question),
            Answer = new string('a', answer),
            Title = new string('t', title),
            Url = new string('u', url),
        };

        Assert.Equal(isValid, Validate("default", new TenantDocumentsOptions { Faq = { faq } }).Succeeded);
    }

    [Theory]
    [InlineData(500, 1_000_000, 2_000, true)]
    [InlineData(501, 1, 0, false)]
    [InlineData(1, 1_000_001, 0, false)]
    [InlineData(1, 1, 2_001, false)]
    [InlineData(0, 1, 0, false)]
    [InlineData(1, 0, 0, false)]
    public void Validate_Text_IsBounded(int title, int text, int url, bool isValid)
    {
        var given = new TextOptions
        {
            Title = new string('t', title),
            Text = new string('x', text),
            Url = new string('u', url),
        };

        Assert.Equal(isValid, Validate("default", new TenantDocumentsOptions { Texts = { given } }).Succeeded);
    }

    [Fact]
    public void Validate_NulCharacters_AreNamedWhereTheyAre()
    {
        var tenant = new TenantDocumentsOptions
        {
            Faq =
            {
                new FaqOptions { Question = "Q", Answer = "A" },
                new FaqOptions { Question = "Q\02", Answer = "A" },
            },
            Texts =
            {
                new TextOptions { Title = "T", Text = "a\0b" },
            },
        };

        var faults = Validate("default", tenant).Failures!;

        Assert.Collection(
            faults,
            fault => Assert.StartsWith("Knowledge:Tenants:default:Faq:1 ", fault, StringComparison.Ordinal),
            fault => Assert.StartsWith("Knowledge:Tenants:default:Texts:0 ", fault, StringComparison.Ordinal)
        );
    }

    private static Microsoft.Extensions.Options.ValidateOptionsResult Validate(
        string slug,
        TenantDocumentsOptions tenant
    ) => new KnowledgeOptionsValidator().Validate(null, new KnowledgeOptions { Tenants = { [slug] = tenant } });
}
