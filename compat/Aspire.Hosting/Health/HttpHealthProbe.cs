using System.Text.Json;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Orchestration;

namespace Aspire.Hosting.Health;

/// <summary>Sends the health requests of a resource to one of its instances.</summary>
internal sealed class HttpHealthProbe(HttpMessageInvoker http)
{
    private const int MaxReport = 16 * 1024;

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
                : $"{check.Path} answered {(int)response.StatusCode} instead of {check.StatusCode}"
                    + $"{await FailedChecksAsync(response, cancellationToken)}.";
        }
        catch (HttpRequestException exception)
        {
            return exception.Message;
        }
    }

    // As ASP.NET Core's health checks are usually written: {"checks":{"redis":{"status":"Unhealthy"}}}. What a stranger writes
    // in its place, or more of, is left out.
    private static async Task<string> FailedChecksAsync(
        HttpResponseMessage response,
        CancellationToken cancellationToken
    )
    {
        var content = response.Content;
        if (content.Headers.ContentType?.MediaType != "application/json" || content.Headers.ContentLength > MaxReport)
        {
            return "";
        }
        try
        {
            await content.LoadIntoBufferAsync(MaxReport, cancellationToken);
            using var report = JsonDocument.Parse(await content.ReadAsByteArrayAsync(cancellationToken));
            var failed = report
                .RootElement.GetProperty("checks")
                .EnumerateObject()
                .Where(check => check.Value.GetProperty("status").GetString() != "Healthy")
                .Select(check => check.Name);
            return string.Join(", ", failed) is { Length: > 0 } names ? $": {names}" : "";
        }
        catch (Exception exception)
            when (exception
                    is JsonException
                        or KeyNotFoundException
                        or InvalidOperationException
                        or HttpRequestException
            )
        {
            return "";
        }
    }
}
