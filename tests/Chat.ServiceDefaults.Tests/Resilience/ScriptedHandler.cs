using System.Net;

namespace Chat.ServiceDefaults.Tests.Resilience;

/// <summary>The far end of an HTTP client: answers as the test says, and counts.</summary>
internal sealed class ScriptedHandler(Func<int, CancellationToken, Task<HttpResponseMessage>> answer)
    : HttpMessageHandler
{
    private int calls;

    public ScriptedHandler(Func<int, HttpStatusCode> answer)
        : this((call, _) => Task.FromResult(new HttpResponseMessage(answer(call)))) { }

    public int Calls => Volatile.Read(ref calls);

    public Uri? LastUri { get; private set; }

    protected override Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request,
        CancellationToken cancellationToken
    )
    {
        LastUri = request.RequestUri;
        return answer(Interlocked.Increment(ref calls), cancellationToken);
    }
}
