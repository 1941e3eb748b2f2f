using System.Threading.Channels;
using Chat.Contracts.Events.V1;
using Chat.Contracts.Inference.V1;
using Chat.Inference.Replies;
using Chat.ServiceDefaults;
using Chat.ServiceDefaults.Identity;
using Grpc.Core;

namespace Chat.Inference.Intake;

/// <summary>
/// Makes answers that were lost before they had begun. In memory, so that the queue of the events waits for none: what is lost
/// here again, Sessions asks for again.
/// </summary>
internal sealed class LateAnswers(ReplyOrchestrator orchestrator, ServiceName service, LateAnswersLog log)
    : BackgroundService
{
    // Many come at once when an instance died: those that somebody asks for now go on beside them.
    private const int AtOnce = 8;
    private const int Capacity = 1_000;

    private readonly Channel<QuestionLeftUnanswered> _waiting = Channel.CreateBounded<QuestionLeftUnanswered>(Capacity);

    /// <summary>Answers it soon; never waits.</summary>
    public void Add(QuestionLeftUnanswered question)
    {
        if (!_waiting.Writer.TryWrite(question))
        {
            log.NoRoom(question.Message.ConversationId);
        }
    }

    /// <inheritdoc />
    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Parallel.ForEachAsync(
            _waiting.Reader.ReadAllAsync(stoppingToken),
            new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = stoppingToken },
            async (question, _) => await AnswerAsync(question)
        );

    private async Task AnswerAsync(QuestionLeftUnanswered question)
    {
        var message = question.Message;
        var request = new ReplyRequest
        {
            ConversationId = message.ConversationId,
            Author = message.Author,
            Text = message.Text,
            ClientMessageId = message.ClientMessageId,
        };
        var principal = Principal.ForService(service.Value, Guid.Parse(question.Header.TenantId), "speak");
        var stream = new ReplyStream(new Nobody(), CancellationToken.None);
        try
        {
            // Known by its client message id: if it was answered meanwhile, that is found, and nothing is made.
            var error = await orchestrator.RunAsync(request, principal, stream, CancellationToken.None);
            if (error is not null)
            {
                log.Refused(message.ConversationId, error.Code);
            }
        }
        catch (Exception exception)
        {
            // Boundary: nobody waits for this one, and the next must not go with it.
            log.Failed(exception, message.ConversationId);
        }
    }

    /// <summary>The caller that is gone: who follows the conversation hears the reply all the same.</summary>
    private sealed class Nobody : IServerStreamWriter<ReplyBatch>
    {
        public WriteOptions? WriteOptions { get; set; }

        public Task WriteAsync(ReplyBatch message) => Task.CompletedTask;
    }
}
