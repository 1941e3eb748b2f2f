using Microsoft.AspNetCore.Http.Features;

namespace Chat.Sessions.Tests.Attachments;

/// <summary>Knows whether a request was broken off.</summary>
internal sealed class AbortedRequest : IHttpRequestLifetimeFeature
{
    public bool IsAborted { get; private set; }

    public CancellationToken RequestAborted { get; set; }

    public void Abort() => IsAborted = true;
}
