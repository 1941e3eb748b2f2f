namespace Chat.Inference.Providers.Claude;

/// <summary>Turns answers outside 2xx into their failures while their headers are at hand.</summary>
/// <remarks>The SDK's own exceptions have no headers (so no Retry-After), and it reads such bodies without a bound.</remarks>
internal sealed class RefusalHandler(HttpMessageHandler inner) : DelegatingHandler(inner)
{
    /// <inheritdoc />
    protected override async Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request,
        CancellationToken cancellationToken
    )
    {
        var response = await base.SendAsync(request, cancellationToken);
        if (response.IsSuccessStatusCode)
        {
            return response;
        }
        using (response)
        {
            throw new RefusedRequestException(ProviderFailures.FromResponse(response));
        }
    }
}
