using System.Collections.Concurrent;
using System.Net;
using Microsoft.Extensions.Options;
using Polly;
using Polly.CircuitBreaker;
using Polly.Retry;
using Polly.Timeout;

namespace Chat.ServiceDefaults.Resilience;

/// <summary>
/// Bounds every request in time, repeats what may be repeated, and leaves a host alone for a while that only fails.
/// </summary>
internal sealed class ResilienceHandler(IOptions<HttpClientOptions> options, TimeProvider time) : DelegatingHandler
{
    // Hosts come from configuration; beyond this many, something is wrong, and they share one breaker.
    private const int MaxHosts = 256;

    private readonly ConcurrentDictionary<
        (string Host, bool Repeatable),
        ResiliencePipeline<HttpResponseMessage>
    > pipelines = new();

    protected override async Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request,
        CancellationToken cancellationToken
    )
    {
        var host = pipelines.Count < MaxHosts ? request.RequestUri?.Authority ?? "" : "";
        var pipeline = pipelines.GetOrAdd(
            (host, IsRepeatable(request)),
            static (key, self) => self.Build(key.Repeatable),
            this
        );
        try
        {
            return await pipeline.ExecuteAsync(
                static async (state, token) => await state.Self.SendOnceAsync(state.Request, token),
                (Self: this, Request: request),
                cancellationToken
            );
        }
        catch (TimeoutRejectedException exception)
        {
            // What callers of HttpClient expect of a host that does not answer.
            throw new HttpRequestException("The service did not answer in time.", exception);
        }
        catch (BrokenCircuitException exception)
        {
            // Nothing was sent, as when no connection comes about: another of the service's addresses may have it.
            throw new HttpRequestException(
                HttpRequestError.ConnectionError,
                "The service only failed lately and is left alone for a moment.",
                exception
            );
        }
    }

    private Task<HttpResponseMessage> SendOnceAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
        base.SendAsync(request, cancellationToken);

    private static bool IsRepeatable(HttpRequestMessage request) =>
        request.Content is null
        && (
            request.Method == HttpMethod.Get
            || request.Method == HttpMethod.Head
            || request.Method == HttpMethod.Options
            || request.Method == HttpMethod.Delete
        );

    private ResiliencePipeline<HttpResponseMessage> Build(bool repeatable)
    {
        var builder = new ResiliencePipelineBuilder<HttpResponseMessage> { TimeProvider = time };
        builder.AddTimeout(options.Value.TotalTimeout);
        if (repeatable)
        {
            builder.AddRetry(
                new RetryStrategyOptions<HttpResponseMessage>
                {
                    ShouldHandle = Failing(IsTransient),
                    MaxRetryAttempts = options.Value.MaxRetries,
                    BackoffType = DelayBackoffType.Exponential,
                    Delay = TimeSpan.FromMilliseconds(100),
                    UseJitter = true,
                }
            );
        }

        return builder
            .AddCircuitBreaker(
                new CircuitBreakerStrategyOptions<HttpResponseMessage>
                {
                    ShouldHandle = Failing(static status => IsTransient(status) && !IsLimit(status)),
                    FailureRatio = 0.5,
                    MinimumThroughput = 20,
                    SamplingDuration = TimeSpan.FromSeconds(10),
                    BreakDuration = TimeSpan.FromSeconds(2),
                }
            )
            .AddTimeout(options.Value.AttemptTimeout)
            .Build();
    }

    private static PredicateBuilder<HttpResponseMessage> Failing(Func<HttpStatusCode, bool> isFailure) =>
        new PredicateBuilder<HttpResponseMessage>()
            .Handle<HttpRequestException>()
            .Handle<TimeoutRejectedException>()
            .HandleResult(response => isFailure(response.StatusCode));

    private static bool IsTransient(HttpStatusCode status) =>
        status is HttpStatusCode.RequestTimeout || IsLimit(status) || (int)status >= 500;

    // One caller's matter: who reaches its limit must not have the host left alone by all others.
    private static bool IsLimit(HttpStatusCode status) => status is HttpStatusCode.TooManyRequests;
}
