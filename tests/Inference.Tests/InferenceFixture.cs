using Chat.Contracts.Inference.V1;
using Chat.Contracts.Sessions.V1;
using Chat.Inference.Fakes;
using Chat.ServiceDefaults;
using Chat.ServiceDefaults.Identity;
using Chat.Testing.Hosting;
using Chat.Testing.Servers;
using Chat.Testing.Time;
using Grpc.Core;
using Grpc.Net.Client;
using Microsoft.Extensions.DependencyInjection;

namespace Chat.Inference;

/// <summary>The whole service with the openai provider, on its own database, between fakes that are real servers.</summary>
public class InferenceFixture : IAsyncLifetime
{
    private KestrelHost<Program>? _host;
    private FakeSessionsServer? _sessions;
    private GrpcChannel? _channel;

    public FakeUpstream Upstream { get; private set; } = null!;

    internal FakeSessionsServer Sessions => _sessions!;

    internal KestrelHost<Program> Host => _host!;

    internal string Database { get; private set; } = "";

    public async ValueTask InitializeAsync()
    {
        Upstream = await FakeUpstream.StartAsync();
        _sessions = await FakeSessionsServer.StartAsync();
        Database = await (await PostgresServer.SharedAsync()).CreateDatabaseAsync();
        _host = KestrelHost<Program>.Start(
            new Dictionary<string, string?>(await SettingsAsync(), StringComparer.Ordinal)
            {
                ["ConnectionStrings:inferencedb"] = Database,
                ["ConnectionStrings:messaging"] = await RabbitMqServer.VirtualHostAsync(),
                ["services:sessions:grpc:0"] = _sessions.Address,
                ["services:knowledge:grpc:0"] = _sessions.Address,
                ["Inference:Knowledge:Enabled"] = "false",
                ["Inference:FirstTokenTimeout"] = "00:00:02",
                ["Inference:IdleTimeout"] = "00:00:01",
                // What is done about failures has tests of its own.
                ["Inference:Recovery:MaxRetries"] = "0",
                ["Inference:Recovery:BreakerMinimumTries"] = "10000",
                ["CHAT_PROVIDER"] = "openai",
                ["CHAT_MODEL"] = "fake",
                ["OPENAI_API_KEY"] = "sk-test",
                ["OPENAI_BASE_URL"] = Upstream.BaseUrl,
            }
        );
        _channel = GrpcChannel.ForAddress(_host.GrpcAddress);
        // A bus that is stopped while it starts may keep its consumer.
        await Eventually.TrueAsync(
            async () => (await _host.Http.GetAsync("/health")).IsSuccessStatusCode,
            TestContext.Current.CancellationToken
        );
    }

    public virtual async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        _channel?.Dispose();
        if (_host is not null)
        {
            await _host.DisposeAsync();
        }
        await Upstream.DisposeAsync();
        await Sessions.DisposeAsync();
    }

    /// <summary>Settings beside those that all fixtures have.</summary>
    protected virtual Task<Dictionary<string, string?>> SettingsAsync() =>
        Task.FromResult(new Dictionary<string, string?>(StringComparer.Ordinal));

    internal AsyncServerStreamingCall<ReplyBatch> Ask(string text, Principal principal, ReplyPace? pace = null) =>
        new Contracts.Inference.V1.Replies.RepliesClient(_channel).Reply(
            new ReplyRequest
            {
                Text = text,
                Author = new Author { Kind = AuthorKind.Visitor, Id = "v1" },
                Pace = pace,
                ConversationId = pace is null ? "" : Ids.NewText(),
                ClientMessageId = pace is null ? "" : Ids.NewText(),
                Sequence = pace is null ? 0 : 1,
            },
            new CallOptions(
                new Metadata { { "authorization", $"Bearer {Token(principal)}" } },
                cancellationToken: TestContext.Current.CancellationToken
            )
        );

    internal Task<List<ReplyEvent>> AnswerAsync(string text) => AnswerAsync(text, ReplyScene.Visitor);

    internal async Task<List<ReplyEvent>> AnswerAsync(string text, Principal principal)
    {
        var events = new List<ReplyEvent>();
        using var call = Ask(text, principal);
        await foreach (var batch in call.ResponseStream.ReadAllAsync(TestContext.Current.CancellationToken))
        {
            events.AddRange(batch.Events);
        }
        return events;
    }

    internal string Token(Principal principal) => Host.Services.GetRequiredService<IIdentityTokens>().Issue(principal);
}
