using Chat.Contracts.Events.V1;
using Chat.Inference.Ledger;
using Chat.ServiceDefaults.Messaging;
using Google.Protobuf.Reflection;

namespace Chat.Inference.Intake;

/// <summary>What the service does with Sessions' events: one queue, read once, for all who want something of it.</summary>
internal sealed class InferenceIntake(UsageIntake usage, LateAnswers answers) : IEventHandler
{
    /// <inheritdoc />
    public IReadOnlyCollection<MessageDescriptor> Events { get; } =
    [.. UsageIntake.Events, QuestionLeftUnanswered.Descriptor];

    /// <inheritdoc />
    public async Task HandleAsync(IReadOnlyList<ReceivedEvent> events, CancellationToken cancellationToken)
    {
        // First: while its database is away the batch comes again, and each answer is to be made once.
        await usage.HandleAsync(events, cancellationToken);
        foreach (var received in events)
        {
            if (received.Message is QuestionLeftUnanswered question)
            {
                answers.Add(question);
            }
        }
    }
}
