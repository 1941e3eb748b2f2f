using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Orchestration;

namespace Aspire.Hosting.Health;

/// <summary>Sends the health requests of a resource to one of its instances.</summary>
internal sealed class HttpHealthProbe(HttpMessageInvoker http)
{
    public async Task<string?> CheckAsync(ResourceInstance instance, CancellationToken cancellationToken)
    {
        foreach (var check in instance.Resource.Annotations.OfType<HttpHealthCheckAnnotation>())
        {
            if (await CheckAsync(instance, check, cancellationToken) is { } reason)
            {
                return reason;
            }
        }
        return null;
    }

    private async Task<string?> CheckAsync(
        ResourceInstance instance,
        HttpHealthCheckAnnotation check,
        CancellationToken cancellationToken
    )
    {
        var endpoint = new EndpointReference((IResourceWithEndpoints)instance.Resource, check.EndpointName).Annotation;
        var address = new UriBuilder(endpoint.UriScheme, "localhost", instance.Ports[check.EndpointName]).Uri;
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(address, check.Path));
        try
        {
            using var response = await http.SendAsync(request, cancellationToken);
            return (int)response.StatusCode == check.StatusCode
                ? null
                : $"{check.Path} answered {(int)response.StatusCode} instead of {check.StatusCode}.";
        }
        catch (HttpRequestException exception)
        {
            return exception.Message;
        }
    }
}
