using System.Diagnostics;
using Chat.Contracts.Sessions.V1;
using Chat.Inference.Replies;
using Chat.ServiceDefaults.Telemetry;

namespace Chat.Inference.Providers;

/// <summary>One call to a provider, as telemetry sees it.</summary>
internal sealed class MeasuredCall : IDisposable
{
    private readonly ProviderMetrics _metrics;
    private string _provider;
    private string _model;
    private readonly TimeProvider _timeProvider;
    private readonly long _began;
    private readonly Activity? _span;

    /// <summary>Begins now.</summary>
    public MeasuredCall(ProviderMetrics metrics, IChatProvider provider, TimeProvider timeProvider)
    {
        _metrics = metrics;
        (_provider, _model) = (provider.Name, provider.Model);
        _timeProvider = timeProvider;
        _began = timeProvider.GetTimestamp();
        if (ChatTelemetry.Source.HasListeners())
        {
            _span = ChatTelemetry.Source.StartActivity($"chat {provider.Model}", ActivityKind.Client);
            _span?.SetTag("gen_ai.operation.name", "chat");
            _span?.SetTag("gen_ai.provider.name", provider.Name);
            _span?.SetTag("gen_ai.request.model", provider.Model);
        }
    }

    /// <summary>Another provider answers.</summary>
    public void Switch(ProviderSwitched switched)
    {
        (_provider, _model) = (switched.Name, switched.Model);
        _span?.SetTag("gen_ai.provider.name", _provider);
        _span?.SetTag("gen_ai.request.model", _model);
    }

    /// <summary>A try came to nothing; another one follows within this call.</summary>
    public void TryFailed(ProviderFailureKind kind, Usage usage)
    {
        if (_metrics.Tokens.Enabled)
        {
            RecordTokens("input", usage.InputTokens, kind.ToString());
        }
    }

    /// <summary>The first token came.</summary>
    public void FirstChunk()
    {
        if (_metrics.FirstChunk.Enabled)
        {
            _metrics.FirstChunk.Record(_timeProvider.GetElapsedTime(_began).TotalSeconds, Tags(null));
        }
    }

    /// <summary>The call is over.</summary>
    public void Finish(GeneratedReply reply)
    {
        var error = reply.Failure?.Kind.ToString() ?? reply.Interruption;
        if (_metrics.Duration.Enabled)
        {
            _metrics.Duration.Record(_timeProvider.GetElapsedTime(_began).TotalSeconds, Tags(error));
        }
        if (_metrics.Tokens.Enabled)
        {
            RecordTokens("input", reply.Usage.InputTokens, error: null);
            RecordTokens("output", reply.Usage.OutputTokens, error: null);
        }
        if (_span is not null)
        {
            _span.SetTag("gen_ai.response.model", reply.Usage.Model);
            _span.SetTag("gen_ai.usage.input_tokens", reply.Usage.InputTokens);
            _span.SetTag("gen_ai.usage.output_tokens", reply.Usage.OutputTokens);
            if (error is not null)
            {
                _span.SetTag("error.type", error);
                _span.SetStatus(ActivityStatusCode.Error);
            }
        }
    }

    /// <inheritdoc />
    public void Dispose() => _span?.Dispose();

    private void RecordTokens(string type, long count, string? error)
    {
        var tags = Tags(error);
        tags.Add("gen_ai.token.type", type);
        _metrics.Tokens.Record(count, tags);
    }

    private TagList Tags(string? error)
    {
        var tags = new TagList
        {
            { "gen_ai.operation.name", "chat" },
            { "gen_ai.provider.name", _provider },
            { "gen_ai.request.model", _model },
        };
        if (error is not null)
        {
            tags.Add("error.type", error);
        }
        return tags;
    }
}
