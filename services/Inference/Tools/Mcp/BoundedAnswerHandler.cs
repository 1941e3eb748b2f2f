namespace Chat.Inference.Tools.Mcp;

/// <summary>Lets no answer grow beyond a bound: reading on fails.</summary>
internal sealed class BoundedAnswerHandler(long maxBytes) : DelegatingHandler
{
    /// <inheritdoc />
    protected override async Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request,
        CancellationToken cancellationToken
    )
    {
        var response = await base.SendAsync(request, cancellationToken);
        var unbounded = response.Content;
        var stream = await unbounded.ReadAsStreamAsync(cancellationToken);
        response.Content = new StreamContent(new BoundedStream(stream, maxBytes));
        foreach (var (name, values) in unbounded.Headers)
        {
            response.Content.Headers.TryAddWithoutValidation(name, values);
        }
        return response;
    }
}
