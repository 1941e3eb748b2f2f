using Microsoft.Extensions.Configuration;

namespace Chat.ServiceDefaults.Resilience;

/// <summary>Where the other services are: configuration <c>services:{name}:{endpoint}:{n}</c>.</summary>
internal sealed class ServiceAddresses(IConfiguration configuration)
{
    /// <summary>The addresses of a service's endpoint.</summary>
    public IReadOnlyList<Uri> Find(string serviceName, string endpoint)
    {
        var found = TryFind(serviceName, endpoint);
        return found.Count > 0
            ? found
            : throw new InvalidOperationException(
                $"The address of {serviceName} is not known: set services:{serviceName}:{endpoint}:0 to its URL."
            );
    }

    /// <summary>The addresses, or none when the name is not one of a service.</summary>
    public IReadOnlyList<Uri> TryFind(string serviceName, string endpoint)
    {
        var addresses = new List<Uri>();
        foreach (var entry in configuration.GetSection($"services:{serviceName}:{endpoint}").GetChildren())
        {
            if (Uri.TryCreate(entry.Value, UriKind.Absolute, out var address))
            {
                addresses.Add(address);
            }
        }

        return addresses;
    }
}
