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

    private static Microsoft.Extensions.Options.ValidateOptionsResult Validate(
        string slug,
        TenantDocumentsOptions tenant
    ) => new KnowledgeOptionsValidator().Validate(null, new KnowledgeOptions { Tenants = { [slug] = tenant } });
}
