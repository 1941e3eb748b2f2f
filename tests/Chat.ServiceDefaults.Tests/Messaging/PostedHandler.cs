using Chat.Contracts.Events.V1;
using Chat.ServiceDefaults.Messaging;
using Google.Protobuf.Reflection;

namespace Chat.ServiceDefaults.Tests.Messaging;

/// <summary>Hands what arrives to the test.</summary>
internal sealed class PostedHandler(PostedInbox inbox) : IEventHandler
{
    public IReadOnlyCollection<MessageDescriptor> Events { get; } = [MessagePosted.Descriptor];

    public async Task HandleAsync(IReadOnlyList<ReceivedEvent> events, CancellationToken cancellationToken)
    {
        // All or none, as a transaction would be.
        foreach (var received in events)
        {
            inbox.Check((MessagePosted)received.Message);
        }

        foreach (var received in events)
        {
            await inbox.TakeAsync((MessagePosted)received.Message, cancellationToken);
        }

        inbox.Batches++;
    }
}
