using Chat.Contracts.Events.V1;
using Chat.Contracts.Sessions.V1;
using Chat.Inference.Fakes;
using Chat.ServiceDefaults;
using Chat.Testing.Hosting;
using Chat.Testing.Servers;
using Chat.Testing.Time;

namespace Chat.Inference.Intake;

/// <summary>Answers that were lost, asked for over the bus.</summary>
[Trait("Level", "Component")]
public sealed class LateAnswersTests
{
    private readonly CancellationToken _test = TestContext.Current.CancellationToken;

    [Fact]
    public async Task Add_QuestionsFromTheBus_AreAnsweredInTheirConversations()
    {
        var broker = await RabbitMqServer.VirtualHostAsync();
        await using var sessions = await FakeSessionsServer.StartAsync();
        await using var host = KestrelHost<Program>.Start(
            new Dictionary<string, string?>(StringComparer.Ordinal)
            {
                ["ConnectionStrings:inferencedb"] = await (await PostgresServer.SharedAsync()).CreateDatabaseAsync(),
                ["ConnectionStrings:messaging"] = broker,
                ["services:sessions:grpc:0"] = sessions.Address,
                ["services:knowledge:grpc:0"] = sessions.Address,
            }
        );
        await Eventually.TrueAsync(async () => (await host.Http.GetAsync("/health", _test)).IsSuccessStatusCode, _test);

        await EventRelay.PublishAsync(broker, [Question("c1"), Question("c2")]);

        HashSet<string> asked = [await AnsweredAsync(sessions), await AnsweredAsync(sessions)];
        Assert.Equal(["c1", "c2"], asked.Order(StringComparer.Ordinal));
    }

    private async Task<string> AnsweredAsync(FakeSessionsServer sessions)
    {
        while (true)
        {
            var said = await sessions.Spoken.ReadAsync(_test).AsTask().WithTimeout();
            if (said.Commit is not null)
            {
                Assert.NotEqual("", said.Commit.Text);
                return (await sessions.Posts.ReadAsync(_test).AsTask().WithTimeout()).ClientMessageId;
            }
        }
    }

    private static QuestionLeftUnanswered Question(string clientMessageId) =>
        new()
        {
            Header = new EventHeader { EventId = Ids.NewText(), TenantId = Ids.NewText() },
            Message = new Message
            {
                Id = Ids.NewText(),
                ConversationId = Ids.NewText(),
                Author = new Author { Kind = AuthorKind.Visitor, Id = "v" },
                Text = "Why?",
                ClientMessageId = clientMessageId,
            },
        };
}
