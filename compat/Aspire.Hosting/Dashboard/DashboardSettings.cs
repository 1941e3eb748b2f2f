using System.Security.Cryptography;
using Aspire.Hosting.Orchestration;
using Microsoft.Extensions.Configuration;

namespace Aspire.Hosting.Dashboard;

/// <summary>Where the dashboard listens and who may enter.</summary>
internal sealed record DashboardSettings(Uri Address, string Token)
{
    /// <summary>Configuration keys of the official packages: the address, and the token that they make when there is none.</summary>
    public const string AddressKey = "ASPNETCORE_URLS";
    public const string TokenKey = "AppHost:BrowserToken";

    private const string ChosenTokenKey = "ASPIRE_DASHBOARD_FRONTEND_BROWSERTOKEN";
    private const int TokenLength = 32;

    public string LoginLink => $"{Address.GetLeftPart(UriPartial.Authority)}/login?t={Token}";

    /// <summary>Fills in what configuration leaves open, so that others can read the link from there.</summary>
    public static void Complete(IConfiguration configuration)
    {
        if (string.IsNullOrEmpty(configuration[AddressKey]))
        {
            configuration[AddressKey] = $"http://localhost:{new PortAllocator().Choose()}";
        }
        if (string.IsNullOrEmpty(configuration[TokenKey]))
        {
            configuration[TokenKey] = configuration[ChosenTokenKey] is { Length: > 0 } chosen
                ? chosen
                : RandomNumberGenerator.GetHexString(TokenLength, lowercase: true);
        }
    }

    public static DashboardSettings Read(IConfiguration configuration)
    {
        var first = configuration[AddressKey]!.Split(';')[0];
        return Uri.TryCreate(first, UriKind.Absolute, out var address) && address.IsLoopback && address.Scheme == "http"
            ? new DashboardSettings(address, configuration[TokenKey]!)
            : throw new DistributedApplicationException(
                $"The dashboard's address {first} ({AddressKey}) must be http and of this machine: http://localhost:PORT."
            );
    }
}
