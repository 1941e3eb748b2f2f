using Chat.Inference.Tools.Custom;
using Chat.ServiceDefaults.Egress;
using Microsoft.Extensions.Options;

namespace Chat.Inference.Tools;

public sealed class ToolSetsValidatorTests
{
    private static CustomToolOptions Good =>
        new()
        {
            Name = "look_up",
            Description = "Looks an order up.",
            Url = "https://tools.example/call",
            Secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
        };

    [Fact]
    public void Validate_Complete_Succeeds() => Assert.Empty(Faults(new ToolSetOptions { Custom = { Good } }));

    [Theory]
    [InlineData("http://tools.example/")]
    [InlineData("https://10.0.0.1/")]
    [InlineData("https://user:pass@tools.example/")]
    [InlineData("tools")]
    public void Validate_AddressThatMayNotBeCalled_NamesIt(string url)
    {
        var tool = Good;
        tool.Url = url;

        Assert.Contains(
            "Custom:0:Url",
            Assert.Single(Faults(new ToolSetOptions { Custom = { tool } })),
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("""{"type":"string"}""")]
    [InlineData(
        """{"type":"object","properties":{"a":{"$ref":"https://elsewhere.example/schema"}},"$ref":"https://elsewhere.example/x"}"""
    )]
    public void Validate_SchemaOfNoObject_NamesIt(string schema)
    {
        var tool = Good;
        tool.Schema = schema;

        Assert.Contains(
            "Custom:0:Schema",
            Assert.Single(Faults(new ToolSetOptions { Custom = { tool } })),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void Validate_SeveralFaultsOfATenant_NamesAllOfThem()
    {
        var options = new ToolsOptions();
        options.Tenants["acme"] = new ToolSetOptions
        {
            CaptureLead = { Source = "" },
            Custom =
            {
                new CustomToolOptions
                {
                    Name = "a b",
                    Description = "x",
                    Url = "https://a.example/",
                    Secret = "s",
                },
            },
        };

        var faults = Faults(options);

        Assert.Contains(
            faults,
            fault => fault.Contains("acme must be named by the tenant's id", StringComparison.Ordinal)
        );
        Assert.Contains(faults, fault => fault.Contains("acme:CaptureLead", StringComparison.Ordinal));
        Assert.Contains(faults, fault => fault.Contains("Name must have", StringComparison.Ordinal));
        Assert.Contains(faults, fault => fault.Contains("Custom:0:Secret", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("_look-up2", true)]
    [InlineData("2look_up", false)]
    [InlineData("-look_up", false)]
    public void Validate_Name_IsOneThatEveryVendorTakes(string name, bool isGood)
    {
        var tool = Good;
        tool.Name = name;
        var options = new ToolsOptions();
        options.Tenants["01a1fc40-f00c-7969-83b4-69a417da9c14"] = new ToolSetOptions { Custom = { tool } };

        var faults = Faults(options);

        Assert.Equal(isGood ? 0 : 1, faults.Count(fault => fault.Contains("Name must have", StringComparison.Ordinal)));
    }

    [Fact]
    public void Validate_SameNameTwice_NamesIt() =>
        Assert.Contains(
            "look_up more than once",
            Assert.Single(Faults(new ToolSetOptions { Custom = { Good, Good } })),
            StringComparison.Ordinal
        );

    [Theory]
    [InlineData("capture_lead")]
    [InlineData("request_human")]
    public void Validate_NameOfOneOfOurs_NamesIt(string name)
    {
        var tool = Good;
        tool.Name = name;
        var ours = new ToolSetOptions
        {
            CaptureLead = { Enabled = true },
            RequestHuman = true,
            Custom = { tool },
        };

        Assert.Contains($"{name} more than once", Assert.Single(Faults(ours)), StringComparison.Ordinal);
        Assert.Empty(Faults(new ToolSetOptions { Custom = { tool } }));
    }

    [Fact]
    public void Validate_TenantUnderTwoSpellings_NamesIt()
    {
        var options = new ToolsOptions();
        options.Tenants["01a1fc40-f00c-7969-83b4-69a417da9c14"] = new ToolSetOptions();
        options.Tenants["01a1fc40f00c796983b469a417da9c14"] = new ToolSetOptions();

        Assert.Contains("twice", Assert.Single(Faults(options)), StringComparison.Ordinal);
    }

    private static IReadOnlyList<string> Faults(ToolSetOptions everybody) =>
        Faults(new ToolsOptions { Default = everybody });

    private static IReadOnlyList<string> Faults(ToolsOptions options) =>
        [.. new ToolSetsValidator(Options.Create(new EgressOptions())).Validate(null, options).Failures ?? []];
}
