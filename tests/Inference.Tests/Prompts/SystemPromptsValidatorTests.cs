using System.ComponentModel.DataAnnotations;

namespace Chat.Inference.Prompts;

public sealed class SystemPromptsValidatorTests
{
    private const string Tenant = "01890000-0000-7000-8000-00000000000a";

    [Fact]
    public void Validate_Nothing_Passes() => Assert.Null(Faults(new PromptsOptions()));

    [Theory]
    [InlineData(1)]
    [InlineData(20_000)]
    public void Validate_TextWithinTheBounds_Passes(int length) => Assert.Null(Faults(With(Tenant, length)));

    [Theory]
    [InlineData(0)]
    [InlineData(20_001)]
    public void Validate_TextOutsideTheBounds_IsNamed(int length) =>
        Assert.Equal(
            [$"Inference:Prompt:SystemPrompts:{Tenant} must have 1 to 20000 characters."],
            Faults(With(Tenant, length))
        );

    [Theory]
    [InlineData("acme")]
    [InlineData("0189000000007000800000000000000a")]
    [InlineData("{01890000-0000-7000-8000-00000000000a}")]
    public void Validate_NoIdOfATenant_IsNamed(string tenant) =>
        Assert.Equal(
            [$"Inference:Prompt:SystemPrompts:{tenant} must be named by the tenant's id, a UUID with hyphens."],
            Faults(With(tenant, 1))
        );

    [Fact]
    public void Validate_SeveralFaults_AreAllTold()
    {
        var options = With("acme", 0);
        options.SystemPrompts[Tenant] = "";

        Assert.Equal(3, Faults(options)?.Count());
    }

    [Theory]
    [InlineData(0, 0, 1, true)]
    [InlineData(100_000, 100_000, 20_000, true)]
    [InlineData(-1, 0, 1, false)]
    [InlineData(100_001, 0, 1, false)]
    [InlineData(0, -1, 1, false)]
    [InlineData(0, 100_001, 1, false)]
    [InlineData(0, 0, 0, false)]
    [InlineData(0, 0, 20_001, false)]
    public void Options_AtTheirBounds_AreCheckedOnBothSides(int history, int knowledge, int prompt, bool valid)
    {
        var options = new PromptsOptions
        {
            MaxHistoryTokens = history,
            MaxKnowledgeTokens = knowledge,
            SystemPrompt = new string('x', prompt),
        };

        Assert.Equal(
            valid,
            Validator.TryValidateObject(options, new ValidationContext(options), [], validateAllProperties: true)
        );
    }

    private static PromptsOptions With(string tenant, int length) =>
        new() { SystemPrompts = { [tenant] = new string('x', length) } };

    private static IEnumerable<string>? Faults(PromptsOptions options) =>
        new SystemPromptsValidator().Validate(name: null, options).Failures;
}
