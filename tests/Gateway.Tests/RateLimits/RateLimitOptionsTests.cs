using System.ComponentModel.DataAnnotations;
using Chat.Gateway.RateLimits;
using Chat.ServiceDefaults;

namespace Chat.Gateway.Tests.RateLimits;

public sealed class RateLimitOptionsTests
{
    private static readonly Guid Tenant = new("0190a000-0000-7000-8000-000000000001");

    [Fact]
    public void For_TenantWithItsOwnRule_IsThatOneHoweverItIsWritten()
    {
        var own = new RateRuleOptions { MaxRequests = 5 };
        var options = new RateLimitOptions { Tenants = { [Tenant.ToString().ToUpperInvariant()] = own } };

        Assert.Same(own, options.For(Tenant));
        Assert.Same(options, options.For(Ids.New()));
    }

    [Fact]
    public void Validate_RulesOfTenants_AreBoundAsTheOthers()
    {
        var options = new RateLimitOptions
        {
            Tenants =
            {
                ["shop"] = new RateRuleOptions(),
                [Tenant.ToString()] = new RateRuleOptions { MaxRequests = 0, CallWindow = TimeSpan.FromDays(2) },
            },
        };

        var faults = options.Validate(new ValidationContext(options)).Select(static fault => fault.ErrorMessage!);

        Assert.Collection(
            faults,
            fault => Assert.Equal("RateLimit:Tenants:shop: the name must be a tenant's id (a UUID).", fault),
            fault => Assert.StartsWith($"RateLimit:Tenants:{Tenant}: The field MaxRequests ", fault),
            fault => Assert.StartsWith($"RateLimit:Tenants:{Tenant}: The field CallWindow ", fault)
        );
    }
}
